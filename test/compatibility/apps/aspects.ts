import { Annotations, AspectPriority, Aspects, CfnResource, RemovalPolicies, RemovalPolicy, Stack, Tags, Token } from 'aws-cdk-lib';
import type { IAspect } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import { NODE, nodeFunction } from './app-parts';
import type { AppCases } from '../app-case';

/** An app of one function and a bucket with an aspect of the user's on it. */
function withAspect(visit: (node: IConstruct) => void, priority?: number): AppCases[string] {
  return app => {
    const stack = new Stack(app, 'Shop');
    nodeFunction(stack, 'Orders');
    new s3.Bucket(stack, 'Bucket', { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
    const aspect: IAspect = { visit };
    Aspects.of(app).add(aspect, priority === undefined ? {} : { priority });
  };
}

export const aspects: AppCases = {
  'tags everywhere': app => {
    const stack = new Stack(app, 'Shop', { tags: { a: 'b' } });
    nodeFunction(stack, 'Orders');
    Tags.of(app).add('team', 'shop');
    Tags.of(stack).add('stack', 'shop', { excludeResourceTypes: ['AWS::S3::Bucket'] });
  },
  'removal policies everywhere': app => {
    nodeFunction(new Stack(app, 'Shop'), 'Orders', { logGroup: undefined });
    RemovalPolicies.of(app).destroy();
  },
  'one that throws for a runtime': withAspect(node => {
    if (node instanceof lambda.Function && node.runtime.family === lambda.RuntimeFamily.GO) throw new Error('no Go');
  }),
  'one that throws for what the app has': withAspect(node => {
    if (node instanceof lambda.Function) throw new Error('no functions at all');
  }),
  'one that reports errors for what the app has': withAspect(node => {
    if (node instanceof s3.CfnBucket && node.bucketEncryption === undefined) Annotations.of(node).addError('not encrypted');
  }),
  'one that adds variables, layers and retention': withAspect(node => {
    if (!(node instanceof lambda.Function)) return;
    node.addEnvironment('STAGE', 'dev');
    node.addLayers(lambda.LayerVersion.fromLayerVersionArn(node, 'Tools', 'arn:aws:lambda:eu-central-1:123456789012:layer:tools:1'));
    new logs.LogRetention(node, 'Kept', { logGroupName: `/aws/lambda/${node.functionName}`, retention: 7 });
  }, AspectPriority.MUTATING),
  'one that adds a function to a stack': withAspect(node => {
    if (node instanceof Stack && node.node.tryFindChild('Added') === undefined) new lambda.Function(node, 'Added', NODE);
  }),
  'one that adds a function late': withAspect(node => {
    if (node instanceof Stack && node.node.tryFindChild('Added') === undefined) new lambda.Function(node, 'Added', NODE);
  }, AspectPriority.READONLY),
  'one that adds a function where aspects have been': app => {
    const [first, second] = [new Stack(app, 'First'), new Stack(app, 'Second')];
    nodeFunction(second, 'Orders');
    Aspects.of(second).add({ visit: node => { if (node === second && first.node.tryFindChild('Added') === undefined) new lambda.Function(first, 'Added', NODE); } });
  },
  'one that takes the last room for layers and variables': withAspect(node => {
    if (!(node instanceof lambda.Function) || !node.node.path.endsWith('Orders')) return;
    const layer = (id: number) => lambda.LayerVersion.fromLayerVersionArn(node, `Layer${id}`, `arn:aws:lambda:eu-central-1:123456789012:layer:l${id}:1`);
    node.addLayers(...[1, 2, 3, 4, 5].map(layer));
    node.addEnvironment('BIG', 'x'.repeat(4000));
  }),
  'one that throws for what only the guard sets': withAspect(node => {
    if (!(node instanceof lambda.Function)) return;
    const { environment } = node.node.defaultChild as lambda.CfnFunction;
    if (JSON.stringify(Stack.of(node).resolve(environment) ?? {}).includes('NODE_OPTIONS')) throw new Error('no NODE_OPTIONS');
  }),
  'one that looks at managed policies': withAspect(node => {
    if (node instanceof iam.CfnRole) node.managedPolicyArns?.forEach(arn => { if (arn.includes('Administrator')) throw new Error('no administrators'); });
  }, AspectPriority.READONLY),
  'one that overrides properties of every L1 function': withAspect(node => {
    if (!(node instanceof lambda.CfnFunction)) return;
    node.addPropertyOverride('Environment.Variables.EXTRA', 'x');
    node.addPropertyOverride('MemorySize', 512);
    node.tracingConfig = { mode: 'Active' };
  }),
  'one that renames and bounds every role': withAspect(node => {
    if (!CfnResource.isCfnResource(node) || node.cfnResourceType !== 'AWS::IAM::Role') return;
    node.addPropertyOverride('RoleName', `app-${Stack.of(node).getLogicalId(node)}`.slice(0, 64));
    node.addPropertyOverride('PermissionsBoundary', { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/boundary' });
  }),
  'one that gives every function a dead-letter queue and a role policy': withAspect(node => {
    if (!(node instanceof lambda.CfnFunction) || node.deadLetterConfig !== undefined) return;
    node.deadLetterConfig = { targetArn: new sqs.Queue(node, 'Dead').queueArn };
  }),
  'one that replaces managed policies': withAspect(node => {
    if (!(node instanceof iam.CfnRole) || !Array.isArray(node.managedPolicyArns)) return;
    node.managedPolicyArns = node.managedPolicyArns.filter(arn => Token.isUnresolved(arn));
    node.addPropertyOverride('Path', '/app/');
  }),
  'one with every kind of log group': withAspect(node => {
    if (node instanceof logs.CfnLogGroup) node.retentionInDays = 30;
  }),
};
