import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { permissionsByFunction } from '../../../src/app-model/iam/function-permissions';
import { statementsCode } from '../../../src/roles/compare/code/statement-code';
import { compareRole } from '../../../src/roles/compare/compare';
import { describeExcess } from '../../../src/roles/compare/describe';
import { replacementOf } from '../../../src/roles/compare/replacement';
import { codeFolder, modelOf, removeFolders, resourceAt } from '../needs/temporary-app';

afterAll(removeFolders);

const DYNAMODB = `const { DynamoDBDocument } = require('@aws-sdk/lib-dynamodb');
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const db = DynamoDBDocument.from(new DynamoDB({}));\n`;
const GET = `${DYNAMODB}exports.handler = () => db.get({ TableName: process.env.TABLE, Key: {} });`;
const S3 = 'const { S3 } = require("@aws-sdk/client-s3"); const s3 = new S3({});\n';

const table = (stack: Stack, id = 'Orders', props: Partial<dynamodb.TableProps> = {}) => new dynamodb.Table(stack, id, {
  partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, removalPolicy: RemovalPolicy.DESTROY, ...props,
});

/** What is found of the role of one function whose code is in a real asset. */
function compared(code: string, build: (stack: Stack, fn: lambda.Function) => void) {
  const model = modelOf(stack => build(stack, new lambda.Function(stack, 'Get Orders', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromAsset(codeFolder({ 'index.js': code })),
  })));
  const permissions = model.index(permissionsByFunction).get(resourceAt(model, 'S/Get Orders/Resource').key)!;
  const { excess, needs } = compareRole(permissions, model);
  return { complete: needs.complete, notes: [...needs.byFunction.values()].flatMap(({ notes }) => notes.map(({ message }) => message)), excess: excess.map(describeExcess), code: statementsCode(replacementOf(excess), permissions, needs.functions).split('\n') };
}

test('try', () => {
  const out: unknown[] = [];
  out.push(compared(GET, (stack, fn) => {
    const orders = table(stack);
    orders.grantReadWriteData(fn);
    fn.addEnvironment('TABLE', orders.tableName);
  }));
  out.push(compared(GET, (stack, fn) => {
    const orders = table(stack);
    const audit = table(stack, 'Audit');
    orders.grantReadWriteData(fn);
    audit.grantReadData(fn);
    fn.addEnvironment('TABLE', orders.tableName);
  }));
  out.push(compared(`${S3} exports.handler = e => s3.putObject({ Bucket: process.env.BUCKET, Key: e.id });`, (stack, fn) => {
    const bucket = new s3.Bucket(stack, 'Images', { encryption: s3.BucketEncryption.KMS });
    bucket.grantReadWrite(fn);
    fn.addEnvironment('BUCKET', bucket.bucketName);
  }));
  out.push(compared(GET, (stack, fn) => {
    const key = new kms.Key(stack, 'Key');
    const orders = table(stack, 'Orders', { encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED, encryptionKey: key });
    orders.grantReadWriteData(fn);
    fn.addEnvironment('TABLE', orders.tableName);
    fn.addEventSource(new SqsEventSource(new sqs.Queue(stack, 'Jobs')));
    new sqs.Queue(stack, 'Other').grantConsumeMessages(fn);
  }));
  console.log(JSON.stringify(out, null, 1));
});
