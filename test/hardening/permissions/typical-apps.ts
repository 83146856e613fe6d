import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as appconfig from 'aws-cdk-lib/aws-appconfig';
import * as bedrock from 'aws-cdk-lib/aws-bedrock';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ses from 'aws-cdk-lib/aws-ses';
import * as sns from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';

/** Makes the function of an app whose code is looked at. */
export type MakeFunction = (handler: string, environment: Record<string, string>, props?: Partial<lambda.FunctionProps>) => lambda.Function;

/** One typical stack, with the grants that its author would write. */
export interface TypicalApp {
  readonly name: string;
  /** Makes it; returns what the code does not tell: actions with the ARNs that only the app knows. */
  readonly build: (stack: Stack, make: MakeFunction) => ReadonlyArray<readonly [action: string, resource: string]> | void;
  /** By hand: what its code calls, each `action resource`, with the condition that the request meets. */
  readonly calls: readonly string[];
  /** By hand: what stays of the grants, which Lambda itself or the answers to calls need. */
  readonly configuration?: readonly string[];
}

const ID = { name: 'id', type: dynamodb.AttributeType.STRING };

export const TYPICAL_APPS: readonly TypicalApp[] = [
  {
    name: 'a REST API on a table',
    calls: [
      'dynamodb:DeleteItem <Orders.Arn>',
      'dynamodb:GetItem <Orders.Arn>',
      'dynamodb:PutItem <Orders.Arn>',
      'dynamodb:Query <Orders.Arn>/index/byCustomer',
    ],
    build: (stack, make) => {
      const table = new dynamodb.Table(stack, 'Orders', { partitionKey: ID });
      table.addGlobalSecondaryIndex({ indexName: 'byCustomer', partitionKey: { name: 'customer', type: dynamodb.AttributeType.STRING } });
      const fn = make('orders', { ORDERS_TABLE: table.tableName });
      table.grantReadWriteData(fn);
      new apigateway.LambdaRestApi(stack, 'Api', { handler: fn });
    },
  },
  {
    name: 'a pipeline of buckets',
    calls: [
      's3:GetObject <Uploads.Arn>/*',
      's3:PutObject <Thumbnails.Arn>/*',
      'kms:Decrypt <Key.Arn> kms:ViaService=s3.<AWS::Region>.amazonaws.com',
      'kms:GenerateDataKey <Key.Arn> kms:ViaService=s3.<AWS::Region>.amazonaws.com',
    ],
    // Without it an object that is not there is refused; on what the grant is about.
    configuration: ['s3:ListBucket <Uploads.Arn>', 's3:ListBucket <Uploads.Arn>/*'],
    build: (stack, make) => {
      const encryptionKey = new kms.Key(stack, 'Key');
      const [uploads, thumbnails] = [new s3.Bucket(stack, 'Uploads'), new s3.Bucket(stack, 'Thumbnails', { encryption: s3.BucketEncryption.KMS, encryptionKey })];
      const fn = make('images', { THUMBNAILS: thumbnails.bucketName });
      uploads.grantRead(fn);
      thumbnails.grantReadWrite(fn);
      uploads.addEventNotification(s3.EventType.OBJECT_CREATED, new LambdaDestination(fn));
    },
  },
  {
    name: 'a worker of a queue',
    calls: [
      'dynamodb:UpdateItem <Table.Arn>',
      'sqs:SendMessage <Results.Arn>',
    ],
    configuration: [
      'sqs:SendMessage <Failed.Arn>',
      'sqs:ChangeMessageVisibility <Jobs.Arn>',
      'sqs:DeleteMessage <Jobs.Arn>',
      'sqs:GetQueueAttributes <Jobs.Arn>',
      'sqs:GetQueueUrl <Jobs.Arn>',
      'sqs:ReceiveMessage <Jobs.Arn>',
      'kms:Decrypt <JobsKey.Arn>',
    ],
    build: (stack, make) => {
      const jobs = new sqs.Queue(stack, 'Jobs', { encryption: sqs.QueueEncryption.KMS });
      const results = new sqs.Queue(stack, 'Results');
      const table = new dynamodb.TableV2(stack, 'Table', { partitionKey: ID });
      const fn = make('worker', { JOBS: table.tableName, RESULTS: results.queueUrl }, { deadLetterQueue: new sqs.Queue(stack, 'Failed') });
      fn.addEventSource(new SqsEventSource(jobs));
      table.grantFullAccess(fn);
      results.grant(fn, 'sqs:*');
    },
  },
  {
    name: 'a fan-out to a topic',
    calls: [
      'sns:Publish <News>',
    ],
    build: (stack, make) => {
      const [news, orders] = [new sns.Topic(stack, 'News'), new sns.Topic(stack, 'Orders')];
      const fn = make('fanout', { NEWS: news.topicArn });
      news.grantPublish(fn);
      orders.grantPublish(fn);
      orders.addSubscription(new LambdaSubscription(fn));
    },
  },
  {
    name: 'a starter of a state machine',
    calls: [
      'states:StartExecution <Checkout>',
    ],
    build: (stack, make) => {
      const step = new lambda.Function(stack, 'Step', { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => ({});') });
      const machine = new sfn.StateMachine(stack, 'Checkout', { definitionBody: sfn.DefinitionBody.fromChainable(new LambdaInvoke(stack, 'Invoke', { lambdaFunction: step })) });
      const fn = make('starter', { CHECKOUT: machine.stateMachineArn });
      machine.grantStartExecution(fn);
      machine.grantRead(fn);
    },
  },
  {
    name: 'a publisher of events',
    calls: [
      'events:PutEvents <Bus.Arn>',
    ],
    build: (stack, make) => {
      const bus = new events.EventBus(stack, 'Bus');
      const fn = make('publisher', { BUS: bus.eventBusName });
      bus.grantPutEventsTo(fn);
      fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['events:*'], resources: ['*'] }));
    },
  },
  {
    name: 'a consumer of a stream',
    calls: [
      'dynamodb:BatchWriteItem <Readings.Arn>',
      'cloudwatch:PutMetricData *',
    ],
    configuration: [
      'kinesis:DescribeStream <Stream.Arn>',
      'kinesis:DescribeStreamConsumer <Stream.Arn>',
      'kinesis:DescribeStreamSummary <Stream.Arn>',
      'kinesis:GetRecords <Stream.Arn>',
      'kinesis:GetShardIterator <Stream.Arn>',
      'kinesis:ListShards <Stream.Arn>',
      'kinesis:ListStreams <Stream.Arn>',
      'kinesis:SubscribeToShard <Stream.Arn>',
    ],
    build: (stack, make) => {
      const stream = new kinesis.Stream(stack, 'Stream');
      const table = new dynamodb.Table(stack, 'Readings', { partitionKey: ID });
      const fn = make('consumer', { READINGS: table.tableName });
      fn.addEventSource(new KinesisEventSource(stream, { startingPosition: lambda.StartingPosition.LATEST }));
      stream.grantReadWrite(fn);
      table.grantReadWriteData(fn);
      fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['cloudwatch:PutMetricData', 'cloudwatch:GetMetricData'], resources: ['*'] }));
    },
  },
  {
    name: 'a ledger in a database',
    calls: [
      'rds-data:ExecuteStatement arn:<AWS::Partition>:rds:<AWS::Region>:<AWS::AccountId>:cluster:<Cluster>',
      'secretsmanager:GetSecretValue <ApiKey>',
      'secretsmanager:GetSecretValue <ClusterSecretAttachment>',
    ],
    build: (stack, make) => {
      const cluster = new rds.DatabaseCluster(stack, 'Cluster', {
        engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }),
        vpc: new ec2.Vpc(stack, 'Network', { natGateways: 0, subnetConfiguration: [{ name: 'data', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] }),
        vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
        writer: rds.ClusterInstance.serverlessV2('Writer'),
        enableDataApi: true,
      });
      const key = new secretsmanager.Secret(stack, 'ApiKey');
      const fn = make('ledger', { CLUSTER: cluster.clusterArn, CREDENTIALS: cluster.secret!.secretArn, API_KEY: key.secretArn });
      cluster.grantDataApiAccess(fn);
      key.grantRead(fn);
      key.grantWrite(fn);
    },
  },
  {
    name: 'users of a pool',
    calls: [
      'cognito-idp:AdminAddUserToGroup <Users.Arn>',
      'cognito-idp:AdminGetUser <Users.Arn>',
    ],
    build: (stack, make) => {
      const users = new cognito.UserPool(stack, 'Users');
      users.grant(make('users', { USERS: users.userPoolId }), 'cognito-idp:Admin*', 'cognito-idp:ListUsers');
    },
  },
  {
    name: 'a sender of mail',
    calls: [
      'ses:SendEmail arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/<Identity>',
      'ssm:GetParameter arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter/<Greeting>',
    ],
    build: (stack, make) => {
      const identity = new ses.EmailIdentity(stack, 'Identity', { identity: ses.Identity.domain('shop.example') });
      const greeting = new ssm.StringParameter(stack, 'Greeting', { stringValue: 'Hello' });
      const fn = make('mailer', { SENDER: 'orders@shop.example', GREETING: greeting.parameterName });
      identity.grantSendEmail(fn);
      greeting.grantRead(fn);
      return [['ses:SendEmail', identity.emailIdentityArn]];
    },
  },
  {
    name: 'a chat over WebSockets',
    calls: [
      'dynamodb:PutItem <Connections.Arn>',
      'dynamodb:Scan <Connections.Arn>',
      'execute-api:ManageConnections arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<Api>/live/POST/@connections/*',
    ],
    build: (stack, make) => {
      const table = new dynamodb.Table(stack, 'Connections', { partitionKey: { name: 'connectionId', type: dynamodb.AttributeType.STRING } });
      const fn = make('chat', { CONNECTIONS: table.tableName });
      const integration = new WebSocketLambdaIntegration('Integration', fn);
      const webSocketApi = new WebSocketApi(stack, 'Api', { connectRouteOptions: { integration }, defaultRouteOptions: { integration } });
      new WebSocketStage(stack, 'Stage', { webSocketApi, stageName: 'live', autoDeploy: true }).grantManagementApiAccess(fn);
      table.grantReadWriteData(fn);
    },
  },
  {
    name: 'an assistant with a model',
    calls: [
      'appconfig:GetLatestConfiguration arn:<AWS::Partition>:appconfig:<AWS::Region>:<AWS::AccountId>:application/<Application>/environment/<Environment>/configuration/<ProfileConfigurationProfile>',
      'appconfig:StartConfigurationSession arn:<AWS::Partition>:appconfig:<AWS::Region>:<AWS::AccountId>:application/<Application>/environment/<Environment>/configuration/<ProfileConfigurationProfile>',
      'bedrock:InvokeModel arn:<AWS::Partition>:bedrock:<AWS::Region>::foundation-model/amazon.nova-lite-v1:0',
      'ssm:GetParametersByPath arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter/assistant',
      'ssm:GetParametersByPath arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter/assistant/*',
    ],
    build: (stack, make) => {
      const application = new appconfig.Application(stack, 'Application');
      const environment = new appconfig.Environment(stack, 'Environment', { application });
      const profile = new appconfig.HostedConfiguration(stack, 'Profile', { application, content: appconfig.ConfigurationContent.fromInlineText('plain') });
      const model = bedrock.FoundationModel.fromFoundationModelId(stack, 'Model', new bedrock.FoundationModelIdentifier('amazon.nova-lite-v1:0'));
      const fn = make('assistant', {
        APPLICATION: application.applicationId, ENVIRONMENT: environment.environmentId, PROFILE: profile.configurationProfileId,
      });
      environment.grantReadConfig(fn);
      fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['bedrock:Invoke*', 'bedrock:List*'], resources: [model.modelArn, '*'] }));
      fn.addToRolePolicy(new iam.PolicyStatement({
        actions: ['ssm:GetParameter*'], resources: [Stack.of(stack).formatArn({ service: 'ssm', resource: 'parameter', resourceName: 'assistant*' })],
      }));
      const configuration = Stack.of(stack).formatArn({
        service: 'appconfig',
        resource: 'application',
        resourceName: `${application.applicationId}/environment/${environment.environmentId}/configuration/${profile.configurationProfileId}`,
      });
      return [['appconfig:StartConfigurationSession', configuration], ['appconfig:GetLatestConfiguration', configuration]];
    },
  },
];

/** Where the code of an app's function lies. */
export function handlerFolder(name: string): string {
  return join(__dirname, '..', '..', 'roles', 'handlers', 'typical', name);
}
