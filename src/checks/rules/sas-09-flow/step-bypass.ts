import type { AppModel } from '../../../app-model/app-model';
import { FUNCTION_TYPES } from '../../../app-model/functions';
import { property } from '../../../app-model/property';
import { taskFunctions } from '../../../app-model/state-machines';
import type { Resource } from '../../../app-model/template';
import { functionOf } from '../../../app-model/triggers';
import { display } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';

const urls = pointersToFunctions('AWS::Lambda::Url', 'TargetFunctionArn');
const permissions = pointersToFunctions('AWS::Lambda::Permission', 'FunctionName');

const app = (extra: object) => ({
  Flow: { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: { StartAt: 'Pay', States: { Pay: { Type: 'Task', Resource: { 'Fn::GetAtt': ['Pay', 'Arn'] }, End: true } } } } },
  Pay: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler' } },
  ...extra,
});
const permission = (principal: string) => ({ Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Pay' }, Principal: principal, SourceArn: 'arn:aws:execute-api:eu-west-1:111122223333:orders/*' } });

/** What other roles of the app may invoke is not counted: which of them belongs to the flow is nowhere declared. */
export const stepBypass: Rule = {
  id: 'SAS9-StepBypass',
  title: 'a step of a state machine can be reached beside it',
  weakness: 'SAS-9',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-841', 'CWE-288'],
  why: 'What the steps before it check (a payment, a right, a stock) is skipped by whoever calls the function by the other way.',
  fix: 'new tasks.LambdaInvoke(this, \'Pay\', { lambdaFunction: fn }); // and neither route, URL nor permission on the function itself',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: app({ Open: permission('apigateway.amazonaws.com') }) },
    findings: { Pay: ['SAS9-StepBypass[apigateway.amazonaws.com]'] },
    fixed: { Resources: app({ Flows: permission('states.amazonaws.com') }) },
  },
  check(fn, model) {
    const machines = model.index(taskFunctions).get(fn);
    if (machines === undefined) return PASS;
    const note = `it is a step of ${[...machines].map(({ logicalId }) => logicalId).join(', ')}`;
    return [
      ...(model.index(urls).get(fn) ?? []).slice(0, 1).map(() => ({ detail: 'Url', note })),
      ...(model.index(permissions).get(fn) ?? []).flatMap(made => property(made, 'Principal'))
        .filter(({ value }) => value.kind === 'scalar' && !/^states\./.test(String(value.value)))
        .map(({ value, when }) => ({ detail: display(value), note, when })),
    ];
  },
};

function pointersToFunctions(type: string, name: string) {
  return (model: AppModel): ReadonlyMap<Resource, readonly Resource[]> => {
    const found = new Map<Resource, Resource[]>();
    for (const resource of model.resourcesOf(type)) {
      const fn = functionOf(property(resource, name), model);
      if (fn !== undefined) found.set(fn, [...found.get(fn) ?? [], resource]);
    }
    return found;
  };
}
