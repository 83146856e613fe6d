import { App, CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { ServerlessGuard } from '../../../src';
import { variedApp } from '../../hardening/varied-app';

export const CODE = lambda.Code.fromInline('exports.handler = async () => ({});');

export const plain = (scope: Construct, id: string, props: Partial<lambda.FunctionProps> = {}) => new lambda.Function(scope, id, {
  runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: CODE, ...props,
});

/** Every way in which a function comes into a template, each by itself. */
export const PIECES = {
  plain: stack => void plain(stack, 'Plain'),
  python: stack => void plain(stack, 'OtherRuntime', { runtime: lambda.Runtime.PYTHON_3_13 }),
  raw: stack => void new CfnResource(stack, 'ByHand', { type: 'AWS::Lambda::Function', properties: { Role: 'arn:aws:iam::111122223333:role/given', Code: { ZipFile: 'x' }, Runtime: 'nodejs24.x', Handler: 'index.handler' } }),
  image: stack => void new lambda.CfnFunction(stack, 'Container', { packageType: 'Image', role: 'arn:aws:iam::111122223333:role/given', code: { imageUri: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1' } }),
  sam: stack => void new CfnResource(stack, 'Sam', { type: 'AWS::Serverless::Function', properties: { Runtime: 'nodejs24.x', Handler: 'index.handler', InlineCode: 'x', Events: { Order: { Type: 'Api', Properties: { Path: '/orders', Method: 'post' } } } } }),
  web: stack => void new CfnResource(stack, 'Web', { type: 'AWS::Lambda::WebFunction', properties: { Runtime: 'nodejs24.x' } }),
  edge: stack => {
    const version = plain(stack, 'Edge').currentVersion;
    new cloudfront.Distribution(stack, 'Site', {
      defaultBehavior: { origin: new origins.HttpOrigin('shop.example'), edgeLambdas: [{ functionVersion: version, eventType: cloudfront.LambdaEdgeEventType.VIEWER_REQUEST }] },
    });
  },
  imported: stack => void lambda.Function.fromFunctionName(stack, 'Imported', 'elsewhere'),
  api: stack => void new apigateway.LambdaRestApi(stack, 'Api', { handler: plain(stack, 'BehindApi') }),
  provider: stack => void new s3.Bucket(stack, 'Emptied', { autoDeleteObjects: true, removalPolicy: 'destroy' as never }),
  retention: stack => void new logs.LogRetention(stack, 'Retention', { logGroupName: '/orders', retention: logs.RetentionDays.ONE_DAY }),
  url: stack => void plain(stack, 'OpenToAll').addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE }),
  shared: stack => {
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    for (const id of ['One', 'Two']) plain(stack, id, { role });
  },
  varied: stack => variedApp(stack),
} satisfies Record<string, (stack: Stack) => void>;

export type PieceName = keyof typeof PIECES;

export interface GeneratedStack {
  readonly place: 'app' | 'stage' | 'nested';
  readonly pieces: readonly PieceName[];
}

/** An app of such stacks, each with its own pieces. */
export function generatedApp(stacks: readonly GeneratedStack[], outdir: string, guarded: boolean): App {
  const app = new App({ outdir, analyticsReporting: false });
  if (guarded) ServerlessGuard.protect(app);
  stacks.forEach(({ place, pieces }, index) => {
    const stack = stackAt(app, place, index);
    for (const piece of pieces) PIECES[piece](stack);
  });
  return app;
}

function stackAt(app: App, place: GeneratedStack['place'], index: number): Stack {
  if (place === 'stage') return new Stack(new Stage(app, `Stage${index}`), 'Shop');
  const stack = new Stack(app, `Shop${index}`);
  return place === 'nested' ? new NestedStack(stack, 'Inner') : stack;
}
