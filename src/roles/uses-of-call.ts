import { resourceTypesOf } from './actions/actions';
import type { Input } from './operations/input';
import { needsOf, type Need } from './operations/needs';
import { describedParameters, isNamedLike, PARTS, type ResourceParameter } from './operations/parameters';
import { PARTIQL_ACTIONS, readStatement } from './operations/partiql';
import type { Service } from './operations/table';
import { literal, type Text } from './text';
import type { Confidence, Note, NoteKind, Use, UsedResource } from './use';

/** A call of an operation, however its language writes it. */
export interface Call {
  readonly service: Service;
  readonly operation: string;
  readonly input: Input;
  readonly file: string;
  readonly line: number;
  readonly confidence: Confidence;
}

/** The uses that a call is, and what of it is not known. */
export function usesOfCall(call: Call): { readonly uses: readonly Use[]; readonly notes: readonly Note[] } {
  const { service, operation, input } = call;
  const needs = needsOf(service, operation, input);
  if (needs.kind === 'unknown') {
    return { uses: [], notes: [noteOf(call, 'unknown-operation', `${service.name}:${operation} is no operation that an IAM action is known for`)] };
  }
  const notes = needs.undecided.length === 0 ? []
    : [noteOf(call, 'unknown-parameters', `whether ${operation} is given ${needs.undecided.join(', ')} is not known; it would need more actions`)];
  const [single] = needs.needs;
  const uses = single !== undefined && needs.needs.length === 1 ? usesOfNeed(single, call) : merged(needs.needs.flatMap(need => usesOfNeed(need, call)));
  return { uses, notes };
}

function noteOf({ service, file, line }: Call, kind: NoteKind, message: string): Note {
  return { kind, message, file, line, service: service.name };
}

function usesOfNeed(need: Need, call: Call): readonly Use[] {
  if (need.action === 'dynamodb:PartiQL') return usesOfStatements(need, call);
  const [named, part] = need.parameters;
  const resources = resourcesOf(need.action, named, call.input);
  // `Key` is of the bucket that the operation is about, not of the one that it copies from.
  const partPath = part ?? (named === undefined ? aboutAction(need.action).part : undefined);
  const [partText] = partPath === undefined ? [] : call.input.textsAt(partPath);
  return resources.map(resource => useOf([need.action], resource, call, partText));
}

function useOf(actions: readonly string[], resource: UsedResource, { service, operation, file, line, confidence }: Call, part?: Text): Use {
  const use = { service: service.name, operation, actions, resource, file, line, confidence };
  return part === undefined ? use : { ...use, part };
}

/** What an action's resource is told by. */
interface AboutAction {
  /** Names of its resource types; empty where it takes none. */
  readonly types: readonly string[];
  readonly isRequired: boolean;
  /** The parameters that may name the resource, where its service is described. */
  readonly described: readonly ResourceParameter[] | undefined;
  /** The parameter that names what inside of the resource it is about. */
  readonly part: string | undefined;
}

const actions = new Map<string, AboutAction>();

function aboutAction(action: string): AboutAction {
  const known = actions.get(action);
  if (known !== undefined) return known;
  const resourceTypes = resourceTypesOf(action) ?? [];
  const types = resourceTypes.map(({ name }) => name);
  const prefix = action.slice(0, action.indexOf(':'));
  const about = {
    types,
    isRequired: resourceTypes.some(({ required }) => required),
    described: describedParameters(action),
    part: types.flatMap(name => PARTS[`${prefix}:${name}`] ?? [])[0],
  };
  actions.set(action, about);
  return about;
}

function resourcesOf(action: string, named: string | undefined, input: Input): readonly UsedResource[] {
  const about = aboutAction(action);
  if (about.types.length === 0) return [{ kind: 'none' }];
  const candidates = named === undefined ? candidatesFor(about, input) : [{ path: named }];
  for (const { path } of candidates) {
    if (input.has(path) === false) continue;
    const texts = input.textsAt(path);
    if (texts.length > 0) return texts.map(text => resourceOf(path, path.endsWith('CopySource') ? upToSlash(text) : text));
    if (input.has(path) === undefined) return [{ kind: 'dynamic', parameter: path }];
  }
  const fallback = WITHOUT_PARAMETER[action];
  // A request without a resource that is optional is about none: `cloudwatch:PutMetricData` without a dataset.
  if (fallback === undefined) return [about.isRequired ? { kind: 'dynamic' } : { kind: 'none' }];
  return [input.names.includes(fallback) ? { kind: 'none' } : { kind: 'literal', parameter: 'EventBusName', text: literal(fallback) }];
}

/** Where no parameter names the resource: the one that AWS takes, or a parameter that stands for having none. */
const WITHOUT_PARAMETER: Readonly<Record<string, string>> = {
  'events:PutEvents': 'default',
  'sns:Publish': 'PhoneNumber',
};

function candidatesFor({ described, types }: AboutAction, input: Input): readonly ResourceParameter[] {
  if (described !== undefined) return described;
  return input.names.filter(name => types.some(type => isNamedLike(name, type))).map(path => ({ path }));
}

function resourceOf(parameter: string, text: Text): UsedResource {
  if (text.some(part => part.kind === 'unknown')) return { kind: 'dynamic', parameter };
  const event = text.find(part => part.kind === 'event');
  // The whole event is no resource: it is some other function's parameter.
  if (event?.path === '') return { kind: 'dynamic', parameter };
  if (event !== undefined) return { kind: 'event', path: event.path, parameter, text };
  const env = text.find(part => part.kind === 'env');
  return env === undefined ? { kind: 'literal', parameter, text } : { kind: 'env', name: env.name, parameter, text };
}

/** The bucket in `bucket/key`. */
function upToSlash(text: Text): Text {
  const kept: Text[number][] = [];
  for (const part of text) {
    if (part.kind !== 'literal') {
      kept.push(part);
      continue;
    }
    const written = kept.length === 0 ? part.text.replace(/^\//, '') : part.text;
    const slash = written.indexOf('/');
    if (slash < 0) kept.push({ kind: 'literal', text: written });
    else if (slash > 0) kept.push({ kind: 'literal', text: written.slice(0, slash) });
    if (slash >= 0) break;
  }
  return kept.filter(part => part.kind !== 'literal' || part.text !== '');
}

/** What PartiQL does is in its statements; where those are not known, it may be anything. */
function usesOfStatements(need: Need, call: Call): readonly Use[] {
  const [path = ''] = need.parameters;
  const texts = call.input.textsAt(path);
  const all = PARTIQL_ACTIONS.map(action => useOf([action], { kind: 'dynamic', parameter: path }, call));
  if (texts.length === 0) return all;
  return texts.flatMap(text => {
    const statement = readStatement(text);
    return statement === undefined ? all : [useOf([statement.action], resourceOf(path, statement.table), call)];
  });
}

/** Uses that differ in their actions alone are one. */
function merged(uses: readonly Use[]): readonly Use[] {
  if (uses.length < 2) return uses;
  const found = new Map<string, Use>();
  for (const use of uses) {
    const key = JSON.stringify([use.resource, use.part]);
    const known = found.get(key);
    found.set(key, known === undefined ? use : { ...known, actions: [...new Set([...known.actions, ...use.actions])] });
  }
  return [...found.values()];
}
