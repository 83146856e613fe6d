import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { permissionsByFunction } from '../../../src/app-model/iam/function-permissions';
import { statementsCode } from '../../../src/roles/compare/code/statement-code';
import { compareRole } from '../../../src/roles/compare/compare';
import { describeExcess } from '../../../src/roles/compare/describe';
import { missingPermissions } from '../../../src/roles/compare/missing';
import { replacementOf } from '../../../src/roles/compare/replacement';
import { codeFolder, modelOf, removeFolders, resourceAt, shown } from '../needs/temporary-app';

afterAll(removeFolders);

const DYNAMODB = `const { DynamoDBDocument } = require('@aws-sdk/lib-dynamodb');
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const db = DynamoDBDocument.from(new DynamoDB({}));\n`;
const GET = `${DYNAMODB}exports.handler = () => db.get({ TableName: process.env.TABLE, Key: {} });`;
const S3 = 'const { S3 } = require("@aws-sdk/client-s3"); const s3 = new S3({});\n';
const PUT_OBJECT = `${S3}exports.handler = event => s3.putObject({ Bucket: process.env.BUCKET, Key: event.id });`;
const GET_OBJECT = `${S3}exports.handler = event => s3.getObject({ Bucket: process.env.BUCKET, Key: event.id });`;
const NOTHING = 'exports.handler = async () => 1;';

const KEY = { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } };
const table = (stack: Stack, id = 'Orders', props: Partial<dynamodb.TableProps> = {}) => new dynamodb.Table(stack, id, { ...KEY, removalPolicy: RemovalPolicy.DESTROY, ...props });

/** A table that the function knows by its variable. */
function ordersOf(stack: Stack, fn: lambda.Function, props: Partial<dynamodb.TableProps> = {}): dynamodb.Table {
  const orders = table(stack, 'Orders', props);
  fn.addEnvironment('TABLE', orders.tableName);
  return orders;
}

function imagesOf(stack: Stack, fn: lambda.Function): s3.Bucket {
  const images = new s3.Bucket(stack, 'Images');
  fn.addEnvironment('BUCKET', images.bucketName);
  return images;
}

/** What is found of the role of one function whose code is in a real asset. */
function compared(code: string, build: (stack: Stack, fn: lambda.Function) => void, props: Partial<lambda.FunctionProps> = {}) {
  const model = modelOf(stack => build(stack, new lambda.Function(stack, 'Get Orders', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromAsset(codeFolder({ 'index.js': code })), ...props,
  })));
  const fn = resourceAt(model, 'S/Get Orders/Resource');
  const permissions = model.index(permissionsByFunction).get(fn.key)!;
  const { excess, needs } = compareRole(permissions, model);
  return {
    complete: needs.complete,
    excess: excess.map(describeExcess).join('; '),
    code: statementsCode(replacementOf(excess), permissions, needs.functions).split('\n'),
    missing: missingPermissions(fn, permissions, model).map(shown),
  };
}

const CODE = 'getOrders.addToRolePolicy(new iam.PolicyStatement({ actions: [\'dynamodb:GetItem\'], resources: [orders.tableArn] }));';

describe('a grant of CDK', () => {
  test('of reading and writing gives way to the one statement that the code needs', () => {
    const { excess, code, missing } = compared(GET, (stack, fn) => ordersOf(stack, fn).grantReadWriteData(fn));
    expect(code).toEqual([CODE]);
    expect(excess).toContain('dynamodb:BatchGetItem, dynamodb:Query, dynamodb:Scan, dynamodb:ConditionCheckItem, dynamodb:BatchWriteItem and 4 more on Orders');
    expect(missing).toEqual([]);
  });

  test('of one action on one table is not too much', () => {
    expect(compared(GET, (stack, fn) => ordersOf(stack, fn).grant(fn, 'dynamodb:GetItem'))).toMatchObject({ excess: '', code: [''] });
  });

  test('on a table that the code never asks is needless', () => {
    const { excess, code } = compared(GET, (stack, fn) => {
      ordersOf(stack, fn).grant(fn, 'dynamodb:GetItem');
      table(stack, 'Audit').grant(fn, 'dynamodb:GetItem');
    });
    expect({ excess, code }).toEqual({ excess: 'dynamodb:GetItem on Audit', code: [''] });
  });

  test('on a bucket is narrowed to the action on its objects; what an upload may need stays', () => {
    const { code } = compared(PUT_OBJECT, (stack, fn) => imagesOf(stack, fn).grantReadWrite(fn));
    expect(code).toEqual(['getOrders.addToRolePolicy(new iam.PolicyStatement({ actions: [\'s3:Abort*\', \'s3:PutObject\'], resources: [images.arnForObjects(\'*\')] }));']);
  });

  test('of listing stays beside reading: without it an object that is not there is refused', () => {
    const { excess, code } = compared(GET_OBJECT, (stack, fn) => imagesOf(stack, fn).grantRead(fn));
    expect(excess).toContain('s3:GetBucket*');
    expect(code).toContain('getOrders.addToRolePolicy(new iam.PolicyStatement({ actions: [\'s3:ListBucket\'], resources: [images.bucketArn] }));');
  });

  test('of a key is needed with what it encrypts', () => {
    const encrypted = (stack: Stack) => ({ encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED, encryptionKey: new kms.Key(stack, 'Key') });
    expect(compared(GET, (stack, fn) => ordersOf(stack, fn, encrypted(stack)).grantReadWriteData(fn))).toMatchObject({ code: [CODE] });
    expect(compared(NOTHING, (stack, fn) => new kms.Key(stack, 'Key').grantDecrypt(fn)).excess).toBe('kms:Decrypt on Key');
  });
});

