import { findingsIn, idsIn, idsOf } from './judge-template';
import { allow, functionRole } from '../../src/checks/examples';
import type { Rule } from '../../src/checks/rule';
import { permissionConfusedDeputy } from '../../src/checks/rules/sas-02-authentication/permission-confused-deputy';
import { permissionPublic } from '../../src/checks/rules/sas-02-authentication/permission-public';
import { sharedRole } from '../../src/checks/rules/sas-04-privileges/shared-role';
import { wildcardAction } from '../../src/checks/rules/sas-04-privileges/wildcard-action';
import { wildcardResource } from '../../src/checks/rules/sas-04-privileges/wildcard-resource';

const short = (rule: Rule, ids: Record<string, string[]>) => Object.values(ids).flat().map(id => id.slice(rule.id.length));
const permission = (rule: Rule, properties: object) => short(rule, idsOf(rule, { P: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: 'f', ...properties } } }));

describe('public permission', () => {
  test.each<[string, object, string[]]>([
    ['anybody', { Principal: '*' }, ['']],
    ['a wildcard in an ARN', { Principal: 'arn:aws:iam::*:root' }, ['']],
    ['one account', { Principal: '111122223333' }, []],
    ['anybody of an organisation', { Principal: '*', PrincipalOrgID: 'o-a1b2c3d4e5' }, []],
    ['anybody through one source', { Principal: '*', SourceArn: 'arn:aws:s3:::uploads' }, []],
    ['anybody through any source', { Principal: '*', SourceArn: '*' }, ['']],
    ['anybody through an ARN of wildcards', { Principal: '*', SourceArn: 'arn:*:*:*:*:*' }, ['']],
    ['anybody through an unknown source', { Principal: '*', SourceArn: { Ref: 'P' } }, []],
    ['anybody in one branch only', { Principal: { 'Fn::If': ['Open', '*', '111122223333'] } }, ['']],
    ['the permission of an open URL, which is a finding of the URL', { Principal: '*', FunctionUrlAuthType: 'NONE' }, []],
    ['its second half', { Principal: '*', InvokedViaFunctionUrl: true }, []],
    ['every account of AWS by URL', { Principal: '*', FunctionUrlAuthType: 'AWS_IAM' }, ['']],
    ['nobody known', { Principal: { Ref: 'Who' } }, []],
  ])('%s', (_name, properties, expected) => {
    expect(permission(permissionPublic, properties)).toEqual(expected);
  });

  test('the branch is told', () => {
    const [found] = findingsIn([permissionPublic], { Resources: { P: { Type: 'AWS::Lambda::Permission', Properties: { Principal: { 'Fn::If': ['Open', '*', '1'] } } } } });
    expect(found?.description).toContain('when Open');
  });
});

describe('confused deputy', () => {
  test.each<[string, object, string[]]>([
    ['a service with nothing', { Principal: 'sns.amazonaws.com' }, ['']],
    ['a service with a source', { Principal: 'sns.amazonaws.com', SourceArn: { Ref: 'Topic' } }, []],
    ['a service with its account', { Principal: 'sns.amazonaws.com', SourceAccount: { Ref: 'AWS::AccountId' } }, []],
    ['a service with any source', { Principal: 'events.amazonaws.com', SourceArn: 'arn:*:*:*:*:*' }, ['']],
    ['a bucket without its account', { Principal: 's3.amazonaws.com', SourceArn: 'arn:aws:s3:::uploads' }, ['[S3SourceAccount]']],
    ['a bucket with its account', { Principal: 's3.amazonaws.com', SourceArn: 'arn:aws:s3:::uploads', SourceAccount: '111122223333' }, []],
    ['a skill without its id', { Principal: 'alexa-appkit.amazon.com' }, ['[EventSourceToken]']],
    ['a skill with its id', { Principal: 'alexa-appkit.amazon.com', EventSourceToken: 'amzn1.ask.skill.1' }, []],
    ['a service of another partition', { Principal: 'sns.amazonaws.com.cn' }, ['']],
    ['an account', { Principal: '111122223333' }, []],
  ])('%s', (_name, properties, expected) => {
    expect(permission(permissionConfusedDeputy, properties)).toEqual(expected);
  });
});

const ANY = 'arn:aws:s3:::orders/*';
const inRole = (rule: Rule, ...statements: object[]) => short(rule, idsOf(rule, { Role: functionRole({ Statement: statements }) }));
const statement = (Effect: string, Action: unknown, Resource: unknown, more: object = {}) => ({ Effect, Action, Resource, ...more });

