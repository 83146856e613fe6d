import { App } from 'aws-cdk-lib';
import { detailsOf, idsIn, OWN_ACCOUNT } from './judge-template';
import { allow, functionRole, GUARDED, GUARDED_FUNCTION } from '../../src/checks/examples';
import { RULES } from '../../src/checks/registry';
import { ServerlessTop10Checks } from '../../src/checks/serverless-top10-checks';

const FN = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler' } };
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

test('the pack judges by none of them unless asked to', () => {
  const judged = new ServerlessTop10Checks(new App()).ruleIds ?? [];
  expect(judged).toContain('SAS2-FunctionUrlNoAuth');
  expect(RULES.filter(({ id, tier }) => tier !== 'core' && judged.includes(id))).toEqual([]);
});

describe('SAS-1', () => {
  const mapping = (properties: object) => ({ Mapping: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: 'orders', ...properties } } });

  test.each<[string, object, number]>([
    ['a queue', { EventSourceArn: `arn:aws:sqs:eu-west-1:${OWN_ACCOUNT}:orders` }, 1],
    ['Kafka of one\'s own', { SelfManagedEventSource: { Endpoints: {} } }, 1],
    ['a document database, whose changes cannot be filtered', { EventSourceArn: `arn:aws:rds:eu-west-1:${OWN_ACCOUNT}:cluster:orders` }, 0],
    ['a source that is not known', { EventSourceArn: { 'Fn::ImportValue': 'elsewhere' } }, 0],
  ])('filters of %s', (_name, properties, count) => {
    expect(detailsOf('SAS1-EventSourceUnfiltered', mapping(properties))).toHaveLength(count);
  });

  test('CDK\'s own form of a bucket\'s notifications is read', () => {
    const notifications = (configuration: object) => ({
      Orders: FN,
      It: { Type: 'Custom::S3BucketNotifications', Properties: { BucketName: 'uploads', NotificationConfiguration: { LambdaFunctionConfigurations: [{ Events: ['s3:ObjectCreated:*'], LambdaFunctionArn: arnOf('Orders'), ...configuration }] } } },
    });
    expect(detailsOf('SAS1-S3NotificationUnfiltered', notifications({}))).toEqual(['[Orders]']);
    expect(detailsOf('SAS1-S3NotificationUnfiltered', notifications({ Filter: { Key: { FilterRules: [{ Name: 'suffix', Value: '.json' }] } } }))).toEqual([]);
  });

  test('a topic\'s mail needs no filter', () => {
    expect(detailsOf('SAS1-SnsSubscriptionUnfiltered', { It: { Type: 'AWS::SNS::Subscription', Properties: { Protocol: 'email' } } })).toEqual([]);
  });
});