describe('a statement', () => {
  const allowing = (actions: string[], resources: string[]) => (stack: Stack, fn: lambda.Function) => {
    ordersOf(stack, fn);
    fn.addToRolePolicy(new iam.PolicyStatement({ actions, resources }));
  };

  test('on everything is too wide for one table', () => {
    const { excess, code } = compared(GET, allowing(['dynamodb:GetItem'], ['*']));
    expect({ excess, code }).toEqual({ excess: 'dynamodb:GetItem on *', code: [CODE] });
  });

  test('of a pattern is told with what of it is used, and keeps its conditions', () => {
    const { excess, code } = compared(GET, (stack, fn) => {
      const orders = ordersOf(stack, fn);
      fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['dynamodb:*Item'], resources: [orders.tableArn], conditions: { Bool: { 'aws:SecureTransport': 'true' } } }));
    });
    expect(excess).toBe('of dynamodb:*Item all but dynamodb:GetItem on Orders');
    expect(code).toEqual([
      'getOrders.addToRolePolicy(new iam.PolicyStatement({ actions: [\'dynamodb:GetItem\'], resources: [orders.tableArn], conditions: { Bool: { \'aws:securetransport\': \'true\' } } }));',
    ]);
  });

  test('by the table\'s name may be about it, and another region\'s ARN is not', () => {
    const names = { tableName: 'orders' };
    const build = (arn: string) => (stack: Stack, fn: lambda.Function) => {
      ordersOf(stack, fn, names);
      fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['dynamodb:GetItem'], resources: [arn] }));
    };
    expect(compared(GET, build('arn:aws:dynamodb:eu-west-1:111122223333:table/orders')).excess).toBe('');
    expect(compared(GET, build('arn:aws:dynamodb:eu-west-1:111122223333:table/audit')).excess).toBe('dynamodb:GetItem on arn:aws:dynamodb:eu-west-1:111122223333:table/audit');
  });

  test('that a Deny takes away grants nothing', () => {
    const { excess } = compared(GET, (stack, fn) => {
      const orders = ordersOf(stack, fn);
      orders.grant(fn, 'dynamodb:GetItem', 'dynamodb:DeleteItem');
      fn.addToRolePolicy(new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['dynamodb:Delete*'], resources: ['*'] }));
    });
    expect(excess).toBe('');
  });

  test('beyond a boundary of the app grants nothing', () => {
    const { excess } = compared(GET, (stack, fn) => {
      ordersOf(stack, fn).grant(fn, 'dynamodb:GetItem', 'dynamodb:DeleteItem');
      iam.PermissionsBoundary.of(fn).apply(new iam.ManagedPolicy(stack, 'Boundary', { statements: [new iam.PolicyStatement({ actions: ['dynamodb:Get*'], resources: ['*'] })] }));
    });
    expect(excess).toBe('');
  });

  test.each(['execute-api:Invoke', 'rds-db:connect', 'appsync:GraphQL'])('of %s is used without a call', action => {
    expect(compared(NOTHING, allowing([action], ['*'])).excess).toBe('');
  });

  test('of what takes no resource is right on everything', () => {
    const code = 'const { CloudWatch } = require("@aws-sdk/client-cloudwatch"); const c = new CloudWatch({}); exports.handler = () => c.putMetricData({ Namespace: "a", MetricData: [] });';
    expect(compared(code, allowing(['cloudwatch:PutMetricData', 'xray:PutTraceSegments'], ['*'])).excess).toBe('');
  });
});

describe('what the configuration needs is not too much', () => {
  test('of polling a queue, and of that queue alone', () => {
    const { excess } = compared(NOTHING, (stack, fn) => {
      fn.addEventSource(new SqsEventSource(new sqs.Queue(stack, 'Jobs')));
      new sqs.Queue(stack, 'Other').grant(fn, 'sqs:ReceiveMessage');
    });
    expect(excess).toBe('sqs:ReceiveMessage on Other');
  });

  test('of sending failed events on', () => {
    const build = (stack: Stack, fn: lambda.Function) => new sqs.Queue(stack, 'Unrelated').grant(fn, 'sqs:PurgeQueue');
    expect(compared(NOTHING, build, { deadLetterQueueEnabled: true, tracing: lambda.Tracing.ACTIVE }).excess).toBe('sqs:PurgeQueue on Unrelated');
    expect(compared(NOTHING, build, {
      retryAttempts: 0,
      onFailure: {
        bind: (scope, fn) => {
          const topic = new sns.Topic(scope, 'Failed');
          topic.grantPublish(fn);
          return { destination: topic.topicArn };
        },
      },
    }).excess).toBe('sqs:PurgeQueue on Unrelated');
  });
});

