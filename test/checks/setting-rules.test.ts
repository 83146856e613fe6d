import { idsOf, ruleOf } from './judge-template';
import type { Rule } from '../../src/checks/rule';
import { cognitoGuestAccess } from '../../src/checks/rules/sas-02-authentication/cognito-guest-access';
import { permissionActionBroad } from '../../src/checks/rules/sas-02-authentication/permission-action-broad';
import { kinesisUnencrypted } from '../../src/checks/rules/sas-03-deployment/kinesis-unencrypted';
import { runtimePatchingPinned } from '../../src/checks/rules/sas-06-dependencies/runtime-patching-pinned';
import { envDynamicReference } from '../../src/checks/rules/sas-07-secrets/env-dynamic-reference';

const found = (rule: Rule, type: string, properties: object) => idsOf(rule, { It: { Type: type, Properties: properties } }).It ?? [];
const KEY = { KeyId: 'alias/orders' };

test.each<[Rule, string, object, string[]]>([
  [ruleOf('SAS2-CognitoMfaOff'), 'AWS::Cognito::UserPool', {}, ['SAS2-CognitoMfaOff']],
  [ruleOf('SAS2-CognitoMfaOff'), 'AWS::Cognito::UserPool', { MfaConfiguration: 'off' }, ['SAS2-CognitoMfaOff']],
  [ruleOf('SAS2-CognitoMfaOff'), 'AWS::Cognito::UserPool', { MfaConfiguration: 'OPTIONAL' }, []],
  [cognitoGuestAccess, 'AWS::Cognito::IdentityPool', { AllowUnauthenticatedIdentities: 'true' }, ['SAS2-CognitoGuestAccess']],
  [cognitoGuestAccess, 'AWS::Cognito::IdentityPool', {}, []],
  [permissionActionBroad, 'AWS::Lambda::Permission', { Action: 'lambda:invokeFunctionUrl' }, []],
  [permissionActionBroad, 'AWS::Lambda::Permission', { Action: ['lambda:InvokeFunction', 'lambda:GetFunction'] }, ['SAS2-PermissionActionBroad']],
  [ruleOf('SAS3-DynamoDbPitrOff'), 'AWS::DynamoDB::Table', {}, ['SAS3-DynamoDbPitrOff']],
  [ruleOf('SAS3-DynamoDbPitrOff'), 'AWS::DynamoDB::GlobalTable', { Replicas: [{ Region: 'eu-west-1' }] }, ['SAS3-DynamoDbPitrOff']],
  [ruleOf('SAS3-DynamoDbPitrOff'), 'AWS::DynamoDB::GlobalTable', { Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }] }, []],
  [kinesisUnencrypted, 'AWS::Kinesis::Stream', { StreamEncryption: { EncryptionType: 'NONE', ...KEY } }, ['SAS3-KinesisUnencrypted']],
  [kinesisUnencrypted, 'AWS::Kinesis::Stream', { StreamEncryption: { EncryptionType: 'KMS' } }, ['SAS3-KinesisUnencrypted']],
  [kinesisUnencrypted, 'AWS::KinesisFirehose::DeliveryStream', {}, ['SAS3-KinesisUnencrypted']],
  [kinesisUnencrypted, 'AWS::KinesisFirehose::DeliveryStream', { DeliveryStreamType: 'KinesisStreamAsSource' }, []],
  [ruleOf('SAS3-KmsRotationOff'), 'AWS::KMS::Key', {}, ['SAS3-KmsRotationOff']],
  [ruleOf('SAS3-KmsRotationOff'), 'AWS::KMS::Key', { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }, []],
  [ruleOf('SAS3-KmsRotationOff'), 'AWS::KMS::Key', { Origin: 'EXTERNAL' }, []],
  [runtimePatchingPinned, 'AWS::Lambda::Function', { RuntimeManagementConfig: { UpdateRuntimeOn: 'FunctionUpdate' } }, ['SAS6-RuntimePatchingPinned[FunctionUpdate]']],
  [runtimePatchingPinned, 'AWS::Lambda::Function', {}, []],
  [ruleOf('SAS10-DebuggerEnabled'), 'AWS::Lambda::Function', { Environment: { Variables: { NODE_OPTIONS: '--require ./a.cjs --inspect-brk' } } }, ['SAS10-DebuggerEnabled[NODE_OPTIONS]']],
  [ruleOf('SAS10-DebuggerEnabled'), 'AWS::Lambda::Function', { Environment: { Variables: { NODE_OPTIONS: '--require ./--inspector.cjs' } } }, []],
  [
    ruleOf('SAS10-DebuggerEnabled'), 'AWS::Lambda::Function',
    { Environment: { Variables: { JAVA_TOOL_OPTIONS: '-agentlib:jdwp=transport=dt_socket,server=y' } } }, ['SAS10-DebuggerEnabled[JAVA_TOOL_OPTIONS]'],
  ],
])('%# %o', (rule, type, properties, expected) => {
  expect(found(rule, type, properties)).toEqual(expected);
});

test('a secret that CDK joins into a variable is seen', () => {
  const joined = { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Secret' }, ':SecretString:::}}']] };
  expect(found(envDynamicReference, 'AWS::Lambda::Function', { Environment: { Variables: { PASSWORD: joined } } }))
    .toEqual(['SAS7-EnvDynamicReference[PASSWORD]']);
});

test('a plain parameter of Systems Manager is no secret', () => {
  expect(found(envDynamicReference, 'AWS::Lambda::Function', { Environment: { Variables: { TABLE: '{{resolve:ssm:/orders/table}}' } } })).toEqual([]);
});
