import { App, AspectPriority, Aspects, NestedStack, Stack } from 'aws-cdk-lib';
import type { CfnElement } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { PLAIN, entryOf, onlyFunction, onlyResource, plainFunction, rawFunction, resourcesOf, stackUnderTest, statementOf, warningIds } from './app-under-test';
import { HardeningMeasure, SecuredFunction, ServerlessGuard } from '../../src';

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

const OWN_LOGS = { 'Fn::GetAtt': [expect.stringContaining('ServerlessGuardLogGroup'), 'Arn'] };

function guard(stack: Stack): Stack {
  Aspects.of(stack).add(new ServerlessGuard());
  return stack;
}

/** An ARN as text, references in angle brackets. */
function text(arn: any): string {
  if (typeof arn === 'string') return arn;
  if (arn['Fn::Sub'] !== undefined) return arn['Fn::Sub'].replace(/\$\{/g, '<').replace(/\}/g, '>');
  return arn['Fn::Join'][1].map((part: any) => part.Ref === undefined ? part : `<${part.Ref}>`).join('');
}

describe('the policy that replaces AWS managed ones', () => {
  test('writes to the own log group and nowhere else', () => {
    const stack = stackUnderTest();
    new SecuredFunction(stack, 'Orders', PLAIN);
    expect(statementOf(stack, 'WriteOwnLogs')).toMatchObject({ Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: OWN_LOGS });
    expect(onlyResource(stack, 'AWS::IAM::Role').Properties).not.toHaveProperty('ManagedPolicyArns');
  });

  test('is there before the function, since Lambda checks it', () => {
    const stack = stackUnderTest();
    new SecuredFunction(stack, 'Orders', PLAIN);
    expect(onlyFunction(stack).DependsOn).toContainEqual(expect.stringContaining('ServerlessGuardPolicy'));
  });

  test('takes an override of its own, which reaches no other function', () => {
    const stack = stackUnderTest();
    const [orders] = ['Orders', 'Refunds'].map(id => new SecuredFunction(stack, id, PLAIN));
    Aspects.of(orders!).add({
      visit: node => node instanceof iam.CfnManagedPolicy && node.addPropertyOverride('PolicyDocument.Statement.2.Action.0', 'lambda:*'),
    }, { priority: AspectPriority.READONLY });
    const denied = resourcesOf(stack, 'AWS::IAM::ManagedPolicy').map(({ Properties: { PolicyDocument } }) => PolicyDocument.Statement[2].Action[0]);
    expect(denied).toEqual(['lambda:*', 'lambda:AddPermission']);
  });

  test('keeps AWS managed policies that the user attached', () => {
    const stack = guard(stackUnderTest());
    const fn = plainFunction(stack);
    fn.role?.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AWSXRayDaemonWriteAccess'));
    const roles = resourcesOf(stack, 'AWS::IAM::Role').map(role => JSON.stringify(role.Properties.ManagedPolicyArns));
    expect(roles).toContainEqual(expect.stringContaining('AWSXRayDaemonWriteAccess'));
    expect(roles.filter(role => role.includes('AWSXRayDaemonWriteAccess') && role.includes('AWSLambdaBasicExecutionRole'))).toEqual([]);
  });

  test('names a function without a name by what CloudFormation will generate', () => {
    const stack = guard(stackUnderTest());
    plainFunction(stack);
    const logicalId = Object.keys(Template.fromStack(stack).findResources('AWS::Lambda::Function', { Properties: { Environment: {} } }))[0];
    expect(logicalId).toMatch(/^Orders/);
    expect(text(statementOf(stack, 'WriteOwnLogs')?.Resource)).toBe(`arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:/aws/lambda/Shop-${logicalId}*:*`);
    expect(statementOf(stack, 'KeepOwnFunction')?.Resource.map(text)).toEqual([`arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:function:Shop-${logicalId}*`]);
  });

  test('names a function with a name exactly', () => {
    const stack = guard(stackUnderTest());
    plainFunction(stack, { functionName: 'orders' });
    expect(text(statementOf(stack, 'WriteOwnLogs')?.Resource)).toMatch(/:log-group:\/aws\/lambda\/orders:\*$/);
    expect(statementOf(stack, 'KeepOwnFunction')?.Resource.map(text)).toEqual([expect.stringMatching(/:function:orders$/), expect.stringMatching(/:function:orders:\*$/)]);
  });

  test('in a nested stack begins with the outer stack\'s name', () => {
    const outer = guard(stackUnderTest());
    const stack = new NestedStack(outer, 'Inner');
    plainFunction(stack);
    expect(text(statementOf(stack, 'WriteOwnLogs')?.Resource)).toMatch(/\/aws\/lambda\/Shop\*-Orders\w+\*:\*$/);
  });

  test.each(['cn-north-1', 'us-gov-west-1'])('is right in %s', region => {
    const stack = stackUnderTest({ env: { region, account: '123456789012' } });
    new SecuredFunction(stack, 'Orders', PLAIN);
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toContain('arn:aws:');
  });
});

