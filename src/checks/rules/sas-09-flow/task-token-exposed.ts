import { allowedActions } from '../../../app-model/iam/function-permissions';
import { covers } from '../../../app-model/iam/pattern';
import { PERMISSION_TYPES } from '../../../app-model/iam/roles';
import { isServiceWide, isWholeService } from '../../../app-model/iam/service-wide';
import { at } from '../../../app-model/property';
import { STATE_MACHINE_TYPES, statesOf } from '../../../app-model/state-machines';
import { skeleton } from '../../../app-model/value';
import { allow, functionRole } from '../../examples';
import type { Rule } from '../../rule';

/** Ways that leave the app: whoever receives the message can end the step. */
const OUTWARD = /:(?:sns:publish|aws-sdk:(?:ses|sesv2|sns|pinpoint)\w*:\w+|http:invoke|apigateway:invoke)\.waitForTaskToken/i;

const machine = (resource: string) => ({
  Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: { StartAt: 'Approve', States: { Approve: { Type: 'Task', Resource: resource, End: true } } } },
});

/** Who may answer is one thing, and judged on the policy that says so; where the token goes is another. */
export const taskTokenExposed: Rule = {
  id: 'SAS9-TaskTokenExposed',
  title: 'the token that ends a step leaves the app, or may be used by anybody in it',
  weakness: 'SAS-9',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-613', 'CWE-285'],
  why: 'Whoever has the token says how the step ended, approved or refused, and what the flow goes on with; it is valid as long as the step waits.',
  fix: 'machine.grantTaskResponse(fn); // and a token that is kept in a table, with an id of your own in the message',
  resourceTypes: [...STATE_MACHINE_TYPES, ...PERMISSION_TYPES],
  supersedes: ['SAS4-WildcardResource'],
  example: {
    flagged: { Resources: { Flow: machine('arn:aws:states:::sns:publish.waitForTaskToken'), Role: functionRole(allow('states:SendTaskSuccess', '*')) } },
    findings: { Flow: ['SAS9-TaskTokenExposed[Approve]'], Role: ['SAS9-TaskTokenExposed[Action::states:SendTaskSuccess]'] },
    fixed: { Resources: { Flow: machine('arn:aws:states:::sqs:sendMessage.waitForTaskToken'), Role: functionRole(allow('states:SendTaskSuccess', 'arn:aws:states:eu-west-1:111122223333:stateMachine:orders')) } },
  },
  check: (resource, model) => [
    ...statesOf(resource)
      .filter(({ type, body }) => type === 'Task' && at([body], 'Resource').some(({ value }) => OUTWARD.test(skeleton(value) ?? '')))
      .map(({ name }) => ({ detail: name, note: `by the state ${name}` })),
    ...allowedActions(resource, model)
      .filter(({ action, statement }) => !isWholeService(action) && covers(action, 'states:SendTaskSuccess') && statement.resources.some(isServiceWide))
      .map(({ action, when }) => ({ detail: `Action::${action}`, note: `it allows ${action} on everything`, when })),
  ],
};
