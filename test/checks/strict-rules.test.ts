import { detailsOf, idsIn, OWN_ACCOUNT } from './judge-template';
import { RULES } from '../../src/checks/registry';

const FN = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler' } };
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

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
