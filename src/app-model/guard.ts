import { environmentVariable, functionProperty, isImage, layerLists, layers } from './functions';
import type { Resource } from './template';
import { HOLE, literalFragments, literalText, skeleton, type Possibility, type Value } from './value';
import { GUARD_ENVIRONMENT, GUARD_FILES, GUARD_HANDLER, guardFile, IN_IMAGE } from '../contract/environment';
import { GUARD_MODES, type GuardMode } from '../contract/policy';

/** Whether something is there: `unknown` where the template does not tell. */
export type Presence = 'yes' | 'no' | 'unknown';

/** One way in which a function can turn out: whether the guard is loaded, and its layer there. */
export interface GuardState {
  /** Something that starts the guard: `NODE_OPTIONS`, the exec wrapper, or the handler. */
  readonly activation: Presence;
  /** Any layer at all, since which one is the guard's is not told by every template; or an image that brings the files along. */
  readonly layer: Presence;
}

/** Several rules ask for the same function; a resource never changes. */
const states = new WeakMap<Resource, GuardState>();

/** Whether the runtime guard is attached, as the rendered function tells. */
export function guardState(fn: Resource): GuardState {
  const known = states.get(fn);
  if (known !== undefined) return known;
  const state = { activation: anyOf(activations(fn)), layer: layerPresence(fn) };
  states.set(fn, state);
  return state;
}

/** The guard starts a function by one of three ways; each is judged over all values it can have. */
function activations(fn: Resource): readonly Presence[] {
  return [
    presence(environmentVariable(fn, 'NODE_OPTIONS'), loadsGuard),
    presence(environmentVariable(fn, 'AWS_LAMBDA_EXEC_WRAPPER'), value => literalText(value) === guardFile('execWrapper')),
    presence(functionProperty(fn, 'Handler'), value => literalText(value) === GUARD_HANDLER),
  ];
}

/** Whether a value of `NODE_OPTIONS` requires the guard's preload. */
export function loadsGuard(value: Value): boolean {
  return literalFragments(value).some(text => text.includes(guardFile('preload')));
}

function presence(possibilities: readonly Possibility[], test: (value: Value) => boolean): Presence {
  if (possibilities.some(({ value }) => value.kind === 'absent')) return 'no';
  const judged = possibilities.map(({ value }): Presence => {
    if (test(value)) return 'yes';
    return isKnown(value) ? 'no' : 'unknown';
  });
  return allOf(judged);
}

/** A text with unknown parts may hold anything in them. */
function isKnown(value: Value): boolean {
  const text = skeleton(value);
  return text !== undefined && !text.includes(HOLE);
}

/** Whether a container image is said to hold the guard's files, which no template shows. */
export function holdsGuard(fn: Resource): boolean {
  return isImage(fn) && environmentVariable(fn, GUARD_ENVIRONMENT.inImage).some(({ value }) => literalText(value) === IN_IMAGE);
}

function layerPresence(fn: Resource): Presence {
  if (holdsGuard(fn)) return 'yes';
  const list = layerLists(fn);
  if (list.some(({ value }) => value.kind === 'absent')) return 'no';
  if (list.some(({ value }) => value.kind !== 'list')) return 'unknown';
  return layers(fn).length > 0 ? 'yes' : 'no';
}

function anyOf(all: readonly Presence[]): Presence {
  if (all.includes('yes')) return 'yes';
  return all.includes('unknown') ? 'unknown' : 'no';
}

function allOf(all: readonly Presence[]): Presence {
  if (all.includes('no')) return 'no';
  return all.includes('unknown') ? 'unknown' : 'yes';
}

/** The guard's mode, where the template sets it to one that exists. */
export function guardModes(fn: Resource): ReadonlyArray<{ readonly mode: GuardMode; readonly possibility: Possibility }> {
  return environmentVariable(fn, GUARD_ENVIRONMENT.mode).flatMap(possibility => {
    const mode = GUARD_MODES.find(known => known === literalText(possibility.value)?.trim().toLowerCase());
    return mode === undefined ? [] : [{ mode, possibility }];
  });
}

/** Whether a layer is the guard's: a layer version of this library's, or an ARN with its name. */
export function isGuardLayer(value: Value): boolean {
  if (value.kind === 'reference') {
    return value.resource.type.endsWith('::LayerVersion')
      && [value.resource.logicalId, value.resource.constructPath ?? ''].some(name => /serverless-?guard/i.test(name));
  }
  return (skeleton(value) ?? '').includes(`:layer:${GUARD_FILES.directory}`);
}

/** Whether this library itself made a resource, as its place in the construct tree tells. */
export function isMadeByGuard({ constructPath }: Resource): boolean {
  return constructPath !== undefined && /\/ServerlessGuard(?:Alarms|Layer)?\//.test(constructPath);
}
