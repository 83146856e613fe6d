import { property } from '../../app-model/property';
import type { Resource } from '../../app-model/template';
import { literalText, type Value } from '../../app-model/value';
import { partsOf, serviceInArn, type ArnText } from '../resolve/arn';
import { resourceTypeOf } from '../resolve/resource-types';

/** What an ARN, or a pattern of ARNs, is about, in a form in which two of them can be compared. */
export interface Named {
  /** The resource of the app that it names. */
  readonly target?: Resource;
  /** What stands behind the target; without one the whole text, with `*` where the template does not tell. */
  readonly text: string;
}

/** What a value names; `undefined` where the template does not tell. */
export function named(value: Value): Named | undefined {
  const parts = partsOf(value);
  return parts === undefined ? undefined : namedByParts(parts);
}

/** What an ARN of the app model's words names. */
export function namedByParts(parts: ArnText): Named {
  const position = parts.map(({ kind }) => kind).lastIndexOf('reference');
  const reference = parts[position];
  const references = parts.filter(({ kind }) => kind === 'reference').length;
  if (reference?.kind !== 'reference' || references > 1 || !isAbout(reference.resource, parts.slice(0, position), reference.attribute)) return { text: patternOf(parts) };
  return { ...original(reference.resource), text: patternOf(parts.slice(position + 1)) };
}

/** Another resource's name may stand in an ARN, as a function's does in that of its log group. */
function isAbout({ type }: Resource, before: ArnText, attribute: string | undefined): boolean {
  if (attribute !== undefined && !attribute.endsWith('Arn')) return false;
  const service = serviceInArn(before);
  if (before.length === 0 || service === undefined) return before.length === 0;
  return resourceTypeOf(type)?.iam.some(name => name.startsWith(`${service}:`)) ?? false;
}

function patternOf(parts: ArnText): string {
  return parts.map(part => part.kind === 'literal' ? part.text : '*').join('');
}

/** Types whose ARN is that of another resource, or lies within it, and where they name that. */
const BELONGS_TO: Readonly<Record<string, string>> = {
  'AWS::SecretsManager::SecretTargetAttachment': 'SecretId',
  'AWS::RDS::SecretTargetAttachment': 'SecretId',
  'AWS::Lambda::Alias': 'FunctionName',
  'AWS::Lambda::Version': 'FunctionName',
};

function original(resource: Resource): { readonly target: Resource } {
  const name = BELONGS_TO[resource.type];
  const owner = name === undefined ? undefined : property(resource, name).map(({ value }) => value.kind === 'reference' ? value.resource : undefined)[0];
  return { target: owner ?? resource };
}

/** How something granted stands to something needed; `beside` is another part of the same resource. */
export type Relation = 'overlaps' | 'beside' | 'apart' | 'unknown';

/** Whether a granted pattern reaches what is needed. What may be the same under two names is `unknown`. */
export function relate(granted: Named, needed: Named): Relation {
  if (/^\*+$/.test(granted.text) && granted.target === undefined) return 'overlaps';
  if (granted.target !== undefined && needed.target !== undefined) return relateTargets(granted, needed);
  if (granted.target !== undefined) return relateTargetAndText(granted.target, needed.text);
  if (needed.target !== undefined) return relateTargetAndText(needed.target, granted.text);
  return mayBeBoth(granted.text, needed.text) ? 'overlaps' : 'apart';
}

function relateTargets(granted: Named, needed: Named): Relation {
  if (granted.target !== needed.target) return 'apart';
  // A version or alias is asked for by the function's ARN and its own.
  if (needed.target?.type.endsWith('::Function') === true) return 'overlaps';
  return mayBeBoth(granted.text, needed.text) ? 'overlaps' : 'beside';
}

/** What AWS names cannot be written down before; a name that the app gives may be. */
function relateTargetAndText(target: Resource, text: string): Relation {
  const services = resourceTypeOf(target.type)?.iam.map(name => name.slice(0, name.indexOf(':'))) ?? [];
  const [, service] = /^arn:[^:]*:([a-z0-9-]+):/.exec(text) ?? [];
  if (service !== undefined && services.length > 0 && !services.includes(service)) return 'apart';
  if (/\*/.test(text.replace(/^arn:[^:]*:[^:]*:[^:]*:[^:]*:/, ''))) return isEvery(text) ? 'overlaps' : 'unknown';
  const names = namesOf(target);
  if (names === undefined) return 'unknown';
  return names.some(name => text.includes(name)) ? 'overlaps' : 'apart';
}

/** Every resource of a kind. */
function isEvery(text: string): boolean {
  return /^(\*+|arn:[^:]*:[^:]*:[^:]*:[^:]*:([\w-]+[/:])?\*+([/:]\*+)*)$/.test(text);
}

/** The names that the app gives a resource, none where CloudFormation makes one up; `undefined` where they are not told. */
function namesOf(resource: Resource): readonly string[] | undefined {
  const given = Object.keys(resource.properties ?? {}).filter(name => /Name$|^Name$/.test(name)).flatMap(name => property(resource, name));
  const names = given.map(({ value }) => value.kind === 'absent' ? '' : literalText(value));
  return names.includes(undefined) ? undefined : names.flatMap(name => name === undefined || name === '' ? [] : [name]);
}

/** Whether a text exists that two patterns with `*` and `?` both cover. */
export function mayBeBoth(a: string, b: string): boolean {
  const seen = new Set<number>();
  const open: Array<readonly [number, number]> = [[0, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [i, j] = next;
    const place = i * (b.length + 1) + j;
    if (seen.has(place)) continue;
    seen.add(place);
    if (i === a.length && j === b.length) return true;
    open.push(...stepsFrom(a[i], b[j]).map(([left, right]) => [i + left, j + right] as const));
  }
  return false;
}

/** How far one may go in each pattern; nothing is left where a pattern has ended. */
function stepsFrom(left: string | undefined, right: string | undefined): ReadonlyArray<readonly [number, number]> {
  if (left === '*') return right === undefined ? [[1, 0]] : [[1, 0], [0, 1]];
  if (right === '*') return left === undefined ? [[0, 1]] : [[0, 1], [1, 0]];
  if (left === undefined || right === undefined) return [];
  return left === right || left === '?' || right === '?' ? [[1, 1]] : [];
}
