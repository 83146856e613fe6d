import { valuesAt } from '../../../app-model/pointers';
import { at, property } from '../../../app-model/property';
import { definitionOf, STATE_MACHINE_TYPES, statesOf } from '../../../app-model/state-machines';
import type { Possibility } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { isNumber, isOneOf } from '../../settings';

const machine = (definition: object) => ({ Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: { StartAt: 'Charge', ...definition } } });
const TASK = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const MANY_ATTEMPTS = 10;

/** A circle of states ends with the machine's timeout: without one it is that finding. An express machine ends after five minutes. */
export const stateMachineUnbounded: Rule = {
  id: 'SAS8-StateMachineUnbounded',
  title: 'nothing bounds how long the state machine runs, or how much it does at once',
  weakness: 'SAS-8',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-400', 'CWE-835'],
  why: 'A task that never answers keeps its execution for a year; a list of an attacker\'s making is worked on all at once, and a failing task is tried and paid for again and again.',
  fix: 'new sfn.StateMachine(this, \'Orders\', { definitionBody, timeout: Duration.minutes(5) }); // and maxConcurrency of each sfn.Map',
  resourceTypes: STATE_MACHINE_TYPES,
  example: {
    flagged: { Resources: { Orders: machine({ States: { Charge: { ...TASK, Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 99 }] } } }) } },
    findings: { Orders: ['SAS8-StateMachineUnbounded[Timeout]', 'SAS8-StateMachineUnbounded[Retry]'] },
    fixed: { Resources: { Orders: machine({ TimeoutSeconds: 300, States: { Charge: { ...TASK, Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 3 }] } } }) } },
  },
  check(resource) {
    const states = statesOf(resource);
    const has = (possibilities: readonly Possibility[], ...names: readonly string[]) => names.some(name => at(possibilities, name).some(({ value }) => value.kind !== 'absent'));
    const endless = definitionOf(resource).some(definition => !has([definition], 'TimeoutSeconds')) && !property(resource, 'StateMachineType').some(isExpress) && !property(resource, 'Type').some(isExpress)
      && states.some(({ type, body }) => type === 'Task' && !has([body], 'TimeoutSeconds', 'TimeoutSecondsPath', 'HeartbeatSeconds', 'HeartbeatSecondsPath'));
    const wide = states.filter(({ type, body }) => type === 'Map' && !has([body], 'MaxConcurrency', 'MaxConcurrencyPath'));
    const stubborn = states.filter(({ body }) => valuesAt([body], ['Retry', 'MaxAttempts']).some(isNumber(attempts => attempts > MANY_ATTEMPTS)));
    return [
      ...endless ? [{ detail: 'Timeout', note: 'neither it nor its tasks have a timeout' }] : [],
      ...wide.length > 0 ? [{ detail: 'MaxConcurrency', note: `no limit in ${wide.map(({ name }) => name).join(', ')}` }] : [],
      ...stubborn.length > 0 ? [{ detail: 'Retry', note: `more than ${MANY_ATTEMPTS} attempts in ${stubborn.map(({ name }) => name).join(', ')}` }] : [],
    ];
  },
};

const isExpress = (possibility: Possibility) => isOneOf('EXPRESS')(possibility) || possibility.value.kind === 'unknown';
