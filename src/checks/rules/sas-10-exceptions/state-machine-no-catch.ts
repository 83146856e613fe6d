import { valuesAt } from '../../../app-model/pointers';
import { at } from '../../../app-model/property';
import { callsLambda, type State, STATE_MACHINE_TYPES, statesOf } from '../../../app-model/state-machines';
import { literalText, type Possibility } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { isEmpty } from '../../settings';

const TASK = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const RETRY = [{ ErrorEquals: ['Lambda.ServiceException', 'Lambda.SdkClientException', 'Lambda.TooManyRequestsException'], MaxAttempts: 3 }];
const machine = (task: object) => ({ Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: { StartAt: 'Charge', States: { Charge: { ...TASK, ...task } } } } });

export const stateMachineNoCatch: Rule = {
  id: 'SAS10-StateMachineNoCatch',
  title: 'one failing function ends the whole execution',
  weakness: 'SAS-10',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-755'],
  why: 'What the steps before have done stays done: a payment without an order, and no step that would set it right or tell anybody.',
  fix: 'new tasks.LambdaInvoke(this, \'Charge\', { lambdaFunction: fn, retryOnServiceExceptions: true }).addCatch(new sfn.Pass(this, \'Refund\'));',
  resourceTypes: STATE_MACHINE_TYPES,
  example: {
    flagged: { Resources: { Flow: machine({}) } },
    findings: { Flow: ['SAS10-StateMachineNoCatch[Catch]', 'SAS10-StateMachineNoCatch[Retry]'] },
    fixed: { Resources: { Flow: machine({ Retry: RETRY, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Refund' }] }) } },
  },
  check(resource) {
    const tasks = statesOf(resource).filter(state => callsLambda(state, resource));
    const found = (detail: string, states: readonly State[]) => states.length === 0 ? [] : [{ detail, note: `no ${detail} in ${states.map(({ name }) => name).join(', ')}` }];
    return [
      ...found('Catch', tasks.filter(({ body }) => at([body], 'Catch').every(isEmpty))),
      ...found('Retry', tasks.filter(({ body }) => !retriesService(body))),
    ];
  },
};

function retriesService(body: Possibility): boolean {
  const retries = at([body], 'Retry');
  return retries.some(({ value }) => value.kind === 'unknown')
    || valuesAt(retries, ['ErrorEquals']).some(({ value }) => /^(?:States\.ALL|States\.TaskFailed|Lambda\.)/.test(literalText(value) ?? 'Lambda.'));
}
