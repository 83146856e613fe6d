process.env.CDK_VALIDATION = 'false';

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { AppModel } from '../../../src/app-model/app-model';
import { readConstructTree } from '../../../src/app-model/read-construct-tree';
import { display } from '../../../src/app-model/value';
import { analyseJavaScript } from '../../../src/roles/javascript/analyse';
import { resolveUses, type Permission } from '../../../src/roles/resolve/resolve';

const work = mkdtempSync(join(tmpdir(), 'roles-resolve-'));
afterAll(() => rmSync(work, { recursive: true }));

const shown = ({ action, resource, condition }: Permission) => [
  action,
  resource === '*' ? '*' : display({ kind: 'text', parts: resource }),
  ...condition === undefined ? [] : [`${condition.key}=${display({ kind: 'text', parts: condition.value })}`],
].join(' ');

/** What a handler needs in an app: the permissions, and what is not resolved. */
function resolved(code: string, build: (stack: Stack) => Record<string, string>, extend: (stack: Stack, fn: lambda.Function) => void = () => undefined) {
  const app = new App();
  const stack = new Stack(app, 'S');
  const environment = build(stack);
  const fn = new lambda.Function(stack, 'F', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x'), environment });
  extend(stack, fn);
  app.synth();
  const model = AppModel.of(readConstructTree(app));
  const resource = [...model.resources].find(({ constructPath }) => constructPath === 'S/F/Resource')!;
  writeFileSync(join(work, 'handler.js'), code);
  const { uses } = analyseJavaScript(join(work, 'handler.js'));
  const { permissions, unresolved } = resolveUses(uses, resource, model);
  const hash = (text: string) => text.replace(/([A-Z][a-z]+)[0-9A-F]{8}/g, '$1');
  return { permissions: permissions.map(permission => hash(shown(permission))).sort(), unresolved: unresolved.map(({ action, why }) => `${action}: ${hash(why)}`) };
}

const DOCUMENTS = `const { DynamoDBDocument } = require('@aws-sdk/lib-dynamodb');
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const db = DynamoDBDocument.from(new DynamoDB({}));`;
const S3 = 'const { S3 } = require("@aws-sdk/client-s3"); const s3 = new S3({});';

describe('an environment variable', () => {
  test('becomes the exact ARN of the construct that it names', () => {
    const { permissions, unresolved } = resolved(`${DOCUMENTS} exports.handler = () => db.get({ TableName: process.env.TABLE, Key: {} });`, stack => ({
      TABLE: new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }).tableName,
    }));
    expect(permissions).toEqual(['dynamodb:GetItem <Table.Arn>']);
    expect(unresolved).toEqual([]);
  });

  test('counts in a text around it, and where a literal stands in for it', () => {
    const { permissions } = resolved(`${DOCUMENTS} exports.handler = async () => {
      await db.put({ TableName: \`\${process.env.STAGE}-orders\`, Item: {} });
      await db.put({ TableName: process.env.NOWHERE ?? 'fallback', Item: {} });
    };`, () => ({ STAGE: 'prod' }));
    expect(permissions).toEqual([
      'dynamodb:PutItem arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/fallback',
      'dynamodb:PutItem arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/prod-orders',
    ]);
  });

  test('that the function does not have is not guessed', () => {
    const { permissions, unresolved } = resolved(`${DOCUMENTS} exports.handler = () => db.get({ TableName: process.env.TABLE, Key: {} });`, () => ({}));
    expect(permissions).toEqual([]);
    expect(unresolved).toEqual(['dynamodb:GetItem: the template does not tell the variable']);
  });

  test('of another type than the action is about is refused', () => {
    const { permissions, unresolved } = resolved(`${DOCUMENTS} exports.handler = () => db.get({ TableName: process.env.TABLE, Key: {} });`, stack => ({
      TABLE: new s3.Bucket(stack, 'Bucket').bucketName,
    }));
    expect(permissions).toEqual([]);
    expect(unresolved[0]).toContain('is a AWS::S3::Bucket');
  });
});

