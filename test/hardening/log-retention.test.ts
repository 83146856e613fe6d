import { App, Aspects, CfnParameter, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { PLAIN, entryOf, onlyFunction, onlyResource, plainFunction, rawFunction, resourcesOf, stackUnderTest, statementOf, warningIds } from './app-under-test';
import { HardeningMeasure, LogPlacement, SecuredFunction, ServerlessGuard } from '../../src';
import type { ServerlessGuardOptions } from '../../src';

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

const MANAGED_LOG_GROUP = { context: { '@aws-cdk/aws-lambda:useCdkManagedLogGroup': true } };

function guard(stack: Stack, options?: ServerlessGuardOptions): Stack {
  Aspects.of(stack).add(new ServerlessGuard(options));
  return stack;
}

function retentionResource(stack: Stack) {
  return onlyResource(stack, 'Custom::LogRetention');
}

/** How often CDK was told to begin its walk over the tree again. */
function restarts({ node: { root } }: Stack): unknown {
  return (root as unknown as Record<symbol, unknown>)[Symbol.for('@aws-cdk/core.Aspects.treeRevision')];
}

describe('CDK\'s provider, made while its aspects run', () => {
  const app = (make: (fn: lambda.Function) => void) => {
    const stack = stackUnderTest({}, { context: { '@aws-cdk/core:aspectStabilization': true } });
    const seen: string[] = [];
    Aspects.of(stack).add({
      visit: node => {
        if (node instanceof lambda.Function) make(node);
        if (CfnResource.isCfnResource(node)) seen.push(`${node.cfnResourceType} ${node.node.path}`);
      },
    });
    plainFunction(stack);
    return { stack, seen };
  };

  test('does not make CDK begin its walk again', () => {
    const { stack } = app(() => undefined);
    guard(stack);
    const before = restarts(stack);
    Template.fromStack(stack);
    expect(restarts(stack)).toBe(before);
    expect(retentionResource(stack)).toBeDefined();
  });

  test('would, made as everybody makes it', () => {
    const { stack } = app(fn => void (fn.node.tryFindChild('Retention') ?? new logs.LogRetention(fn, 'Retention', { logGroupName: 'x', retention: 1 })));
    const before = restarts(stack);
    Template.fromStack(stack);
    expect(restarts(stack)).not.toBe(before);
  });

  test('is seen by every aspect all the same, each resource once', () => {
    const { stack, seen } = app(() => undefined);
    guard(stack);
    const resources = Object.keys(Template.fromStack(stack).toJSON().Resources);
    expect(seen.filter(text => text.startsWith('AWS::IAM::Role')).map(text => text.split('/').at(-3))).toContainEqual(expect.stringMatching(/^LogRetention/));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(resources.length);
  });
});

describe('SecuredFunction', () => {
  test('has a log group of its own for a year', () => {
    const stack = stackUnderTest();
    new SecuredFunction(stack, 'Orders', PLAIN);
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').Properties).toEqual({ RetentionInDays: 365 });
    expect(onlyFunction(stack).Properties.LoggingConfig.LogGroup).toEqual({ Ref: expect.stringContaining('LogGroup') });
  });

  test('hands out that group and makes no custom resource', () => {
    const asked = stackUnderTest();
    const fn = new SecuredFunction(asked, 'Orders', PLAIN);
    expect(fn.logGroup).toBe(fn.logGroup);
    const unasked = stackUnderTest();
    new SecuredFunction(unasked, 'Orders', PLAIN);
    expect(Template.fromStack(asked).toJSON()).toEqual(Template.fromStack(unasked).toJSON());
    expect(resourcesOf(asked, 'Custom::LogRetention')).toEqual([]);
  });

  test('keeps a group that was given', () => {
    const stack = stackUnderTest();
    const given = new logs.LogGroup(stack, 'Given', { retention: logs.RetentionDays.ONE_WEEK });
    const fn = new SecuredFunction(stack, 'Orders', { ...PLAIN, logGroup: given });
    expect(fn.logGroup).toBe(given);
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').Properties.RetentionInDays).toBe(7);
    expect(statementOf(stack, 'WriteOwnLogs')?.Resource).toEqual({ 'Fn::GetAtt': [expect.stringContaining('Given'), 'Arn'] });
  });

  test('keeps logRetention', () => {
    const stack = stackUnderTest();
    new SecuredFunction(stack, 'Orders', { ...PLAIN, logRetention: logs.RetentionDays.ONE_MONTH });
    expect(retentionResource(stack).Properties.RetentionInDays).toBe(30);
  });

  test('uses the option', () => {
    const stack = stackUnderTest();
    new SecuredFunction(stack, 'Orders', { ...PLAIN, retention: logs.RetentionDays.TEN_YEARS });
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').Properties.RetentionInDays).toBe(3653);
  });
});

describe('a plain function', () => {
  test('keeps its logs where they are, for a year', () => {
    const stack = guard(stackUnderTest());
    const fn = plainFunction(stack);
    expect(onlyFunction(stack).Properties).not.toHaveProperty('LoggingConfig');
    expect(retentionResource(stack).Properties).toMatchObject({ RetentionInDays: 365, LogGroupName: { 'Fn::Join': ['', ['/aws/lambda/', { Ref: expect.stringMatching(/^Orders/) }]] } });
    expect(entryOf(fn, 'log-retention')).toMatchObject({ state: 'set' });
  });

  test('moves to a group of its own when asked', () => {
    const stack = guard(stackUnderTest(), { logPlacement: LogPlacement.OWN_GROUP });
    plainFunction(stack);
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').Properties).toEqual({ RetentionInDays: 365 });
    expect(resourcesOf(stack, 'Custom::LogRetention')).toEqual([]);
  });

  test('an L1 keeps its logs where they are', () => {
    const stack = guard(stackUnderTest());
    rawFunction(stack);
    expect(retentionResource(stack).Properties.RetentionInDays).toBe(365);
  });

  test('with a log group that was told to keep events for ever: kept', () => {
    const stack = guard(stackUnderTest());
    const fn = plainFunction(stack, { logGroup: new logs.LogGroup(stack, 'Group', { retention: logs.RetentionDays.INFINITE }) });
    expect(onlyResource(stack, 'AWS::Logs::LogGroup')).not.toHaveProperty('Properties.RetentionInDays');
    expect(entryOf(fn, 'log-retention')).toMatchObject({ state: 'kept', reason: 'its log group keeps events for ever' });
  });

  test('with an imported log group: kept', () => {
    const stack = guard(stackUnderTest());
    const fn = plainFunction(stack, { logGroup: logs.LogGroup.fromLogGroupName(stack, 'Imported', '/central/logs') });
    expect(resourcesOf(stack, 'AWS::Logs::LogGroup')).toEqual([]);
    expect(entryOf(fn, 'log-retention')).toMatchObject({ state: 'kept' });
    expect(JSON.stringify(statementOf(stack, 'WriteOwnLogs')?.Resource)).toContain(':log-group:/central/logs:*');
  });

  test('with the group of CDK\'s feature flag: kept, and no circle', () => {
    const stack = guard(stackUnderTest({}, MANAGED_LOG_GROUP));
    plainFunction(stack);
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').Properties.RetentionInDays).toBe(731);
    expect(JSON.stringify(statementOf(stack, 'WriteOwnLogs')?.Resource)).toContain(':log-group:/aws/lambda/Shop-Orders');
  });

  test('whose log group somebody read: the custom resource that keeps for ever now keeps for a year', () => {
    const stack = guard(stackUnderTest());
    plainFunction(stack).logGroup.addStream('Audit');
    expect(retentionResource(stack).Properties.RetentionInDays).toBe(365);
  });

  test('with logRetention: kept, even if for ever', () => {
    const stack = guard(stackUnderTest());
    const fn = plainFunction(stack, { logRetention: logs.RetentionDays.INFINITE });
    expect(retentionResource(stack).Properties).not.toHaveProperty('RetentionInDays');
    expect(entryOf(fn, 'log-retention')).toMatchObject({ state: 'kept' });
  });

  test('with a property override of the log group: kept', () => {
    const stack = guard(stackUnderTest());
    const fn = plainFunction(stack);
    (fn.node.defaultChild as lambda.CfnFunction).addPropertyOverride('LoggingConfig.LogGroup', '/central/logs');
    expect(onlyFunction(stack).Properties.LoggingConfig).toEqual({ LogGroup: '/central/logs' });
    expect(resourcesOf(stack, 'Custom::LogRetention')).toEqual([]);
  });
});

describe('a log group in the app that the function writes to gets a retention if it has none, and no second one beside it', () => {
  const literal = '/aws/lambda/orders';
  const named = (stack: Stack, props: Partial<lambda.FunctionProps> = {}) => plainFunction(stack, { functionName: 'orders', ...props });
  const raw = (stack: Stack, properties: object, id = 'Group') => new CfnResource(stack, id, { type: 'AWS::Logs::LogGroup', properties: { ...properties } });

  const FORMS: Record<string, (stack: Stack) => void> = {
    'L1, given to the L2': stack => plainFunction(stack, { logGroup: logs.LogGroup.fromLogGroupName(stack, 'Ref', new logs.CfnLogGroup(stack, 'Group').ref) }),
    'L1 by its literal name': stack => {
      new logs.CfnLogGroup(stack, 'Group', { logGroupName: literal });
      named(stack);
    },
    'L1 named after the function': stack => new logs.CfnLogGroup(stack, 'Group', { logGroupName: `/aws/lambda/${plainFunction(stack).functionName}` }),
    'L1 named by Fn::Sub': stack => {
      const fn = plainFunction(stack);
      new logs.CfnLogGroup(stack, 'Group', { logGroupName: Fn.sub(`/aws/lambda/\${${stack.getLogicalId(fn.node.defaultChild as lambda.CfnFunction)}}`) });
    },
    'raw resource by its literal name': stack => {
      raw(stack, { LogGroupName: literal });
      named(stack);
    },
    'L1 that a parameter names as it does the function': stack => {
      const name = new CfnParameter(stack, 'Name').valueAsString;
      new logs.CfnLogGroup(stack, 'Group', { logGroupName: `/aws/lambda/${name}` });
      plainFunction(stack, { functionName: name });
    },
    'L1 of an L1 function, by Ref': stack => rawFunction(stack, { loggingConfig: { logGroup: new logs.CfnLogGroup(stack, 'Group').ref } }),
    'L1 of an L1 function, by its literal name': stack => {
      new logs.CfnLogGroup(stack, 'Group', { logGroupName: '/shop/logs' });
      rawFunction(stack, { loggingConfig: { logGroup: '/shop/logs' } });
    },
    'raw resource of a raw function, by Ref as text': stack => {
      raw(stack, {});
      rawFunction(stack).addPropertyOverride('LoggingConfig.LogGroup', { Ref: 'Group' });
    },
    'L1 of an L1 function, named after it': stack => new logs.CfnLogGroup(stack, 'Group', { logGroupName: `/aws/lambda/${rawFunction(stack).ref}` }),
  };

  describe.each(Object.entries(FORMS))('%s', (_, make) => {
    test.each(Object.values(LogPlacement))('%s', logPlacement => {
      const stack = guard(stackUnderTest(), { logPlacement });
      make(stack);
      expect(onlyResource(stack, 'AWS::Logs::LogGroup').Properties.RetentionInDays).toBe(365);
      expect(resourcesOf(stack, 'Custom::LogRetention')).toEqual([]);
    });
  });

  test('a secured function makes none either', () => {
    const stack = stackUnderTest();
    new logs.CfnLogGroup(stack, 'Group', { logGroupName: literal });
    new SecuredFunction(stack, 'Orders', { ...PLAIN, functionName: 'orders' });
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').Properties).toEqual({ LogGroupName: literal, RetentionInDays: 365 });
    expect(statementOf(stack, 'WriteOwnLogs')?.Action).not.toContain('logs:CreateLogGroup');
  });

  test.each<[string, (group: logs.CfnLogGroup) => void]>([
    ['as a property', group => void (group.retentionInDays = 30)],
    ['as an override', group => group.addPropertyOverride('RetentionInDays', 30)],
  ])('a retention given %s is kept', (__, give) => {
    const stack = guard(stackUnderTest());
    give(new logs.CfnLogGroup(stack, 'Group', { logGroupName: literal }));
    expect(entryOf(named(stack), 'log-retention')).toMatchObject({ state: 'kept', reason: 'its log group keeps events for 30 days' });
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').Properties.RetentionInDays).toBe(30);
  });

  test('a LogRetention of the app is kept', () => {
    const stack = guard(stackUnderTest());
    new logs.LogRetention(stack, 'Retention', { logGroupName: literal, retention: logs.RetentionDays.ONE_MONTH });
    expect(entryOf(named(stack), 'log-retention')).toMatchObject({ state: 'kept' });
    expect(retentionResource(stack).Properties.RetentionInDays).toBe(30);
  });

  test('a group in another stack of the same account and region', () => {
    const stack = guard(stackUnderTest());
    const other = new Stack(App.of(stack) as App, 'Logs');
    const byReference = new logs.CfnLogGroup(other, 'Referenced');
    new logs.CfnLogGroup(other, 'Named', { logGroupName: literal });
    rawFunction(stack, { loggingConfig: { logGroup: byReference.ref } });
    named(stack);
    expect(resourcesOf(other, 'AWS::Logs::LogGroup').map(({ Properties }) => Properties.RetentionInDays)).toEqual([365, 365]);
    expect(resourcesOf(stack, 'Custom::LogRetention')).toEqual([]);
  });

  test('a group of the same name in another region is another group', () => {
    const stack = guard(stackUnderTest({ env: { region: 'eu-central-1' } }));
    new logs.CfnLogGroup(new Stack(App.of(stack) as App, 'Logs', { env: { region: 'eu-west-1' } }), 'Named', { logGroupName: literal });
    named(stack);
    expect(retentionResource(stack).Properties.RetentionInDays).toBe(365);
  });

  test('the ARN of an imported group is kept', () => {
    const stack = guard(stackUnderTest());
    plainFunction(stack, { logGroup: logs.LogGroup.fromLogGroupArn(stack, 'Imported', 'arn:aws:logs:eu-central-1:123456789012:log-group:/central/logs:*') });
    expect(onlyFunction(stack).Properties.LoggingConfig.LogGroup).toBe('/central/logs');
    expect(JSON.stringify(statementOf(stack, 'WriteOwnLogs')?.Resource)).toContain(':log-group:/central/logs:*');
  });
});

describe('retention INFINITE', () => {
  const options = { retention: logs.RetentionDays.INFINITE };

  test('makes nothing where Lambda keeps for ever anyway', () => {
    const stack = guard(stackUnderTest(), options);
    expect(entryOf(plainFunction(stack), 'log-retention')).toMatchObject({ state: 'kept', reason: expect.stringContaining('INFINITE') });
    expect(resourcesOf(stack, 'Custom::LogRetention')).toEqual([]);
  });

  test('is the absence of the property in a group of its own, and in one of the app', () => {
    const stack = stackUnderTest();
    new SecuredFunction(stack, 'Orders', { ...PLAIN, ...options });
    new SecuredFunction(stack, 'Named', { ...PLAIN, ...options, functionName: 'orders' });
    new logs.CfnLogGroup(stack, 'Group', { logGroupName: '/aws/lambda/orders' });
    for (const { Properties } of resourcesOf(stack, 'AWS::Logs::LogGroup')) expect(Properties ?? {}).not.toHaveProperty('RetentionInDays');
  });
});

describe('the own group that was handed out', () => {
  test('has the options of every scope, whenever they came', () => {
    const stack = stackUnderTest();
    void new SecuredFunction(stack, 'Orders', PLAIN).logGroup;
    ServerlessGuard.protect(stack, { retention: logs.RetentionDays.TEN_YEARS });
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').Properties.RetentionInDays).toBe(3653);
  });

  const optOut = [{ measure: HardeningMeasure.LOG_RETENTION, reason: 'kept elsewhere' }];

  test('is where the function writes, even if the measure is opted out later', () => {
    const stack = stackUnderTest();
    const fn = new SecuredFunction(stack, 'Orders', PLAIN);
    const { logGroupName } = fn.logGroup;
    ServerlessGuard.protect(stack, { optOut });
    expect(onlyFunction(stack).Properties.LoggingConfig.LogGroup).toEqual(stack.resolve(logGroupName));
  });

  test('is Lambda\'s where the measure is opted out', () => {
    const stack = stackUnderTest();
    const fn = new SecuredFunction(stack, 'Orders', { ...PLAIN, optOut });
    expect(JSON.stringify(stack.resolve(fn.logGroup.logGroupName))).toContain('LogGroupName');
    expect(resourcesOf(stack, 'AWS::Logs::LogGroup')).toEqual([]);
  });
});

describe('logEncryptionKey', () => {
  test('encrypts the own group, and its policy lets CloudWatch Logs do so for this account\'s groups', () => {
    const stack = stackUnderTest();
    const logEncryptionKey = new kms.Key(stack, 'Key');
    for (const id of ['Orders', 'Search']) new SecuredFunction(stack, id, { ...PLAIN, logEncryptionKey });
    for (const { Properties } of resourcesOf(stack, 'AWS::Logs::LogGroup')) expect(Properties.KmsKeyId).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] });
    const statements = onlyResource(stack, 'AWS::KMS::Key').Properties.KeyPolicy.Statement.filter((statement: any) => statement.Sid === 'EncryptLogsOfFunctions');
    expect(statements).toEqual([expect.objectContaining({
      Effect: 'Allow',
      Principal: { Service: { 'Fn::Join': ['', ['logs.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }]] } },
      Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':log-group:*']] } } },
    })]);
    expect(warningIds(stack)).toEqual([]);
  });

  test('that is imported brings a warning, since its policy is out of reach', () => {
    const stack = stackUnderTest();
    new SecuredFunction(stack, 'Orders', { ...PLAIN, logEncryptionKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-central-1:123456789012:key/1') });
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').Properties.KmsKeyId).toMatch(/key\/1$/);
    expect(warningIds(stack)).toEqual(['imported-log-key']);
  });

  test('changes nothing in place, and says so', () => {
    const stack = stackUnderTest();
    guard(stack, { logEncryptionKey: new kms.Key(stack, 'Key') });
    plainFunction(stack);
    expect(warningIds(stack)).toEqual(['unused-log-protection']);
    expect(JSON.stringify(onlyResource(stack, 'AWS::KMS::Key'))).not.toContain('EncryptLogsOfFunctions');
  });

  test('leaves a given group as it is', () => {
    const stack = stackUnderTest();
    new SecuredFunction(stack, 'Orders', { ...PLAIN, logGroup: new logs.LogGroup(stack, 'Mine'), logEncryptionKey: new kms.Key(stack, 'Key') });
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').Properties).not.toHaveProperty('KmsKeyId');
  });
});