describe('SAS-2', () => {
  const permission = (properties: object) => ({ Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', FunctionName: 'orders', Principal: 'apigateway.amazonaws.com', ...properties } });
  const wholeApi = (...routes: string[]) => ({
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'orders', ProtocolType: 'HTTP' } },
    ...Object.fromEntries(routes.map((key, index) => [`Route${index}`, { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'Api' }, RouteKey: key, AuthorizationType: 'JWT' } }])),
    Invoke: permission({ SourceArn: { 'Fn::Sub': 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/*' } }),
  });

  test('a whole API is too much where its routes are known, and what it says where one takes every path', () => {
    expect(detailsOf('SAS2-PermissionSourceArnBroad', wholeApi('GET /orders'))).toEqual(['']);
    expect(detailsOf('SAS2-PermissionSourceArnBroad', wholeApi('GET /orders', '$default'))).toEqual([]);
    expect(detailsOf('SAS2-PermissionSourceArnBroad', wholeApi('ANY /{proxy+}'))).toEqual([]);
    expect(detailsOf('SAS2-PermissionSourceArnBroad', wholeApi())).toEqual([]);
  });

  test('a source that restricts nothing is one finding', () => {
    const Invoke = permission({ SourceArn: '*' });
    expect(idsIn(RULES, { Resources: { Invoke } }).Invoke?.filter(id => id.startsWith('SAS2-'))).toEqual(['SAS2-PermissionConfusedDeputy']);
  });

  test('threat protection that only watches is off', () => {
    const pool = (mode: string) => ({ Users: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolAddOns: { AdvancedSecurityMode: mode } } } });
    expect(detailsOf('SAS2-CognitoThreatProtectionOff', pool('AUDIT'))).toEqual(['']);
    expect(detailsOf('SAS2-CognitoThreatProtectionOff', pool('ENFORCED'))).toEqual([]);
  });
});

describe('SAS-3', () => {
  const bucket = (properties: object) => ({ Type: 'AWS::S3::Bucket', Properties: properties });

  test('a bucket that takes logs has no key, and no log of its own', () => {
    const resources = {
      Uploads: bucket({ LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' } }, BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] } }),
      Logs: bucket({}),
      Balancers: bucket({}),
      Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { LoadBalancerAttributes: [{ Key: 'access_logs.s3.bucket', Value: { Ref: 'Balancers' } }] } },
    };
    expect(detailsOf('SAS3-S3EncryptionKms', resources)).toEqual([]);
    expect(detailsOf('SAS5-S3AccessLogMissing', resources)).toEqual([]);
    expect(detailsOf('SAS3-S3EncryptionKms', { Uploads: bucket({}) })).toEqual(['']);
  });

  test('each replica of a global table has its own protection', () => {
    const Orders = { Type: 'AWS::DynamoDB::GlobalTable', Properties: { Replicas: [{ Region: 'eu-west-1', DeletionProtectionEnabled: true }, { Region: 'eu-north-1' }] } };
    expect(detailsOf('SAS3-DynamoDbDeletionUnprotected', { Orders })).toEqual(['']);
  });

  test('SAM\'s Globals decide for what an API or a table leaves out', () => {
    const body = {
      Globals: { Api: { TracingEnabled: true }, SimpleTable: { SSESpecification: { SSEEnabled: true } } },
      Resources: { Api: { Type: 'AWS::Serverless::Api', Properties: { StageName: 'prod' } }, Table: { Type: 'AWS::Serverless::SimpleTable', Properties: {} } },
    };
    expect(Object.values(idsIn(RULES, body)).flat().filter(id => /ApiTracingOff|DynamoDbCmk/.test(id))).toEqual([]);
    expect(Object.values(idsIn(RULES, { Resources: body.Resources })).flat().filter(id => /ApiTracingOff|DynamoDbCmk/.test(id))).toEqual(['SAS3-DynamoDbCmk', 'SAS5-ApiTracingOff']);
  });
});

test.each<[string, object, string[]]>([
  ['AWS::IAM::User', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }, ['']],
  ['AWS::IAM::User', { Groups: ['readers'] }, []],
  ['AWS::IAM::Group', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }, []],
  ['AWS::IAM::Group', { Policies: [{ PolicyName: 'orders', PolicyDocument: {} }] }, ['']],
  ['AWS::IAM::ManagedPolicy', { Groups: ['readers'], PolicyDocument: {} }, []],
  ['AWS::IAM::Policy', { Users: [{ Ref: 'Ann' }], PolicyDocument: {} }, ['']],
])('SAS-4: permissions of people in %s %j', (Type, Properties, expected) => {
  expect(detailsOf('SAS4-InlineUserPolicies', { It: { Type, Properties } })).toEqual(expected);
});

describe('SAS-5', () => {
  test.each<[unknown, number]>([
    ['{"id":"$context.requestId","ip":"$context.identity.sourceIp","status":$context.status,"agent":"$context.identity.userAgent"}', 0],
    [{ 'Fn::Sub': '{"id":"$context.requestId","stack":"${AWS::StackName}"}' }, 0],
    ['{"id":"$context.requestId"}', 1],
    ['$context.requestId $context.identity.sourceIp', 1],
    ['{"id":"$context.requestId","ip":"$context.identity.sourceIp"', 1],
    [undefined, 0],
  ])('the format %j of an access log', (Format, count) => {
    const stage = { Type: 'AWS::ApiGateway::Stage', Properties: { StageName: 'prod', AccessLogSetting: { DestinationArn: 'arn', Format } } };
    expect(detailsOf('SAS5-ApiAccessLogUnstructured', { stage })).toHaveLength(count);
  });

  test.each<[string | undefined, string[]]>([[undefined, ['']], ['Delete', ['']], ['Retain', []], ['RetainExceptOnCreate', []]])('a log group with the deletion policy %s', (DeletionPolicy, expected) => {
    expect(detailsOf('SAS5-LogGroupDestroyable', { Logs: { Type: 'AWS::Logs::LogGroup', DeletionPolicy, Properties: {} } })).toEqual(expected);
  });

  test('a trail of objects is a log of every bucket', () => {
    const trail = { Type: 'AWS::CloudTrail::Trail', Properties: { EventSelectors: [{ DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }] } };
    expect(detailsOf('SAS5-S3AccessLogMissing', { Uploads: { Type: 'AWS::S3::Bucket', Properties: {} }, trail })).toEqual([]);
  });

  test('a reader of a stream needs an alarm on how far it is behind, one that is only called none at all', () => {
    const mapping = { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Orders' }, EventSourceArn: `arn:aws:kinesis:eu-west-1:${OWN_ACCOUNT}:stream/orders` } };
    const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/Lambda', MetricName: 'IteratorAge', Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Orders' } }] } };
    expect(detailsOf('SAS5-AlarmAsyncMissing', { Orders: FN })).toEqual([]);
    expect(detailsOf('SAS5-AlarmAsyncMissing', { Orders: FN, mapping })).toEqual(['[IteratorAge]']);
    expect(detailsOf('SAS5-AlarmAsyncMissing', { Orders: FN, mapping, alarm })).toEqual([]);
  });

  test.each<[string, object, number]>([
    ['a filter for denials on the function\'s own group', { Type: 'AWS::Logs::MetricFilter', Properties: { LogGroupName: { 'Fn::Sub': '/aws/lambda/${Orders}' }, FilterPattern: '?AccessDenied' } }, 0],
    ['a filter for denials on its group by reference', { Type: 'AWS::Logs::MetricFilter', Properties: { LogGroupName: { Ref: 'Logs' }, FilterPattern: 'AccessDenied' } }, 0],
    ['a filter for something else', { Type: 'AWS::Logs::MetricFilter', Properties: { LogGroupName: { Ref: 'Logs' }, FilterPattern: 'Timeout' } }, 1],
    ['a subscription', { Type: 'AWS::Logs::SubscriptionFilter', Properties: { LogGroupName: { Ref: 'Logs' }, FilterPattern: '' } }, 0],
  ])('denials with %s', (_name, It, count) => {
    const Logs = { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { 'Fn::Sub': '/aws/lambda/${Orders}' } } };
    expect(detailsOf('SAS5-MetricFilterDeniedMissing', { Orders: FN, Logs, It })).toHaveLength(count);
  });

  test('a guarded function is not asked for a filter', () => {
    expect(detailsOf('SAS5-MetricFilterDeniedMissing', { ...GUARDED, Orders: GUARDED_FUNCTION })).toEqual([]);
  });

  test('a flow log of one of its subnets watches a network', () => {
    const resources = {
      Network: { Type: 'AWS::EC2::VPC', Properties: {} },
      Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Network' } } },
      Flows: { Type: 'AWS::EC2::FlowLog', Properties: { ResourceId: { Ref: 'Subnet' }, ResourceType: 'Subnet' } },
    };
    expect(detailsOf('SAS5-VpcFlowLogMissing', resources)).toEqual([]);
  });
});

describe('SAS-6', () => {
  test.each<[string, string[]]>([
    ['python3.9', ['SAS6-RuntimeDeprecated']], ['python3.10', ['SAS6-RuntimeNearEol']], ['python3.13', ['SAS6-RuntimeNotLatest']], ['python3.14', []],
    ['java17', ['SAS6-RuntimeNotLatest']], ['java25', []], ['provided.al2023', []], ['nodejs26.x', []],
  ])('the age of %s is told once', (Runtime, expected) => {
    const found = idsIn(RULES, { Resources: { Orders: { Type: 'AWS::Lambda::Function', Properties: { Runtime } } } }).Orders ?? [];
    expect(found.filter(id => /^SAS6-Runtime/.test(id))).toEqual(expected);
  });

  test.each<[object, number]>([
    [{ S3Bucket: 'builds', S3Key: 'orders.zip' }, 1],
    [{ S3Bucket: 'builds', S3Key: `${'0123456789abcdef'.repeat(4)}.zip` }, 0],
    [{ S3Bucket: 'builds', S3Key: { Ref: 'Key' } }, 0],
    [{ ZipFile: 'exports.handler = async () => 1' }, 0],
  ])('code in %j', (Code, count) => {
    expect(detailsOf('SAS6-CodeUnversioned', { Orders: { Type: 'AWS::Lambda::Function', Properties: { Code } } })).toHaveLength(count);
  });
});

test.each<[string, object, number]>([
  ['AWS::RDS::DBInstance', { Engine: 'postgres' }, 1],
  ['AWS::RDS::DBInstance', { Engine: 'postgres', EnableIAMDatabaseAuthentication: true }, 0],
  ['AWS::RDS::DBInstance', { Engine: 'sqlserver-ex' }, 0],
  ['AWS::RDS::DBInstance', { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' }, 0],
  ['AWS::RDS::DBCluster', { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' }, 1],
  ['AWS::RDS::DBCluster', { Engine: 'aurora-mysql', EngineMode: 'serverless' }, 0],
  ['AWS::RDS::DBProxy', { Auth: [{ SecretArn: 'arn' }] }, 1],
])('SAS-7: IAM at %s %j', (Type, Properties, count) => {
  expect(detailsOf('SAS7-DbIamAuthMissing', { It: { Type, Properties } })).toHaveLength(count);
});

describe('SAS-8', () => {
  const stage = { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, StageName: 'prod' } };
  const api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'orders' } };
  const method = (properties: object) => ({ Type: 'AWS::ApiGateway::Method', Properties: { RestApiId: { Ref: 'Api' }, HttpMethod: 'GET', ...properties } });
  const plan = (planned: object) => ({ Type: 'AWS::ApiGateway::UsagePlan', Properties: { ApiStages: [planned] } });

  test.each<[string, object, number]>([
    ['no plan', {}, 1],
    ['a plan of the stage', { plan: plan({ ApiId: { Ref: 'Api' }, Stage: { Ref: 'stage' } }) }, 0],
    ['a plan of the stage by name', { plan: plan({ ApiId: { Ref: 'Api' }, Stage: 'prod' }) }, 0],
    ['a plan of another stage', { plan: plan({ ApiId: { Ref: 'Api' }, Stage: 'test' }) }, 1],
    ['a plan of a stage that is not known', { plan: plan({ ApiId: { Ref: 'Api' }, Stage: { Ref: 'Which' } }) }, 0],
    ['callers that are known', { method: method({ AuthorizationType: 'AWS_IAM' }) }, 0],
    ['a key, and no plan for it', { method: method({ AuthorizationType: 'AWS_IAM', ApiKeyRequired: true }) }, 1],
  ])('a stage with %s', (_name, more, count) => {
    expect(detailsOf('SAS8-UsagePlanMissing', { Api: api, stage, ...more })).toHaveLength(count);
  });

  test.each<[string, number, number]>([
    ['rate(1 minute)', 60, 0], ['rate(1 minute)', 61, 1], ['rate(2 hours)', 900, 0], ['cron(* * * * ? *)', 300, 1], ['cron(0/5 * * * ? *)', 300, 0], ['cron(0 3 * * ? *)', 900, 0],
  ])('%s and a timeout of %d seconds', (ScheduleExpression, Timeout, count) => {
    const Orders = { Type: 'AWS::Lambda::Function', Properties: { Timeout } };
    const It = { Type: 'AWS::Scheduler::Schedule', Properties: { ScheduleExpression, Target: { Arn: arnOf('Orders') } } };
    expect(detailsOf('SAS8-ScheduleOverlap', { Orders, It })).toHaveLength(count);
    expect(detailsOf('SAS8-ScheduleOverlap', { Orders: { ...Orders, Properties: { Timeout, ReservedConcurrentExecutions: 1 } }, It })).toEqual([]);
  });

  test('only what is paid by request has a bound to set', () => {
    expect(detailsOf('SAS8-TableCostUnbounded', { Orders: { Type: 'AWS::DynamoDB::Table', Properties: {} } })).toEqual([]);
  });

  test('a redrive policy may be text', () => {
    const Orders = { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: '{"deadLetterTargetArn":"arn","maxReceiveCount":1}' } };
    expect(detailsOf('SAS8-QueueMaxReceiveBad', { Orders })).toEqual(['']);
  });
});

describe('SAS-9', () => {
  const queue = (properties: object) => ({ Type: 'AWS::SQS::Queue', Properties: properties });

  test.each<[object, number]>([
    [{}, 1], [{ RedriveAllowPolicy: { redrivePermission: 'denyAll' } }, 0], [{ RedriveAllowPolicy: '{"redrivePermission":"byQueue"}' }, 0],
  ])('who may use a dead-letter queue with %j', (properties, count) => {
    const Orders = queue({ RedrivePolicy: { deadLetterTargetArn: arnOf('Failed'), maxReceiveCount: 3 }, RedriveAllowPolicy: { redrivePermission: 'denyAll' } });
    expect(detailsOf('SAS9-DlqRedriveOpen', { Failed: queue(properties), Orders })).toHaveLength(count);
    expect(detailsOf('SAS9-DlqRedriveOpen', { Failed: queue(properties) })).toEqual([]);
  });

  test.each<[string, string, string, number]>([
    ['ANY', '{proxy+}', 'AWS_PROXY', 1], ['GET', '{proxy+}', 'AWS_PROXY', 0], ['ANY', 'orders', 'AWS_PROXY', 0], ['ANY', '{proxy+}', 'MOCK', 0],
  ])('%s /%s of a REST API to %s', (HttpMethod, PathPart, type, count) => {
    const Path = { Type: 'AWS::ApiGateway::Resource', Properties: { PathPart } };
    const Method = { Type: 'AWS::ApiGateway::Method', Properties: { HttpMethod, ResourceId: { Ref: 'Path' }, Integration: { Type: type } } };
    expect(detailsOf('SAS9-CatchAllRoute', { Path, Method })).toHaveLength(count);
  });

  test('a WebSocket API needs its default route', () => {
    const app = (ProtocolType: string) => ({
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType } },
      Function: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { IntegrationType: 'AWS_PROXY' } },
      Route: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'Api' }, RouteKey: '$default', Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Function' }]] } } },
    });
    expect(detailsOf('SAS9-CatchAllRoute', app('HTTP'))).toEqual(['']);
    expect(detailsOf('SAS9-CatchAllRoute', app('WEBSOCKET'))).toEqual([]);
  });

  test('a topic of queues and functions needs no signature', () => {
    const Orders = { Type: 'AWS::SNS::Topic', Properties: { Subscription: [{ Protocol: 'sqs', Endpoint: 'arn' }] } };
    expect(detailsOf('SAS9-UnsignedSnsV1', { Orders })).toEqual([]);
    expect(detailsOf('SAS9-UnsignedSnsV1', { Orders: { ...Orders, Properties: { Subscription: [{ Protocol: 'https', Endpoint: 'https://shop.example.com' }] } } })).toEqual(['']);
  });
});

test.each<[object, string[]]>([
  [{ Body: { openapi: '3.0.1' } }, ['[DEFAULT_4XX]', '[DEFAULT_5XX]']],
  [{ Body: { 'openapi': '3.0.1', 'x-amazon-apigateway-gateway-responses': {} } }, []],
  [{ BodyS3Location: { Bucket: 'definitions', Key: 'orders.yaml' } }, []],
])('SAS-10: the responses of an API with %j', (Properties, expected) => {
  expect(detailsOf('SAS10-GatewayResponseDefault', { Api: { Type: 'AWS::ApiGateway::RestApi', Properties } })).toEqual(expected);
});

describe('SAS-11', () => {
  const Orders = { Type: 'AWS::SQS::Queue', Properties: {} };
  const role = (...actions: string[]) => functionRole(allow(actions, arnOf('Orders')));
  const worker = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Role: arnOf('Role'), Environment: { Variables: { QUEUE: { Ref: 'Orders' } } } } };
  const redrive = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'source', RedrivePolicy: { deadLetterTargetArn: arnOf('Orders'), maxReceiveCount: 3 } } };
  const polling = { Type: 'AWS::Lambda::EventSourceMapping', Properties: { EventSourceArn: arnOf('Orders'), FunctionName: 'worker' } };

  test.each<[string, object, number]>([
    ['that nothing mentions', {}, 1],
    ['that a function only sends to', { worker, Role: role('sqs:SendMessage') }, 1],
    ['that a function polls by itself', { worker, Role: role('sqs:SendMessage', 'sqs:Receive*') }, 0],
    ['of a function whose role is not known', { worker }, 0],
    ['that Lambda polls', { polling }, 0],
    ['beside a mapping whose source is not known', { polling: { ...polling, Properties: { EventSourceArn: { 'Fn::ImportValue': 'elsewhere' } } } }, 0],
    ['for dead letters', { redrive }, 0],
    ['with a policy that lets somebody take', { Policy: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'Orders' }], PolicyDocument: allow('sqs:*', arnOf('Orders')) } } }, 0],
  ])('a queue %s', (_name, more, count) => {
    expect(detailsOf('SAS11-OrphanTrigger', { Orders, ...more })).toHaveLength(count);
  });

  test('what has a name, or stands in an output, is known outside', () => {
    const found = (Properties: object, Outputs: object) => Object.values(idsIn(RULES, { Resources: { Orders: { ...Orders, Properties } }, Outputs })).flat();
    expect(found({}, {})).toContain('SAS11-OrphanTrigger');
    expect(found({ QueueName: 'orders' }, {})).not.toContain('SAS11-OrphanTrigger');
    expect(found({}, { Url: { Value: { Ref: 'Orders' } } })).not.toContain('SAS11-OrphanTrigger');
  });

  test('an alarm\'s topic may be subscribed to by hand', () => {
    const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ Ref: 'Orders' }] } };
    expect(detailsOf('SAS11-OrphanTrigger', { Orders: { Type: 'AWS::SNS::Topic', Properties: {} }, alarm })).toEqual([]);
  });

  test.each<[unknown, string[]]>([
    ['arn:aws:s3:::partner/*', ['[partner]']],
    ['arn:aws:s3:::partner-*/in/*', []],
    [{ 'Fn::Sub': 'arn:${AWS::Partition}:s3:::partner/*' }, ['[partner]']],
    [{ 'Fn::Sub': 'arn:aws:s3:::partner-${AWS::AccountId}/*' }, []],
    ['arn:aws:s3:::ours/*', []],
    ['arn:aws:s3:::amazonlinux.eu-west-1.amazonaws.com/*', []],
    ['arn:aws:s3:eu-west-1:111122223333:accesspoint/orders/object/*', []],
  ])('the bucket of %j', (resource, expected) => {
    const Ours = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'ours' } };
    expect(detailsOf('SAS11-UnownedBucketReference', { Ours, Role: functionRole(allow('s3:GetObject', resource)) })).toEqual(expected);
  });

  test('a function that nothing starts may be off', () => {
    expect(detailsOf('SAS11-DisabledFunction', { Orders: { Type: 'AWS::Lambda::Function', Properties: { ReservedConcurrentExecutions: 0 } } })).toEqual([]);
  });
});

describe('SAS-12', () => {
  test('much storage is one finding', () => {
    const fn = (size: number) => ({ Type: 'AWS::Lambda::Function', Properties: { EphemeralStorage: { Size: size } } });
    const found = (size: number) => idsIn(RULES, { Resources: { Orders: fn(size) } }).Orders?.filter(id => id.includes('EphemeralStorage'));
    expect(found(10_240)).toEqual(['SAS8-EphemeralStorageExcessive']);
    expect(found(1024)).toEqual(['SAS12-EphemeralStorageLarge']);
    expect(found(512)).toEqual([]);
  });

  test('only a function that says so has tenants', () => {
    expect(detailsOf('SAS12-TenantIsolationMissing', { Orders: FN })).toEqual([]);
  });
});