describe('nothing is proven', () => {
  const deleting = (stack: Stack, fn: lambda.Function) => ordersOf(stack, fn).grant(fn, 'dynamodb:DeleteItem', 'dynamodb:GetItem');
  const open = { complete: false, excess: '' };

  test.each([
    ['code that runs text', `${GET} eval(process.env.X);`],
    ['code that does not parse', 'exports.handler = ('],
    ['a package that is not there', `require('@acme/store'); ${GET}`],
    ['a client that goes elsewhere', `${GET} require('./plugins').use(db);`],
  ])('of %s', (_, code) => {
    expect(compared(code, deleting)).toMatchObject(open);
  });

  test('of an image, of another language, and of code that is elsewhere', () => {
    expect(compared(GET, deleting, { runtime: lambda.Runtime.JAVA_21 })).toMatchObject(open);
    expect(compared(GET, deleting, { handler: 'elsewhere.handler' })).toMatchObject(open);
  });

  test('of a role that others than Lambda may take', () => {
    expect(compared(GET, (stack, fn) => {
      deleting(stack, fn);
      (fn.role as iam.Role).assumeRolePolicy?.addStatements(new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new iam.ServicePrincipal('ecs-tasks.amazonaws.com')] }));
    })).toMatchObject(open);
  });

  test('of an action whose resource the code does not tell, nor of what may be encrypted there', () => {
    const dynamic = `${DYNAMODB}exports.handler = event => db.get({ TableName: event.table, Key: {} });`;
    const { excess } = compared(dynamic, (stack, fn) => {
      table(stack).grant(fn, 'dynamodb:GetItem');
      new kms.Key(stack, 'Key').grantDecrypt(fn);
    });
    expect(excess).toBe('');
  });

  test('of anything beside a service that acts with its caller\'s permissions', () => {
    const code = 'const { CloudFormation } = require("@aws-sdk/client-cloudformation"); const c = new CloudFormation({}); exports.handler = () => c.deleteStack({ StackName: "x" });';
    expect(compared(code, (stack, fn) => table(stack).grantFullAccess(fn)).excess).toBe('');
  });
});

describe('a shared role', () => {
  test('is held against what all of its functions need', () => {
    const model = modelOf(stack => {
      const role = new iam.Role(stack, 'Worker', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
      const orders = table(stack);
      orders.grant(role, 'dynamodb:GetItem', 'dynamodb:DeleteItem', 'dynamodb:Scan');
      const calls = { Get: 'get', Delete: 'delete' };
      for (const [id, method] of Object.entries(calls)) {
        new lambda.Function(stack, id, {
          runtime: lambda.Runtime.NODEJS_22_X,
          handler: 'index.handler',
          code: lambda.Code.fromAsset(codeFolder({ 'index.js': GET.replace('db.get', `db.${method}`) })),
          environment: { TABLE: orders.tableName },
          role,
        });
      }
    });
    const permissions = model.index(permissionsByFunction).get(resourceAt(model, 'S/Get/Resource').key)!;
    const { excess, needs } = compareRole(permissions, model);
    expect(excess.map(describeExcess)).toEqual(['dynamodb:Scan on Orders']);
    expect(statementsCode(replacementOf(excess), permissions, needs.functions))
      .toBe('worker.addToPrincipalPolicy(new iam.PolicyStatement({ actions: [\'dynamodb:DeleteItem\', \'dynamodb:GetItem\'], resources: [orders.tableArn] }));');
  });
});

describe('what is called and not granted', () => {
  test('is told with its exact resource', () => {
    expect(compared(GET, (stack, fn) => ordersOf(stack, fn).grant(fn, 'dynamodb:PutItem')).missing).toEqual(['dynamodb:GetItem <Orders.Arn>']);
    expect(compared(GET, (stack, fn) => {
      ordersOf(stack, fn);
      table(stack, 'Audit').grant(fn, 'dynamodb:GetItem');
    }).missing).toEqual(['dynamodb:GetItem <Orders.Arn>']);
  });

  test('is not missing where a policy is not known, or the resource itself may let the function in', () => {
    expect(compared(GET, (stack, fn) => {
      ordersOf(stack, fn);
      fn.role?.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonDynamoDBReadOnlyAccess'));
    }).missing).toEqual([]);
    expect(compared(GET_OBJECT, (stack, fn) => {
      imagesOf(stack, fn).addToResourcePolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'], principals: [fn.grantPrincipal] }));
    }).missing).toEqual([]);
  });
});
