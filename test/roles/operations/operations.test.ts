import { actionNamed } from '../../../src/roles/actions/actions';
import { DIFFERING, UNDOCUMENTED } from '../../../src/roles/operations/differing';
import { UNKNOWN_INPUT, type Input } from '../../../src/roles/operations/input';
import { needsOf } from '../../../src/roles/operations/needs';
import { readStatement } from '../../../src/roles/operations/partiql';
import { serviceOfClientClass, serviceOfPackage, serviceOfVersion2 } from '../../../src/roles/operations/services';
import { SERVICE_NAMES, serviceNamed } from '../../../src/roles/operations/table';
import { displayText, joined, literal, type Text } from '../../../src/roles/text';

/** The clients that functions have most, by their names in boto3. */
const MOST_USED = [
  's3', 'dynamodb', 'lambda', 'sqs', 'sns', 'ssm', 'secretsmanager', 'sts', 'events', 'stepfunctions', 'kinesis', 'firehose', 'logs', 'cloudwatch', 'kms',
  'cognito-idp', 'ses', 'sesv2', 'ec2', 'ecs', 'iam', 'rds', 'rds-data', 'athena', 'glue', 'cloudformation', 'cloudfront', 'bedrock-runtime',
  'apigatewaymanagementapi', 'scheduler', 'codebuild', 'codepipeline', 'ecr', 'iot-data', 'route53', 'textract', 'rekognition', 'apigateway', 'apigatewayv2',
];

/** An input with the given parameters, each a literal text. */
function inputOf(parameters: Record<string, string | Text>): Input {
  const paths = Object.keys(parameters);
  const text = (value: string | Text) => typeof value === 'string' ? literal(value) : value;
  return {
    names: paths,
    has: path => paths.some(given => given === path || given.startsWith(`${path}.`)),
    textsAt: path => Object.entries(parameters).filter(([given]) => given === path).map(([, value]) => text(value)),
  };
}

function actions(service: string, operation: string, parameters: Record<string, string | Text> = {}): readonly string[] {
  const needs = needsOf(serviceNamed(service)!, operation, inputOf(parameters));
  return needs.kind === 'unknown' ? ['unknown'] : needs.needs.map(({ action }) => action);
}

