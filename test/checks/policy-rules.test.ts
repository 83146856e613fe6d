import { CORE_RULES, detailsOf, idsIn, idsOf, ruleOf } from './judge-template';
import { allow, functionRole } from '../../src/checks/examples';

describe('who may use a resource', () => {
  const queue = (...statements: object[]) => ({
    Policy: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: ['orders'], PolicyDocument: { Statement: statements.map(made => ({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*', ...made })) } } },
  });
  const from = (operator: string, key: string, value: unknown) => ({ Principal: '*', Condition: { [operator]: { [key]: value } } });

  test.each<[string, object[], boolean]>([
    ['everybody', [{ Principal: '*' }], true],
    ['everybody, written as AWS', [{ Principal: { AWS: ['*'] } }], true],
    ['every account', [{ Principal: { AWS: 'arn:aws:iam::*:root' } }], true],
    ['everybody but one', [{ NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }], true],
    ['one account', [{ Principal: { AWS: '111122223333' } }], false],
    ['one source', [from('ArnEquals', 'aws:SourceArn', { Ref: 'Topic' })], false],
    ['any source', [from('ArnLike', 'aws:SourceArn', '*')], true],
    ['any source but one', [from('ArnNotEquals', 'aws:SourceArn', 'arn:aws:sns:eu-west-1:1:x')], true],
    ['one source, if there is one', [from('ArnEqualsIfExists', 'aws:SourceArn', 'arn:aws:sns:eu-west-1:1:x')], true],
    ['one organisation, in another case', [from('StringEquals', 'AWS:principalorgid', 'o-a1b2c3d4e5')], false],
    ['one network', [from('IpAddress', 'aws:SourceIp', ['10.0.0.0/8'])], false],
    ['every network', [from('IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '0.0.0.0/0'])], true],
    ['those with TLS', [from('Bool', 'aws:SecureTransport', 'true')], true],
    ['those with a referer', [from('StringLike', 'aws:Referer', 'https://shop.example.com/*')], true],
    ['everybody, and a Deny for all who do not come through an endpoint', [{ Principal: '*' }, { Effect: 'Deny', ...from('StringNotEquals', 'aws:SourceVpce', 'vpce-1') }], false],
    ['everybody, and a Deny without TLS', [{ Principal: '*' }, { Effect: 'Deny', ...from('Bool', 'aws:SecureTransport', 'false') }], true],
    ['a condition that is not known', [{ Principal: '*', Condition: { 'Fn::Transform': {} } }], false],
    ['everybody, to look at attributes', [{ Principal: '*', Action: 'sqs:GetQueueUrl' }], false],
    ['everybody, by a wildcard', [{ Principal: '*', Action: 'sqs:Send*' }], true],
    ['everybody, to do all but one thing', [{ Principal: '*', Action: undefined, NotAction: 'sqs:DeleteQueue' }], true],
  ])('%s', (_name, statements, expected) => {
    expect(detailsOf('SAS2-SqsTriggerPolicyPublic', queue(...statements)).length > 0).toBe(expected);
  });

  test('a policy of CloudWatch Logs is read out of its text, references in it included', () => {
    const document = (principal: unknown) => ({ 'Fn::Join': ['', ['{"Statement":[{"Effect":"Allow","Action":"logs:PutLogEvents","Resource":"*","Principal":', principal, '}]}']] });
    const policy = (principal: unknown) => ({ Policy: { Type: 'AWS::Logs::ResourcePolicy', Properties: { PolicyName: 'p', PolicyDocument: document(principal) } } });
    expect(detailsOf('SAS5-LogPolicyPublic', policy('"*"'))).toEqual(['']);
    expect(detailsOf('SAS5-LogPolicyPublic', { ...policy({ 'Fn::Sub': '{"AWS":"${Role.Arn}"}' }), Role: { Type: 'AWS::IAM::Role' } })).toEqual([]);
    expect(detailsOf('SAS5-LogPolicyPublic', policy('no JSON'))).toEqual([]);
  });
});

describe('TLS only', () => {
  const Bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'uploads' } };
  const policy = (bucket: unknown, statement: object = {}) => ({
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: bucket, PolicyDocument: { Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } }, ...statement }] } },
  });

  test.each<[string, Record<string, unknown>, Record<string, string[]>]>([
    ['no policy', { Bucket }, { Bucket: ['SAS3-S3InsecureTransport'] }],
    ['by reference', { Bucket, Policy: policy({ Ref: 'Bucket' }) }, {}],
    ['by name', { Bucket, Policy: policy('uploads') }, {}],
    ['of another bucket', { Bucket, Policy: policy('others') }, { Bucket: ['SAS3-S3InsecureTransport'] }],
    ['of a bucket that is not known', { Bucket, Policy: policy({ Ref: 'P' }) }, {}],
    ['for one role', { Bucket, Policy: policy('uploads', { Principal: { AWS: '111122223333' } }) }, { Bucket: ['SAS3-S3InsecureTransport'] }],
    ['for writing alone', { Bucket, Policy: policy('uploads', { Action: 's3:PutObject' }) }, { Bucket: ['SAS3-S3InsecureTransport'] }],
    ['a bucket elsewhere whose policy does not refuse', { Policy: policy('others', { Effect: 'Allow' }) }, { Policy: ['SAS3-S3InsecureTransport'] }],
  ])('%s', (_name, resources, expected) => {
    expect(idsOf(ruleOf('SAS3-S3InsecureTransport'), resources)).toEqual(expected);
  });
});