describe('dataProtectionPolicy', () => {
  const dataProtectionPolicy = new logs.DataProtectionPolicy({ identifiers: [logs.DataIdentifier.EMAILADDRESS] });
  const policyOf = (stack: Stack) => onlyResource(stack, 'AWS::Logs::LogGroup').Properties.DataProtectionPolicy;

  test('is that of the own group, as CDK would write it', () => {
    const stack = stackUnderTest();
    new SecuredFunction(stack, 'Orders', { ...PLAIN, dataProtectionPolicy });
    const byCdk = stackUnderTest();
    new logs.LogGroup(byCdk, 'Group', { dataProtectionPolicy });
    expect(policyOf(stack)).toEqual(policyOf(byCdk));
    expect(policyOf(stack).Statement).toHaveLength(2);
  });

  test('is that of a group in the app that masks nothing', () => {
    const stack = guard(stackUnderTest(), { dataProtectionPolicy });
    const fn = plainFunction(stack, { logGroup: new logs.LogGroup(stack, 'Mine', { retention: logs.RetentionDays.ONE_DAY }) });
    expect(policyOf(stack).Statement).toHaveLength(2);
    expect(entryOf(fn, 'log-retention')).toMatchObject({ state: 'set', reason: 'its log group keeps events for 1 day and masks what dataProtectionPolicy says' });
  });

  test.each<[string, logs.LogGroupProps, unknown]>([
    ['masks something else', { dataProtectionPolicy: new logs.DataProtectionPolicy({ name: 'mine', identifiers: [logs.DataIdentifier.NAME] }) }, expect.objectContaining({ Name: 'mine' })],
    ['is of the class that cannot mask', { logGroupClass: logs.LogGroupClass.INFREQUENT_ACCESS }, undefined],
  ])('leaves a group alone that %s', (_, props, expected) => {
    const stack = guard(stackUnderTest(), { dataProtectionPolicy });
    plainFunction(stack, { logGroup: new logs.LogGroup(stack, 'Mine', props) });
    expect(policyOf(stack)).toEqual(expected);
  });
});