describe('what the code must never do', () => {
  test('change its own function, role and logs', () => {
    const stack = stackUnderTest();
    new SecuredFunction(stack, 'Orders', PLAIN);
    expect(statementOf(stack, 'KeepOwnFunction')).toMatchObject({ Effect: 'Deny', Action: expect.arrayContaining(['lambda:Update*', 'lambda:AddPermission']) });
    expect(statementOf(stack, 'KeepOwnRole')).toMatchObject({ Effect: 'Deny', Action: expect.arrayContaining(['iam:Put*']), Resource: { 'Fn::GetAtt': [expect.stringContaining('ServiceRole'), 'Arn'] } });
    expect(statementOf(stack, 'KeepOwnPolicy')).toMatchObject({ Effect: 'Deny', Action: expect.arrayContaining(['iam:CreatePolicyVersion']) });
    const policyId = Object.keys(Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy'))[0]!;
    expect(text(statementOf(stack, 'KeepOwnPolicy')?.Resource)).toBe(`arn:<AWS::Partition>:iam::<AWS::AccountId>:policy/Shop-${policyId.slice(0, 20)}*`);
    expect(statementOf(stack, 'KeepOwnLogs')).toMatchObject({ Effect: 'Deny', Action: expect.arrayContaining(['logs:Delete*']), Resource: OWN_LOGS });
  });
});

test('the code must not change its own policy in a stack with a naming of its own either', () => {
  class Named extends Stack {
    protected override allocateLogicalId({ node }: CfnElement): string {
      return `Named${node.addr}`;
    }
  }
  const stack = new Named(new App(), 'Shop');
  new SecuredFunction(stack, 'Orders', PLAIN);
  const [policyId] = Object.keys(Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy'));
  expect(text(statementOf(stack, 'KeepOwnPolicy')?.Resource)).toContain(`policy/Shop-${policyId!.slice(0, 20)}*`);
});

describe('in a VPC', () => {
  const inVpc = (stack: Stack) => plainFunction(stack, { vpc: new ec2.Vpc(stack, 'Vpc', { natGateways: 0, subnetConfiguration: [{ name: 'inside', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] }), vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });

  test('Lambda may manage network interfaces, the code may not', () => {
    const stack = guard(stackUnderTest());
    inVpc(stack);
    const allow = statementOf(stack, 'ManageNetworkInterfaces');
    expect(allow).toMatchObject({ Effect: 'Allow', Action: expect.arrayContaining(['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface']) });
    const deny = statementOf(stack, 'KeepCodeOffNetworkInterfaces');
    expect(deny).toMatchObject({ Effect: 'Deny', Action: allow?.Action });
    expect(text(deny?.Condition.ArnLike['lambda:SourceFunctionArn'])).toBe('arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:function:*');
  });

  test('what the user granted the code is not denied', () => {
    const stack = guard(stackUnderTest());
    inVpc(stack).addToRolePolicy(new iam.PolicyStatement({ actions: ['ec2:Describe*'], resources: ['*'] }));
    const denied = statementOf(stack, 'KeepCodeOffNetworkInterfaces')?.Action;
    expect(denied).not.toContain('ec2:DescribeSubnets');
    expect(denied).toContain('ec2:CreateNetworkInterface');
  });
});

describe('roles that are not the function\'s own', () => {
  test.each<[string, (stack: Stack) => iam.IRole]>([
    ['shared', stack => new iam.Role(stack, 'Shared', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') })],
    ['imported', stack => iam.Role.fromRoleArn(stack, 'Imported', 'arn:aws:iam::123456789012:role/given')],
    ['without policy updates', stack => new iam.Role(stack, 'Shared', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }).withoutPolicyUpdates()],
    ['of another stack', stack => new iam.Role(new Stack(App.of(stack) as App, 'Roles'), 'Shared', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') })],
    ['by its name', stack => iam.Role.fromRoleName(stack, 'Imported', 'given')],
    ['made lazily', stack => new iam.LazyRole(stack, 'Lazy', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') })],
    ['immutable', stack => iam.Role.fromRoleArn(stack, 'Immutable', 'arn:aws:iam::123456789012:role/given', { mutable: false })],
  ])('%s: left alone and reported', (_, make) => {
    const stack = guard(stackUnderTest());
    const fn = plainFunction(stack, { role: make(stack) });
    expect(resourcesOf(stack, 'AWS::IAM::ManagedPolicy')).toEqual([]);
    expect(resourcesOf(stack, 'AWS::IAM::Policy').filter(policy => JSON.stringify(policy).includes('given'))).toEqual([]);
    expect(entryOf(fn, 'scoped-role')).toMatchObject({ state: 'refused' });
    expect(warningIds(stack)).toEqual(['foreign-role']);
  });

  test('precreated by Role.customizeRoles(): left alone and reported, since nothing of the app reaches it', () => {
    const stack = guard(stackUnderTest());
    iam.Role.customizeRoles(stack, { usePrecreatedRoles: { 'Shop/Orders/ServiceRole': 'precreated' } });
    const fn = plainFunction(stack);
    expect(entryOf(fn, 'scoped-role')).toMatchObject({ state: 'refused', reason: expect.stringContaining('precreated') });
    expect(resourcesOf(stack, 'AWS::IAM::ManagedPolicy')).toEqual([]);
    expect(resourcesOf(stack, 'AWS::IAM::Role').filter(role => JSON.stringify(role).includes('Orders'))).toEqual([]);
  });

  test('what a shared role is granted for its function is not lost', () => {
    const stack = stackUnderTest();
    const role = new iam.Role(stack, 'Shared', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    for (const id of ['Orders', 'Search']) new SecuredFunction(stack, id, { ...PLAIN, role }).addToRolePolicy(new iam.PolicyStatement({ actions: ['ses:SendEmail'], resources: [`arn:aws:ses:*:*:identity/${id}`] }));
    const policies = JSON.stringify(resourcesOf(stack, 'AWS::IAM::Policy'));
    for (const id of ['Orders', 'Search']) expect(policies).toContain(`identity/${id}`);
    for (const { Properties } of resourcesOf(stack, 'AWS::Lambda::Function')) expect(Properties).not.toHaveProperty('TracingConfig');
  });

  test('written by hand for an L1: left alone and reported', () => {
    const stack = guard(stackUnderTest());
    const fn = rawFunction(stack);
    expect(entryOf(fn, 'scoped-role')).toMatchObject({ state: 'refused', reason: expect.stringContaining('by hand') });
  });

  test('what other measures need goes to the role\'s own policy when this measure is opted out', () => {
    const stack = stackUnderTest();
    new SecuredFunction(stack, 'Orders', { ...PLAIN, optOut: [{ measure: HardeningMeasure.SCOPED_ROLE, reason: 'owned by the platform team' }] });
    expect(resourcesOf(stack, 'AWS::IAM::ManagedPolicy')).toEqual([]);
    expect(JSON.stringify(onlyResource(stack, 'AWS::IAM::Policy'))).toContain('xray:PutTraceSegments');
    expect(JSON.stringify(onlyResource(stack, 'AWS::IAM::Role'))).toContain('AWSLambdaBasicExecutionRole');
  });
});

describe('permissionsBoundary', () => {
  const boundaryOf = (stack: Stack) => resourcesOf(stack, 'AWS::IAM::Role').map(({ Properties }) => Properties.PermissionsBoundary);

  test('is set on the role that CDK made, and on that of the log retention which the guard brings', () => {
    const stack = stackUnderTest();
    const permissionsBoundary = new iam.ManagedPolicy(stack, 'Boundary', { statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::orders/*'] })] });
    plainFunction(stack);
    ServerlessGuard.protect(stack, { permissionsBoundary });
    expect(boundaryOf(stack)).toEqual([stack.resolve(permissionsBoundary.managedPolicyArn), stack.resolve(permissionsBoundary.managedPolicyArn)]);
  });

  const permissionsBoundary = (stack: Stack) => iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'developers');

  test.each<[string, (fn: SecuredFunction) => void]>([
    ['by PermissionsBoundary.of()', fn => iam.PermissionsBoundary.of(fn).apply(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'))],
    ['by an override', fn => (fn.role?.node.defaultChild as iam.CfnRole).addPropertyOverride('PermissionsBoundary', 'arn:aws:iam::aws:policy/ReadOnlyAccess')],
  ])('set %s is kept', (_, set) => {
    const stack = stackUnderTest();
    set(new SecuredFunction(stack, 'Orders', { ...PLAIN, permissionsBoundary: permissionsBoundary(stack) }));
    expect(JSON.stringify(boundaryOf(stack))).toContain('ReadOnlyAccess');
  });

  test('is not set on a role that is given', () => {
    const stack = stackUnderTest();
    const role = new iam.Role(stack, 'Shared', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    new SecuredFunction(stack, 'Orders', { ...PLAIN, role, permissionsBoundary: permissionsBoundary(stack) });
    expect(boundaryOf(stack)).toEqual([undefined]);
  });
});

describe('IAM\'s quotas', () => {
  const attach = (fn: SecuredFunction, count: number) => {
    for (let index = 0; index < count; index++) fn.role?.addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyName(fn, `Policy${index}`, `team-${index}`));
  };

  test('a role with nine managed policies takes the scoped one in place of the basic one', () => {
    const stack = stackUnderTest();
    attach(new SecuredFunction(stack, 'Orders', PLAIN), 9);
    onlyResource(stack, 'AWS::IAM::ManagedPolicy');
  });

  test.each<[string, (fn: SecuredFunction) => void]>([
    ['by itself', fn => attach(fn, 10)],
    ['by policies that name it', fn => {
      attach(fn, 9);
      new iam.ManagedPolicy(fn.stack, 'Tenth', { roles: [fn.role as iam.IRole], statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::orders/*'] })] });
    }],
  ])('one that has ten %s gets an inline policy', (_, fill) => {
    const stack = stackUnderTest();
    const fn = new SecuredFunction(stack, 'Orders', PLAIN);
    fill(fn);
    const [policy] = resourcesOf(stack, 'AWS::IAM::Policy');
    expect(policy?.Properties).toMatchObject({ PolicyName: 'ServerlessGuard', Roles: [{ Ref: expect.stringContaining('ServiceRole') }] });
    expect(policy?.Properties.PolicyDocument.Statement).toContainEqual(expect.objectContaining({ Sid: 'WriteOwnLogs' }));
    expect(onlyFunction(stack).DependsOn).toContainEqual(expect.stringContaining('ServerlessGuardPolicy'));
    expect(entryOf(fn, 'scoped-role')).toMatchObject({ state: 'set', reason: expect.stringContaining('inline') });
  });

  test('the largest policy is far below 6,144 characters', () => {
    const stack = stackUnderTest({ stackName: 'x'.repeat(128) });
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 1, natGateways: 1 });
    const fn = new SecuredFunction(stack, 'Orders', { ...PLAIN, vpc, functionName: 'y'.repeat(64) });
    fn.addPermission('Topic', { principal: new iam.ServicePrincipal('sns.amazonaws.com') });
    expect(statementOf(stack, 'SendFailedEvents')).toBeDefined();
    expect(JSON.stringify(onlyResource(stack, 'AWS::IAM::ManagedPolicy').Properties.PolicyDocument).length).toBeLessThan(4_000);
  });
});