describe('the table of operations', () => {
  test.each(MOST_USED)('maps every operation of %s, or lists it as undocumented', name => {
    const service = serviceNamed(name)!;
    const open = [...service.unlike.keys()].filter(operation => needsOf(service, operation, UNKNOWN_INPUT).kind === 'unknown');
    expect(open.sort()).toEqual([...UNDOCUMENTED[name] ?? []].sort());
  });

  test('holds the operations of more than 400 services', () => {
    expect(SERVICE_NAMES.length).toBeGreaterThan(400);
    expect(MOST_USED.reduce((sum, name) => sum + serviceNamed(name)!.operationCount, 0)).toBeGreaterThan(3000);
  });

  test('maps to actions that AWS lists, but for those of services that its reference leaves out', () => {
    const named = Object.entries(DIFFERING).flatMap(([service, operations]) => Object.entries(operations).flatMap(([operation, line]) => line.split(' ')
      .filter(word => word !== '' && !word.startsWith('PartiQL'))
      .map(word => ({ operation, action: word.replace(/[(?!].*/, '') }))
      .map(({ operation: from, action }) => ({ from, action: action.includes(':') ? action : `${serviceNamed(service)!.prefix}:${action}` }))));
    expect(named.filter(({ action }) => actionNamed(action)?.name !== action)).toEqual([]);
  });

  test('knows a service by its names in all SDKs', () => {
    expect(serviceOfPackage('cognito-identity-provider')?.name).toBe('cognito-idp');
    expect(serviceOfVersion2('CognitoIdentityServiceProvider')?.name).toBe('cognito-idp');
    expect(serviceOfVersion2('stepfunctions')?.name).toBe('stepfunctions');
    expect(serviceOfClientClass('SFNClient')?.name).toBe('stepfunctions');
    expect(serviceOfClientClass('IoTDataPlaneClient')?.name).toBe('iot-data');
    expect(serviceOfClientClass('HttpClient')).toBeUndefined();
  });
});

describe('an operation', () => {
  test.each([
    ['s3', 'GetObject', 's3:GetObject'],
    ['s3', 'HeadObject', 's3:GetObject'],
    ['s3', 'HeadBucket', 's3:ListBucket'],
    ['s3', 'ListObjectsV2', 's3:ListBucket'],
    ['s3', 'ListBuckets', 's3:ListAllMyBuckets'],
    ['s3', 'DeleteObjects', 's3:DeleteObject'],
    ['s3', 'CompleteMultipartUpload', 's3:PutObject'],
    ['lambda', 'Invoke', 'lambda:InvokeFunction'],
    ['dynamodb', 'BatchWriteItem', 'dynamodb:BatchWriteItem'],
    ['dynamodb', 'TransactGetItems', 'dynamodb:GetItem'],
    ['sqs', 'SendMessageBatch', 'sqs:SendMessage'],
    ['sns', 'PublishBatch', 'sns:Publish'],
    ['bedrock-runtime', 'ConverseStream', 'bedrock:InvokeModelWithResponseStream'],
    ['apigatewaymanagementapi', 'PostToConnection', 'execute-api:ManageConnections'],
    ['iot-data', 'Publish', 'iot:Publish'],
    ['apigateway', 'GetRestApis', 'apigateway:GET'],
    ['timestream-query', 'Query', 'timestream:Select'],
  ])('%s %s needs %s', (service, operation, action) => {
    expect(actions(service, operation)).toContain(action);
  });

  test('needs several actions where it does several things', () => {
    expect(actions('s3', 'CopyObject')).toEqual(['s3:GetObject', 's3:PutObject']);
    expect(actions('kms', 'ReEncrypt')).toEqual(['kms:ReEncryptFrom', 'kms:ReEncryptTo']);
    expect(actions('rds-data', 'ExecuteStatement')).toEqual(['rds-data:ExecuteStatement', 'secretsmanager:GetSecretValue']);
  });

  test('needs none where AWS asks no policy', () => {
    expect(actions('sts', 'GetCallerIdentity')).toEqual([]);
    expect(actions('cognito-idp', 'SignUp')).toEqual([]);
  });

  test('needs more for some parameters', () => {
    expect(actions('s3', 'PutObject', { Tagging: 'a=b', ACL: 'private' })).toEqual(['s3:PutObject', 's3:PutObjectTagging', 's3:PutObjectAcl']);
    expect(actions('s3', 'GetObject', { VersionId: '1' })).toEqual(['s3:GetObjectVersion']);
    expect(actions('s3', 'GetObject', { VersionId: [{ kind: 'event', path: 'v' }] })).toEqual(['s3:GetObject', 's3:GetObjectVersion']);
    expect(actions('textract', 'DetectDocumentText', { 'Document.S3Object.Bucket': 'b' })).toContain('s3:GetObject');
    expect(actions('lambda', 'CreateFunction', { Role: 'r' })).toContain('iam:PassRole');
  });

  test('whose parameters are not known says which, and may need all where nothing else is left', () => {
    const transaction = needsOf(serviceNamed('dynamodb')!, 'TransactWriteItems', UNKNOWN_INPUT);
    expect(transaction).toMatchObject({ kind: 'known', undecided: expect.arrayContaining(['TransactItems[].Put']) });
    expect(transaction.kind === 'known' && transaction.needs.map(({ action }) => action)).toEqual([
      'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem',
    ]);
  });

  test('that does not exist is unknown', () => {
    expect(actions('s3', 'FetchObject')).toEqual(['unknown']);
    expect(actions('logs', 'GetLogObject')).toEqual(['unknown']);
  });
});

describe('a PartiQL statement', () => {
  test.each([
    ['SELECT a FROM "orders"."byDate" WHERE id = ?', 'dynamodb:PartiQLSelect', 'orders'],
    ['insert into orders value {}', 'dynamodb:PartiQLInsert', 'orders'],
    ['UPDATE "orders" SET a = 1', 'dynamodb:PartiQLUpdate', 'orders'],
    ['DELETE FROM orders WHERE id = 1', 'dynamodb:PartiQLDelete', 'orders'],
  ])('%s', (statement, action, table) => {
    const read = readStatement(literal(statement));
    expect([read?.action, displayText(read?.table ?? [])]).toEqual([action, table]);
  });

  test('keeps the variable that names its table', () => {
    const statement = joined([literal('SELECT * FROM "'), [{ kind: 'env', name: 'PREFIX' }], literal('-orders" WHERE a = '), [{ kind: 'unknown' }]]);
    expect(displayText(readStatement(statement)?.table ?? [])).toBe('<env PREFIX>-orders');
  });

  test('that is none is not read', () => {
    expect(readStatement(literal('EXPLAIN x'))).toBeUndefined();
  });
});
