import type { AppModel } from './app-model';
import { jsonIn } from './json-text';
import { at, entries, items, property } from './property';
import type { Resource } from './template';
import { functionOf } from './triggers';
import { literalText, type Possibility, skeleton } from './value';

/** The types of a state machine in a template. */
export const STATE_MACHINE_TYPES = ['AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine'] as const;

/** One state of a definition, wherever it is nested. */
export interface State {
  readonly name: string;
  readonly type: string;
  readonly body: Possibility;
}

const definitions = new WeakMap<Resource, readonly Possibility[]>();
const states = new WeakMap<Resource, readonly State[]>();

/** The definition, as object or as JSON text; unknown where it is in a file. */
export function definitionOf(machine: Resource): readonly Possibility[] {
  const known = definitions.get(machine);
  if (known !== undefined) return known;
  const definition = [...property(machine, 'Definition'), ...jsonIn(property(machine, 'DefinitionString'), machine.template)]
    .filter(({ value }) => value.kind === 'map');
  definitions.set(machine, definition);
  return definition;
}

/** Every state, those inside maps and parallel branches included. */
export function statesOf(machine: Resource): readonly State[] {
  const known = states.get(machine);
  if (known !== undefined) return known;
  const found: State[] = [];
  const open = [...definitionOf(machine)];
  for (let next = open.pop(); next !== undefined && found.length < MAX_STATES; next = open.pop()) {
    for (const { name, possibilities } of entries(at([next], 'States'))) {
      for (const body of possibilities.filter(({ value }) => value.kind === 'map')) {
        found.push({ name, type: at([body], 'Type').map(({ value }) => literalText(value))[0] ?? '', body });
        open.push(...['Iterator', 'ItemProcessor'].flatMap(inner => at([body], inner)), ...items(at([body], 'Branches')));
      }
    }
  }
  states.set(machine, found);
  return found;
}

/** A definition holds 1 MB at most. */
const MAX_STATES = 10_000;

/** What a task hands to the service it calls: `Parameters`, or `Arguments` in JSONata. */
export function parametersOf({ body }: State): readonly Possibility[] {
  return [...at([body], 'Parameters'), ...at([body], 'Arguments')];
}

/** Whether a task calls a Lambda function. */
export function callsLambda(state: State, machine: Resource): boolean {
  return state.type === 'Task' && resourceOf(state, machine).some(({ value }) => /:lambda:/.test(skeleton(value) ?? '') || (value.kind === 'reference' && isFunctionLike(value.resource)));
}

function isFunctionLike({ type }: Resource): boolean {
  return /^AWS::(Lambda::(Function|Alias|Version)|Serverless::Function)$/.test(type);
}

/** The resource of a task; SAM's `${Name}` stands for what the substitutions say. */
function resourceOf({ body }: State, machine: Resource): readonly Possibility[] {
  return at([body], 'Resource').flatMap(possibility => {
    const [, name] = /^\$\{(\w{1,255})\}$/.exec(literalText(possibility.value) ?? '') ?? [];
    return name === undefined ? [possibility] : property(machine, 'DefinitionSubstitutions', name);
  });
}

/** The functions that state machines call, each with the machines that do. Pass it to `model.index()`. */
export function taskFunctions(model: AppModel): ReadonlyMap<Resource, ReadonlySet<Resource>> {
  const found = new Map<Resource, Set<Resource>>();
  for (const machine of model.resourcesOf(...STATE_MACHINE_TYPES)) {
    for (const state of statesOf(machine).filter(({ type }) => type === 'Task')) {
      const fn = functionOf([...at(parametersOf(state), 'FunctionName'), ...resourceOf(state, machine)], model);
      if (fn !== undefined) found.set(fn, (found.get(fn) ?? new Set()).add(machine));
    }
  }
  return found;
}
