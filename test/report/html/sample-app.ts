import { App, Duration, Stack, Validations } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { GuardDetector, GuardMode, HardeningMeasure, SecuredFunction, ServerlessGuard } from '../../../src';

/** Uses all that it is granted. */
const PAYMENTS = lambda.Code.fromInline(`
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const { SecretsManager } = require('@aws-sdk/client-secrets-manager');
const secrets = new SecretsManager();
const tables = new DynamoDB();
exports.handler = async ({ id }) => {
  await secrets.describeSecret({ SecretId: process.env.KEY });
  await secrets.getSecretValue({ SecretId: process.env.KEY });
  return tables.getItem({ TableName: process.env.TABLE, Key: { id: { S: id } } });
};`);
const NODE = { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => ({});') };
const FUNCTIONS_PER_STACK = 30;

/** Functions as shops have them, each with what usually stands around one; every kind in turn. */
const KINDS: ReadonlyArray<(stack: Stack, id: string, shared: Shared) => void> = [
  (stack, id, { api, table }) => {
    const fn = new lambda.Function(stack, `Orders${id}`, { ...NODE, environment: { TABLE: table.tableName } });
    table.grantReadWriteData(fn);
    api.root.addResource(`orders${id}`).addMethod('POST', new apigateway.LambdaIntegration(fn), { authorizationType: apigateway.AuthorizationType.IAM });
  },
  (stack, id, { table }) => {
    const secret = new secretsmanager.Secret(stack, `PaymentKey${id}`);
    const fn = new SecuredFunction(stack, `Payments${id}`, {
      ...NODE,
      code: PAYMENTS,
      environment: { KEY: secret.secretArn, TABLE: table.tableName },
      exemptions: [{ detector: GuardDetector.SSRF, reason: 'calls the hook that the shop configured', expires: '2027-03-31' }],
    });
    secret.grantRead(fn);
    table.grant(fn, 'dynamodb:GetItem');
    fn.addEventSource(new SqsEventSource(new sqs.Queue(stack, `PaymentQueue${id}`)));
  },
  (stack, id) => {
    const fn = new lambda.Function(stack, `Search${id}`, NODE);
    const url = fn.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });
    fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['es:ESHttp*'], resources: ['*'] }));
    acknowledge(url, 'SAS2-FunctionUrlNoAuth', 'the search is public, and reads nothing that is not (expires 2027-01-31)');
  },
  (stack, id, { bucket }) => {
    const fn = new lambda.Function(stack, `Thumbnails${id}`, { ...NODE, runtime: lambda.Runtime.PYTHON_3_13 });
    bucket.grantReadWrite(fn);
    bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new LambdaDestination(fn), { prefix: `uploads${id}/` });
    ServerlessGuard.protect(fn, { optOut: [{ measure: HardeningMeasure.GUARD_LAYER, reason: 'written in Python', expires: '2027-06-30' }] });
  },
  (stack, id, { admins }) => {
    const fn = new lambda.Function(stack, `Reports${id}`, { ...NODE, role: admins });
    new events.Rule(stack, `Nightly${id}`, { schedule: events.Schedule.rate(Duration.days(1)), targets: [new targets.LambdaFunction(fn)] });
    ServerlessGuard.protect(fn, { mode: GuardMode.REPORT });
  },
];

interface Shared {
  readonly api: apigateway.RestApi;
  readonly table: dynamodb.Table;
  readonly bucket: s3.Bucket;
  readonly admins: iam.Role;
}

interface SampleOptions {
  readonly isProtected?: boolean;
  readonly context?: Record<string, string>;
}

/** An app of so many functions; protected, unless told otherwise. */
export function sampleApp(size: number, outdir: string, { isProtected = true, context = {} }: SampleOptions = {}): App {
  const app = new App({ outdir, context, analyticsReporting: false });
  if (isProtected) ServerlessGuard.protect(app);
  let stack = new Stack(app, 'Shop');
  let shared = share(stack);
  for (let index = 0; index < size; index += 1) {
    if (index > 0 && index % FUNCTIONS_PER_STACK === 0) {
      stack = new Stack(app, `Shop${index / FUNCTIONS_PER_STACK}`);
      shared = share(stack);
    }
    KINDS[index % KINDS.length]?.(stack, size <= KINDS.length ? '' : String(index), shared);
  }
  return app;
}

function share(stack: Stack): Shared {
  return {
    api: new apigateway.RestApi(stack, 'Api', { cloudWatchRole: false }),
    table: new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }),
    bucket: new s3.Bucket(stack, 'Bucket'),
    admins: new iam.Role(stack, 'Admins', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole')],
      inlinePolicies: { all: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['s3:*', 'dynamodb:*'], resources: ['*'] })] }) },
    }),
  };
}

/** As metadata: the oldest supported CDK refuses some ids in `acknowledge()`. */
function acknowledge(construct: lambda.FunctionUrl, id: string, reason: string): void {
  construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [`ServerlessTop10::${id}`]: reason });
}