describe('a part of a resource', () => {
  test('is the object of a bucket: all, or the one whose key is written', () => {
    const { permissions } = resolved(`${S3} exports.handler = async event => {
      await s3.getObject({ Bucket: process.env.BUCKET, Key: event.key });
      await s3.putObject({ Bucket: process.env.BUCKET, Key: 'state.json', Body: '' });
      await s3.listObjectsV2({ Bucket: process.env.BUCKET });
    };`, stack => ({ BUCKET: new s3.Bucket(stack, 'Bucket').bucketName }));
    expect(permissions).toEqual(['s3:GetObject <Bucket.Arn>/*', 's3:ListBucket <Bucket.Arn>', 's3:PutObject <Bucket.Arn>/state.json']);
  });

  test('is the index of a table, without the table', () => {
    const { permissions } = resolved(`${DOCUMENTS} exports.handler = () => db.query({ TableName: process.env.TABLE, IndexName: 'byDate' });`, stack => ({
      TABLE: new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }).tableName,
    }));
    expect(permissions).toEqual(['dynamodb:Query <Table.Arn>/index/byDate']);
  });

  test('is the log group with its streams, once', () => {
    const { permissions } = resolved(`const { CloudWatchLogs } = require('@aws-sdk/client-cloudwatch-logs'); const logs = new CloudWatchLogs({});
      exports.handler = async () => {
        await logs.filterLogEvents({ logGroupName: process.env.GROUP });
        await logs.filterLogEvents({ logGroupName: '/other' });
      };`, stack => ({ GROUP: new logs.LogGroup(stack, 'Group').logGroupName }));
    expect(permissions).toEqual([
      'logs:FilterLogEvents <Group.Arn>',
      'logs:FilterLogEvents arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:/other:*',
    ]);
  });
});

describe('a name outside of the app', () => {
  test('becomes an ARN in the function\'s account and region', () => {
    const { permissions } = resolved(`
      const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
      const { SSMClient, GetParameterCommand } = require('@aws-sdk/client-ssm');
      const { SecretsManagerClient, GetSecretValueCommand } = require('@aws-sdk/client-secrets-manager');
      ${S3}
      exports.handler = async () => {
        await new SQSClient().send(new SendMessageCommand({ QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/jobs', MessageBody: '' }));
        await new SSMClient().send(new GetParameterCommand({ Name: '/app/url' }));
        await new SecretsManagerClient().send(new GetSecretValueCommand({ SecretId: 'db' }));
        await s3.headBucket({ Bucket: 'shared' });
      };`, () => ({}));
    expect(permissions).toEqual([
      's3:ListBucket arn:<AWS::Partition>:s3:::shared',
      'secretsmanager:GetSecretValue arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:db-??????',
      'sqs:SendMessage arn:<AWS::Partition>:sqs:<AWS::Region>:<AWS::AccountId>:jobs',
      'ssm:GetParameter arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter/app/url',
    ]);
  });

  test('that is the name of a construct of the app is that construct', () => {
    const { permissions } = resolved(`${S3} exports.handler = () => s3.headBucket({ Bucket: 'shared' });`, stack => {
      new s3.Bucket(stack, 'Bucket', { bucketName: 'shared' });
      return {};
    });
    expect(permissions).toEqual(['s3:ListBucket <Bucket.Arn>']);
  });

  test('in a written ARN of another service is refused', () => {
    const { unresolved } = resolved(`${S3} exports.handler = () => s3.headBucket({ Bucket: 'arn:aws:sqs:eu-west-1:111122223333:jobs' });`, () => ({}));
    expect(unresolved).toEqual(['s3:ListBucket: an ARN of sqs is none that the action is about']);
  });
});

test('the bucket of an S3 event is that of the trigger', () => {
  const code = `${S3} exports.handler = async event => { for (const r of event.Records) await s3.getObject({ Bucket: r.s3.bucket.name, Key: r.s3.object.key }); };`;
  expect(resolved(code, () => ({})).unresolved[0]).toContain('no trigger of the function tells');
  const { permissions } = resolved(code, () => ({}), (stack, fn) => {
    new s3.Bucket(stack, 'Inbox').addEventNotification(s3.EventType.OBJECT_CREATED, new LambdaDestination(fn));
  });
  expect(permissions).toEqual(['s3:GetObject <Inbox.Arn>/*']);
});