describe('wildcard action', () => {
  test.each<[string, object[], string[]]>([
    ['everything', [statement('Allow', '*', ANY)], ['[Action::*]']],
    ['everything of a service', [statement('Allow', ['s3:*', 'sqs:SendMessage'], ANY)], ['[Action::s3:*]']],
    ['with a doubled wildcard', [statement('Allow', 's3:**', ANY)], ['[Action::s3:**]']],
    ['a prefix is another rule\'s', [statement('Allow', 's3:Get*', ANY)], []],
    ['joined', [statement('Allow', { 'Fn::Join': ['', ['s3', ':*']] }, ANY)], ['[Action::s3:*]']],
    ['denied as a whole', [statement('Allow', 's3:*', ANY), statement('Deny', 's3:*', '*')], []],
    ['denied in another case', [statement('Allow', 'S3:*', ANY), statement('Deny', 's3:*', ANY)], []],
    ['denied in part', [statement('Allow', 's3:*', ANY), statement('Deny', 's3:Delete*', '*')], ['[Action::s3:*]']],
    ['denied elsewhere', [statement('Allow', 's3:*', ANY), statement('Deny', 's3:*', 'arn:aws:s3:::other/*')], ['[Action::s3:*]']],
    ['denied under a condition', [statement('Allow', 's3:*', ANY), statement('Deny', 's3:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } })], ['[Action::s3:*]']],
    ['a denial alone', [statement('Deny', '*', '*')], []],
  ])('%s', (_name, statements, expected) => {
    expect(inRole(wildcardAction, ...statements)).toEqual(expected);
  });

  test('a role for something else is not a function\'s', () => {
    const trust = { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }] };
    const Role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust, Policies: [{ PolicyDocument: allow('s3:*', ANY) }] } };
    const F = { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } };
    expect(idsOf(wildcardAction, { Role })).toEqual({});
    expect(idsOf(wildcardAction, { Role, F })).toEqual({ Role: ['SAS4-WildcardAction[Action::s3:*]'] });
  });

  test('the finding is on the policy that holds the statement, once for two roles', () => {
    const Policy = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: allow('s3:*', ANY), Roles: [{ Ref: 'A' }, { Ref: 'B' }] } };
    const none = functionRole({ Statement: [] });
    expect(idsOf(wildcardAction, { A: none, B: none, Policy })).toEqual({ Policy: ['SAS4-WildcardAction[Action::s3:*]'] });
  });

  test('a SAM function holds its own', () => {
    const Sam = { Type: 'AWS::Serverless::Function', Properties: { Policies: ['AWSLambdaBasicExecutionRole', { S3ReadPolicy: {} }, allow('sqs:*', ANY)] } };
    expect(idsIn([wildcardAction], { Transform: 'AWS::Serverless-2016-10-31', Resources: { Sam } })).toEqual({ Sam: ['SAS4-WildcardAction[Action::sqs:*]'] });
  });
});

describe('wildcard resource', () => {
  test.each<[string, object[], string[]]>([
    ['an action that could name one', [statement('Allow', 'dynamodb:GetItem', '*')], ['[Action::dynamodb:GetItem]']],
    ['each action is a finding of its own', [statement('Allow', ['sqs:SendMessage', 'sqs:DeleteMessage'], '*')], ['[Action::sqs:SendMessage]', '[Action::sqs:DeleteMessage]']],
    ['in a list with others', [statement('Allow', 's3:GetObject', [ANY, '*'])], ['[Action::s3:GetObject]']],
    ['actions that take none', [statement('Allow', ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'sts:GetCallerIdentity', 'ec2:DescribeVpcs', 'textract:AnalyzeDocument'], '*')], []],
    ['the network interfaces of a VPC', [statement('Allow', ['ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DeleteNetworkInterface', 'ec2:AssignPrivateIpAddresses'], '*')], []],
    ['metrics with a namespace', [statement('Allow', 'cloudwatch:PutMetricData', '*', { Condition: { StringEquals: { 'cloudwatch:namespace': 'Orders' } } })], []],
    ['metrics without', [statement('Allow', 'cloudwatch:PutMetricData', '*')], ['[Action::cloudwatch:PutMetricData]']],
    ['narrowed by a tag', [statement('Allow', 'dynamodb:GetItem', '*', { Condition: { StringEquals: { 'aws:ResourceTag/app': 'orders' } } })], []],
    ['a service that the table does not know', [statement('Allow', 'tomorrow:Do', '*')], []],
    ['everything is another rule\'s', [statement('Allow', '*', '*')], []],
    ['denied', [statement('Allow', 'dynamodb:GetItem', '*'), statement('Deny', 'dynamodb:*', '*')], []],
    ['in one branch', [statement('Allow', 'dynamodb:GetItem', { 'Fn::If': ['Wide', '*', ANY] })], ['[Action::dynamodb:GetItem]']],
  ])('%s', (_name, statements, expected) => {
    expect(inRole(wildcardResource, ...statements)).toEqual(expected);
  });
});

describe('shared role', () => {
  const fn = (role: unknown, type = 'AWS::Lambda::Function') => ({ Type: type, Properties: { Role: role } });
  const ARN = 'arn:aws:iam::111122223333:role/shared';

  test.each<[string, Record<string, object>, Record<string, string[]>]>([
    ['by a literal ARN: on the first function', { A: fn(ARN), B: fn(ARN), C: fn(`${ARN}-2`) }, { A: ['SAS4-SharedRole'] }],
    ['by an ARN with pseudo parameters', { A: fn({ 'Fn::Sub': 'arn:${AWS::Partition}:iam::1:role/r' }), B: fn({ 'Fn::Sub': 'arn:${AWS::Partition}:iam::1:role/r' }) }, { A: ['SAS4-SharedRole'] }],
    ['by a parameter that is not known', { A: fn({ Ref: 'P' }), B: fn({ Ref: 'P' }) }, {}],
    ['a version of the same function', { A: fn(ARN), V: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'A' } } } }, {}],
    ['a SAM function and another', { A: fn(ARN), B: fn(ARN, 'AWS::Serverless::Function') }, { A: ['SAS4-SharedRole'] }],
    ['SAM functions without a role', { A: { Type: 'AWS::Serverless::Function' }, B: { Type: 'AWS::Serverless::Function' } }, {}],
    ['functions that CDK adds', { LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a: fn(ARN), B: fn(ARN) }, {}],
  ])('%s', (_name, resources, expected) => {
    expect(idsOf(sharedRole, resources)).toEqual(expected);
  });

  test('those of CDK count where that is asked for', () => {
    const resources = { LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a: fn(ARN), B: fn(ARN) };
    expect(Object.values(idsOf(sharedRole, resources, { includeCdkManaged: true })).flat()).toEqual(['SAS4-SharedRole']);
  });
});
