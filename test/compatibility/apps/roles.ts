import { CfnOutput, PermissionsBoundary, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { NODE, inStack, nodeFunction } from './app-parts';
import type { AppCases } from '../app-case';

const LAMBDA = new iam.ServicePrincipal('lambda.amazonaws.com');
const BASIC = iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole');

export const roles: AppCases = {
  'one role for several functions': inStack(stack => {
    const role = new iam.Role(stack, 'Role', { assumedBy: LAMBDA, managedPolicies: [BASIC], inlinePolicies: { X: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })] }) } });
    for (const id of ['A', 'B', 'C']) nodeFunction(stack, id, { role });
  }),
  'role of another stack': app => {
    const role = new iam.Role(new Stack(app, 'Roles'), 'Role', { assumedBy: LAMBDA });
    const stack = new Stack(app, 'Functions');
    nodeFunction(stack, 'A', { role });
    role.addManagedPolicy(BASIC);
  },
  'imported roles, mutable and not': inStack(stack => {
    const arn = 'arn:aws:iam::123456789012:role/given';
    nodeFunction(stack, 'Mutable', { role: iam.Role.fromRoleArn(stack, 'R1', arn) });
    nodeFunction(stack, 'Immutable', { role: iam.Role.fromRoleArn(stack, 'R2', arn, { mutable: false }) });
    nodeFunction(stack, 'Named', { role: iam.Role.fromRoleName(stack, 'R3', 'given') });
    nodeFunction(stack, 'WithoutPolicyUpdates', { role: new iam.Role(stack, 'R4', { assumedBy: LAMBDA }).withoutPolicyUpdates() });
  }),
  'roles made elsewhere': app => {
    iam.Role.customizeRoles(app, { preventSynthesis: false });
    nodeFunction(new Stack(app, 'Shop'), 'Orders');
  },
  'roles made elsewhere, each by its name': {
    props: { context: { '@aws-cdk/aws-lambda:useCdkManagedLogGroup': false } },
    build: app => {
      iam.Role.customizeRoles(app, { usePrecreatedRoles: { 'Shop/Orders/ServiceRole': 'orders-role' } });
      nodeFunction(new Stack(app, 'Shop'), 'Orders');
    },
  },
  'permissions boundary on the whole app': {
    props: { context: { '@aws-cdk/core:permissionsBoundary': { name: 'boundary' } } },
    build: inStack(stack => void nodeFunction(stack, 'Orders')),
  },
  'permissions boundary on a stack and by an aspect': app => {
    const stack = new Stack(app, 'Shop', { permissionsBoundary: PermissionsBoundary.fromName('boundary') });
    const fn = nodeFunction(stack, 'Orders');
    iam.PermissionsBoundary.of(fn).apply(iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'other'));
  },
  'grants of every kind': inStack(stack => {
    const fn = nodeFunction(stack, 'Orders', { initialPolicy: [new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })] });
    const key = new kms.Key(stack, 'Key');
    new s3.Bucket(stack, 'Bucket', { encryptionKey: key }).grantReadWrite(fn);
    new secretsmanager.Secret(stack, 'Secret', { encryptionKey: key }).grantRead(fn);
    new dynamodb.TableV2(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }).grantFullAccess(fn);
    fn.grantInvoke(nodeFunction(stack, 'Caller'));
    fn.role?.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMReadOnlyAccess'));
    fn.role?.attachInlinePolicy(new iam.Policy(stack, 'Inline', { statements: [new iam.PolicyStatement({ actions: ['ses:SendEmail'], resources: ['*'] })] }));
    iam.Grant.addToPrincipal({ grantee: fn, actions: ['sns:Publish'], resourceArns: ['*'] });
    new CfnOutput(stack, 'Role', { value: fn.role!.roleArn });
  }),
  'functions that call each other': inStack(stack => {
    const [a, b] = [nodeFunction(stack, 'A'), nodeFunction(stack, 'B')];
    a.grantInvoke(b);
    b.addEnvironment('A', a.functionName);
    a.addToRolePolicy(new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [`arn:aws:lambda:*:*:function:${stack.stackName}-B*`] }));
  }),
  'function that updates another function and its own log group': inStack(stack => {
    const target = nodeFunction(stack, 'Target');
    const fn = nodeFunction(stack, 'Deployer', { functionName: 'deployer' });
    fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['lambda:UpdateFunctionCode'], resources: [target.functionArn] }));
    fn.addPermission('Account', { principal: new iam.AccountPrincipal('210987654321'), action: 'lambda:InvokeFunction' });
    target.logGroup.grantWrite(fn);
  }),
  'managed policy of its own and role given by ARN to an L1': inStack(stack => {
    const policy = new iam.ManagedPolicy(stack, 'Policy', { statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })] });
    const role = new iam.Role(stack, 'Role', { assumedBy: LAMBDA, managedPolicies: [policy, BASIC] });
    new lambda.CfnFunction(stack, 'Raw', { role: role.roleArn, code: { zipFile: 'x' }, runtime: 'nodejs22.x', handler: 'index.handler' });
    new lambda.Function(stack, 'L2', { ...NODE, role });
  }),
};