describe('a customer\'s key', () => {
  test('is needed by way of the service whose data it encrypts, to read or to write', () => {
    const { permissions } = resolved(`${S3}
      const { SQS } = require('@aws-sdk/client-sqs'); const sqs = new SQS({});
      exports.handler = async event => {
        await s3.getObject({ Bucket: process.env.BUCKET, Key: event.key });
        await sqs.sendMessage({ QueueUrl: process.env.QUEUE, MessageBody: '' });
        await sqs.deleteMessage({ QueueUrl: process.env.QUEUE, ReceiptHandle: '' });
      };`, stack => {
      const encryptionKey = new kms.Key(stack, 'Key');
      return {
        BUCKET: new s3.Bucket(stack, 'Bucket', { encryptionKey }).bucketName,
        QUEUE: new sqs.Queue(stack, 'Queue', { encryptionMasterKey: encryptionKey }).queueUrl,
      };
    });
    expect(permissions).toEqual([
      'kms:Decrypt <Key.Arn> kms:ViaService=s3.<AWS::Region>.amazonaws.com',
      'kms:Decrypt <Key.Arn> kms:ViaService=sqs.<AWS::Region>.amazonaws.com',
      'kms:GenerateDataKey <Key.Arn> kms:ViaService=sqs.<AWS::Region>.amazonaws.com',
      's3:GetObject <Bucket.Arn>/*',
      'sqs:DeleteMessage <Queue.Arn>',
      'sqs:SendMessage <Queue.Arn>',
    ]);
  });
});

describe('a role that is passed on', () => {
  test('is bound to the service that it is passed to', () => {
    const { permissions } = resolved(`const { Scheduler } = require('@aws-sdk/client-scheduler');
      exports.handler = () => new Scheduler({}).createSchedule({ Name: 'x', Target: { Arn: 'y', RoleArn: process.env.ROLE } });`, stack => ({
      ROLE: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com') }).roleArn,
    }));
    expect(permissions).toContain('iam:PassRole <Role.Arn> iam:PassedToService=scheduler.amazonaws.com');
  });

  test('is found in the task definition that is run', () => {
    const { permissions } = resolved(`const { ECS } = require('@aws-sdk/client-ecs');
      exports.handler = () => new ECS({}).runTask({ taskDefinition: process.env.TASK });`, stack => {
      const task = new ecs.FargateTaskDefinition(stack, 'Task');
      task.addContainer('c', { image: ecs.ContainerImage.fromRegistry('x'), logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'x' }) });
      return { TASK: task.taskDefinitionArn };
    });
    expect(permissions.filter(permission => permission.startsWith('iam:PassRole'))).toEqual([
      'iam:PassRole <TaskExecutionRole.Arn> iam:PassedToService=ecs-tasks.amazonaws.com',
      'iam:PassRole <TaskTaskRole.Arn> iam:PassedToService=ecs-tasks.amazonaws.com',
    ]);
  });

  test('a subnet is never bound to running a task', () => {
    const { permissions, unresolved } = resolved(`const { ECS } = require('@aws-sdk/client-ecs');
      exports.handler = () => new ECS({}).runTask({ taskDefinition: process.env.TASK });`, stack => ({
      TASK: new ec2.Vpc(stack, 'Vpc', { maxAzs: 1, natGateways: 0 }).isolatedSubnets[0]?.subnetId ?? new ec2.CfnSubnet(stack, 'Subnet', { vpcId: 'v', cidrBlock: '10.0.0.0/24' }).ref,
    }));
    expect(permissions).toEqual([]);
    expect(unresolved[0]).toContain('AWS::EC2::Subnet');
  });
});

test('what takes no resource is `*`, and what refers by its ARN is that ARN', () => {
  const { permissions } = resolved(`
    const AWS = require('aws-sdk'); const sns = new AWS.SNS(); const cw = new AWS.CloudWatch(); const secrets = new AWS.SecretsManager(); const ssm = new AWS.SSM();
    exports.handler = async () => {
      await sns.publish({ TopicArn: process.env.TOPIC, Message: '' }).promise();
      await cw.putMetricData({ Namespace: 'x', MetricData: [] }).promise();
      await secrets.getSecretValue({ SecretId: process.env.SECRET }).promise();
      await ssm.getParameter({ Name: process.env.PARAMETER }).promise();
    };`, stack => ({
    TOPIC: new sns.Topic(stack, 'Topic').topicArn,
    SECRET: new secretsmanager.Secret(stack, 'Secret').secretArn,
    PARAMETER: new ssm.StringParameter(stack, 'Parameter', { parameterName: '/app/url', stringValue: 'x' }).parameterName,
  }));
  expect(permissions).toEqual([
    'cloudwatch:PutMetricData *',
    'secretsmanager:GetSecretValue <Secret>',
    'sns:Publish <Topic>',
    'ssm:GetParameter arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter<Parameter>',
  ]);
});
