import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { inStack, nodeFunction } from './app-parts';
import type { AppCases } from '../app-case';

export const workflows: AppCases = {
  'state machine of functions with a callback and a map': inStack(stack => {
    const first = new tasks.LambdaInvoke(stack, 'First', { lambdaFunction: nodeFunction(stack, 'FirstFn'), outputPath: '$.Payload' });
    const wait = new tasks.LambdaInvoke(stack, 'Wait', {
      lambdaFunction: nodeFunction(stack, 'WaitFn'),
      integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      payload: sfn.TaskInput.fromObject({ token: sfn.JsonPath.taskToken }),
    });
    const each = new sfn.Map(stack, 'Each', { maxConcurrency: 2 }).itemProcessor(new tasks.LambdaInvoke(stack, 'Item', { lambdaFunction: nodeFunction(stack, 'ItemFn') }));
    const machine = new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(first.next(wait).next(each)), timeout: Duration.minutes(5) });
    const starter = nodeFunction(stack, 'Starter', { environment: { MACHINE: machine.stateMachineArn } });
    machine.grantStartExecution(starter);
  }),
  'state machine that its own function may answer': inStack(stack => {
    const fn = nodeFunction(stack, 'Approve');
    const machine = new sfn.StateMachine(stack, 'Machine', {
      definitionBody: sfn.DefinitionBody.fromChainable(new tasks.LambdaInvoke(stack, 'Ask', { lambdaFunction: fn })),
    });
    machine.grantTaskResponse(nodeFunction(stack, 'Answer'));
    machine.metricFailed().createAlarm(stack, 'Failed', { threshold: 1, evaluationPeriods: 1 });
  }),
  'task that evaluates an expression and one that runs an alias': inStack(stack => {
    const alias = nodeFunction(stack, 'Versioned').addAlias('live');
    const evaluate = new tasks.EvaluateExpression(stack, 'Evaluate', { expression: '$.a + 1', runtime: lambda.Runtime.NODEJS_22_X });
    const chain = evaluate.next(new tasks.LambdaInvoke(stack, 'Run', { lambdaFunction: alias })).next(new tasks.SnsPublish(stack, 'Tell', {
      topic: new sns.Topic(stack, 'Topic'), message: sfn.TaskInput.fromText('done'),
    }));
    new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(chain) });
  }),
};
