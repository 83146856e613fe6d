import { CfnOutput, NestedStack, SecretValue, Stack, Stage } from 'aws-cdk-lib';
import type { StageProps } from 'aws-cdk-lib';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import * as actions from 'aws-cdk-lib/aws-codepipeline-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as pipelines from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';
import { EU, NODE, US, nodeFunction } from './app-parts';
import type { AppCases } from '../app-case';

class Shop extends Stage {
  public constructor(scope: Construct, id: string, props?: StageProps) {
    super(scope, id, props);
    const stack = new Stack(this, 'Functions');
    const queue = new sqs.Queue(new Stack(this, 'Data'), 'Queue');
    const fn = nodeFunction(stack, 'Orders', { environment: { QUEUE: queue.queueUrl }, code: lambda.Code.fromAsset(`${__dirname}/code`) });
    queue.grantSendMessages(fn);
  }
}

class Part extends NestedStack {
  public constructor(scope: Construct, id: string, role?: iam.IRole) {
    super(scope, id);
    const fn = nodeFunction(this, 'Inner', role === undefined ? {} : { role });
    new CfnOutput(this, 'Name', { value: fn.functionName });
  }
}

export const stages: AppCases = {
  'nested stacks, two deep, with a role from outside': app => {
    const stack = new Stack(app, 'Shop');
    const part = new Part(stack, 'Part');
    new Part(part, 'Deep');
    new Part(stack, 'Other', new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }));
    const fn = nodeFunction(part, 'Second');
    nodeFunction(stack, 'Outer', { environment: { INNER: fn.functionName } });
  },
  'two stages in two regions': app => {
    new Shop(app, 'Dev', { env: EU });
    new Shop(app, 'Prod', { env: US });
    nodeFunction(new Stack(app, 'Tools'), 'Tool');
  },
  'stage within a stage': app => {
    const outer = new Stage(app, 'Outer');
    new Shop(outer, 'Inner');
    nodeFunction(new Stack(outer, 'Own'), 'Fn');
  },
  'function, role, layer and queue each in a stack of its own': app => {
    const role = new iam.Role(new Stack(app, 'Roles'), 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    const layer = new lambda.LayerVersion(new Stack(app, 'Layers'), 'Layer', { code: lambda.Code.fromAsset(`${__dirname}/code`) });
    const queue = new sqs.Queue(new Stack(app, 'Queues'), 'Queue');
    const fn = nodeFunction(new Stack(app, 'Functions'), 'Fn', { role, layers: [layer] });
    queue.grantConsumeMessages(fn);
    nodeFunction(new Stack(app, 'Callers'), 'Caller', { environment: { NAME: fn.functionName, ARN: fn.functionArn } });
  },
  'imported functions': app => {
    const stack = new Stack(app, 'Shop', { env: EU });
    const imported = lambda.Function.fromFunctionArn(stack, 'A', 'arn:aws:lambda:eu-central-1:123456789012:function:a');
    imported.grantInvoke(nodeFunction(stack, 'Caller'));
    lambda.Function.fromFunctionName(stack, 'B', 'b').addPermission('P', { principal: new iam.ServicePrincipal('s3.amazonaws.com') });
    lambda.Function.fromFunctionAttributes(stack, 'C', { functionArn: imported.functionArn, role: iam.Role.fromRoleName(stack, 'R', 'r') });
    lambda.Version.fromVersionArn(stack, 'V', 'arn:aws:lambda:eu-central-1:123456789012:function:a:1');
  },
  'pipeline of actions that deploys code through parameters': app => {
    const code = lambda.Code.fromCfnParameters();
    new lambda.Function(new Stack(app, 'Functions', { synthesizer: undefined }), 'Fn', { ...NODE, code });
    const stack = new Stack(app, 'Delivery');
    const source = new codepipeline.Artifact();
    new codepipeline.Pipeline(stack, 'Pipeline', {
      stages: [
        { stageName: 'Source', actions: [new actions.CodeStarConnectionsSourceAction({ actionName: 'Git', owner: 'o', repo: 'r', connectionArn: 'arn:aws:codestar-connections:eu-central-1:123456789012:connection/x', output: source })] },
        {
          stageName: 'Do',
          actions: [
            new actions.CodeBuildAction({ actionName: 'Build', project: new codebuild.PipelineProject(stack, 'Build'), input: source }),
            new actions.LambdaInvokeAction({ actionName: 'Check', lambda: nodeFunction(stack, 'Check') }),
            new actions.CloudFormationCreateUpdateStackAction({ actionName: 'Deploy', stackName: 's', templatePath: source.atPath('t'), adminPermissions: true, parameterOverrides: code.assign({ bucketName: 'b', objectKey: 'k' } as never) }),
          ],
        },
      ],
    });
  },
};

/** Pipelines of CDK synthesise a stage the moment it is added to them. */
export const pipelineApps: AppCases = {
  'pipeline of CDK with two stages': app => {
    const stack = new Stack(app, 'Delivery', { env: EU });
    const pipeline = new pipelines.CodePipeline(stack, 'Pipeline', {
      synth: new pipelines.ShellStep('Synth', { input: pipelines.CodePipelineSource.gitHub('o/r', 'main', { authentication: SecretValue.secretsManager('t') }), commands: ['npx cdk synth'] }),
    });
    pipeline.addStage(new Shop(stack, 'Dev', { env: EU }));
    pipeline.addStage(new Shop(stack, 'Prod', { env: US }), { pre: [new pipelines.ManualApprovalStep('Release')] });
  },
};

