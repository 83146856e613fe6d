import { DIFFERING } from './differing';
import type { Input } from './input';
import type { Service } from './table';
import { actionNamed } from '../actions/actions';

/** An action that a call needs, and where its resource is told. */
export interface Need {
  readonly action: string;
  /** The parameter that holds the resource, where it is not the usual one; the part of it (an object's key) behind. */
  readonly parameters: readonly string[];
}

/** What is known of the permissions of a call. */
export type Needs =
  | { readonly kind: 'known'; readonly needs: readonly Need[]; readonly undecided: readonly string[] }
  /** No action of that name, and none that we know of. */
  | { readonly kind: 'unknown' };

/** Whether the service has an operation of the name; the name's case counts. */
export function isOperation(service: Service, operation: string): boolean {
  return rulesOf(service, operation) !== undefined || service.unlike.has(operation);
}

/**
 * The actions that a call of an operation needs.
 *
 * Parameters that need more are asked of the input; those that the code does not tell are listed as undecided, and
 * what depends on them counts only where it is the operation's own action.
 */
export function needsOf(service: Service, operation: string, input: Input): Needs {
  const rules = rulesOf(service, operation);
  if (rules === undefined) return { kind: 'unknown' };
  const roles = service.roles.get(operation);
  if (roles === undefined && rules.every(({ test }) => test === undefined)) return { kind: 'known', needs: rules, undecided: [] };
  const undecided = new Set<string>();
  const decided = rules.filter(rule => applies(rule, input, undecided));
  // Where every action depends on what is not known, each of them may be needed.
  const needs: readonly Need[] = decided.length > 0 || undecided.size === 0 ? decided : rules;
  return { kind: 'known', needs: roles === undefined ? needs : [...needs, ...passedRoles(roles, input)], undecided: [...undecided] };
}

/** An action with the parameter that it depends on. */
interface Rule extends Need {
  readonly test?: '?' | '!';
  readonly path: string;
}

const read = new WeakMap<Service, Map<string, readonly Rule[] | null>>();

function rulesOf(service: Service, operation: string): readonly Rule[] | undefined {
  let operations = read.get(service);
  if (operations === undefined) read.set(service, operations = new Map());
  const known = operations.get(operation);
  if (known !== undefined) return known ?? undefined;
  const rules = readRules(service, operation);
  operations.set(operation, rules ?? null);
  return rules;
}

function readRules(service: Service, operation: string): readonly Rule[] | undefined {
  const written = DIFFERING[service.name];
  const line = written !== undefined && Object.hasOwn(written, operation) ? written[operation] : actionFor(service, operation);
  return line === undefined ? undefined : line.split(' ').flatMap(word => readRule(word, service));
}

/** The action of the operation's own name, or of its HTTP method. */
function actionFor(service: Service, operation: string): string | undefined {
  const method = service.unlike.get(operation);
  if (method !== undefined) return `${service.prefix}:${method}`;
  // Methods of clients are told from operations by their names: `On` is none because `on` is none.
  return /^[A-Z]/.test(operation) ? actionNamed(`${service.prefix}:${operation}`)?.name : undefined;
}

const WORD = /^((?:[\w-]+:)?\w+)(?:\(([^)]*)\))?(?:([?!])(.+))?$/;

function readRule(word: string, service: Service): readonly Rule[] {
  const [, name, parameters = '', test, path = ''] = WORD.exec(word) ?? [];
  if (name === undefined) return [];
  return [{
    action: name.includes(':') ? name : `${service.prefix}:${name}`,
    parameters: parameters === '' ? [] : parameters.split(','),
    ...test === '?' || test === '!' ? { test } : {},
    path,
  }];
}

function applies({ test, path }: Rule, input: Input, undecided: Set<string>): boolean {
  if (test === undefined) return true;
  const isGiven = input.has(path);
  if (test === '?') {
    if (isGiven === undefined) undecided.add(path);
    return isGiven === true;
  }
  // A parameter that is given but may be empty when it runs takes nothing away.
  return isGiven !== true || !input.textsAt(path).every(text => text.every(part => part.kind === 'literal'));
}

/** Who hands a service a role must be allowed to. */
function passedRoles(paths: readonly string[], input: Input): readonly Need[] {
  return paths
    .filter(path => input.has(path) === true)
    .map(path => ({ action: 'iam:PassRole', parameters: [path] }));
}
