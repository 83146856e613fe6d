import { at } from '../../../app-model/property';
import { parametersOf, STATE_MACHINE_TYPES, statesOf } from '../../../app-model/state-machines';
import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';

/** What names the target of a task, and must not be the input's to choose. */
const TARGETS = ['FunctionName', 'StateMachineArn', 'TopicArn', 'QueueUrl', 'Bucket', 'ApiEndpoint', 'DocumentName', 'RoleArn', 'TargetArn', 'TaskDefinition', 'JobName', 'EventBusName', 'TableName'];

const machine = (parameters: object) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { Definition: { StartAt: 'Call', States: { Call: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: parameters, End: true } } } },
});

/** `$$` is the context; of it only `Execution.Input` is the caller's. */
const FROM_INPUT = /(?<!\$)\$(?:\.|\[|$)|\$\$\.Execution\.Input/;
const FROM_INPUT_JSONATA = /\{%[\s\S]{0,2000}\$states\.(?:input|context\.Execution\.Input)\b/;

export const dynamicTarget: Rule = {
  id: 'SAS9-DynamicTarget',
  title: 'the input of the state machine chooses what is called',
  weakness: 'SAS-9',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-470', 'CWE-610'],
  why: 'Whoever can start an execution, or change its data on the way, makes it call another function, queue or role with the machine\'s permissions.',
  fix: 'new sfn.Choice(this, \'Which\').when(sfn.Condition.stringEquals(\'$.kind\', \'invoice\'), new tasks.LambdaInvoke(this, \'Invoice\', { lambdaFunction: fn })); // a list of what may be called',
  resourceTypes: STATE_MACHINE_TYPES,
  example: {
    flagged: { Resources: { Flow: machine({ 'FunctionName.$': '$.target' }) } },
    findings: { Flow: ['SAS9-DynamicTarget[Call::FunctionName]'] },
    fixed: { Resources: { Flow: machine({ FunctionName: 'arn:aws:lambda:eu-west-1:111122223333:function:orders' }) } },
  },
  check: resource => statesOf(resource).filter(({ type }) => type === 'Task').flatMap(state => TARGETS.flatMap(name => {
    const parameters = parametersOf(state);
    const chosen = at(parameters, `${name}.$`).some(({ value }) => FROM_INPUT.test(literalText(value) ?? ''))
      || at(parameters, name).some(({ value }) => FROM_INPUT_JSONATA.test(literalText(value) ?? ''));
    return chosen ? [{ detail: `${state.name}::${name}`, note: `${name} of the state ${state.name}` }] : [];
  })),
};