describe('one cause, one finding', () => {
  const found = (resources: Record<string, unknown>) => Object.values(idsIn(CORE_RULES, { Resources: resources })).flat().filter(id => /^SAS[49]-(?!AwsManaged)/.test(id));
  const inRole = (actions: string | string[], resource = '*') => found({ Role: functionRole(allow(actions, resource)), F: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } } });

  test.each<[string, string | string[], string, string[]]>([
    ['everything', '*', '*', ['SAS4-AdminPolicy[Action::*]']],
    ['reading data', 'dynamodb:GetItem', '*', ['SAS4-DataPlaneWildcard[Action::dynamodb:GetItem]']],
    ['invoking', 'lambda:InvokeFunction', '*', ['SAS9-InvokeAnyFunction[Action::lambda:InvokeFunction]']],
    ['passing roles', 'iam:PassRole', '*', ['SAS4-PassRoleUnscoped[Action::iam:PassRole]']],
    ['deleting logs', 'logs:DeleteLogGroup', '*', ['SAS4-GuardTamper[Action::logs:DeleteLogGroup]']],
    ['something else', 'dynamodb:DescribeTable', '*', ['SAS4-WildcardResource[Action::dynamodb:DescribeTable]']],
    ['what CDK grants on a bucket', ['s3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*', 's3:PutObject', 's3:Abort*'], 'arn:aws:s3:::orders/*', []],
  ])('%s', (_name, actions, resource, expected) => {
    expect(inRole(actions, resource)).toEqual(expected);
  });

  test('a secret is told by what is known best about it', () => {
    const TOKEN = ['ghp', '_', 'a1B2c3D4e5F6g7H8i9J0kLmNoPqRsTuVwXyZ'].join('');
    const F = { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { API_TOKEN: TOKEN } } } };
    expect(Object.values(idsIn(CORE_RULES, { Resources: { F } })).flat().filter(id => /^SAS7-(Env.*\[|Template)/.test(id))).toEqual(['SAS7-EnvSecretPattern[API_TOKEN]']);
  });
});

describe('privileges', () => {
  const inRole = (id: string, ...statements: object[]) => detailsOf(id, { Role: functionRole({ Statement: statements }) });
  const may = (Action: unknown, Resource: unknown, more: object = {}) => ({ Effect: 'Allow', Action, Resource, ...more });

  test.each<[string, object[], string[]]>([
    ['one action that is enough', [may('iam:CreateAccessKey', 'arn:aws:iam::1:user/x')], ['[iam:CreateAccessKey]']],
    ['two that are, in two statements', [may('iam:PassRole', 'arn:aws:iam::1:role/x'), may('lambda:CreateFunction', '*')], ['[PassRole+lambda]']],
    ['one of the two', [may('lambda:CreateFunction', '*')], []],
    ['code of one function', [may('lambda:UpdateFunctionCode', 'arn:aws:lambda:eu-west-1:1:function:worker')], []],
    ['code of any function', [may('lambda:UpdateFunctionCode', '*')], ['[lambda:UpdateFunctionCode]']],
    ['denied', [may('iam:CreateAccessKey', '*'), { Effect: 'Deny', Action: 'iam:*', Resource: '*' }], []],
  ])('escalation: %s', (_name, statements, expected) => {
    expect(inRole('SAS4-PrivilegeEscalation', ...statements)).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    ['a verb that holds permissions', 's3:Put*', ['[Action::s3:Put*]']],
    ['a verb that reads alone', 's3:GetObject*', []],
    ['a verb of a service that is not known', 'tomorrow:Get*', []],
  ])('prefix: %s', (_name, action, expected) => {
    expect(inRole('SAS4-WildcardActionPrefix', may(action, 'arn:aws:s3:::orders/*'))).toEqual(expected);
  });

  test('the guard\'s own Deny takes tampering away', () => {
    const Orders = { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } };
    const statements = [may('lambda:UpdateFunctionConfiguration', '*'), { Effect: 'Deny', Action: 'lambda:UpdateFunctionConfiguration', Resource: { 'Fn::GetAtt': ['Orders', 'Arn'] } }];
    expect(detailsOf('SAS4-GuardTamper', { Orders, Role: functionRole({ Statement: statements.slice(0, 1) }) })).toEqual(['[Action::lambda:UpdateFunctionConfiguration]']);
    expect(detailsOf('SAS4-GuardTamper', { Orders, Role: functionRole({ Statement: statements }) })).toEqual([]);
  });
});
