process.env.CDK_VALIDATION = 'false';

import { App, CfnOutput, CfnParameter, Fn, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AppModel } from '../../src/app-model/app-model';
import { functionProperty } from '../../src/app-model/functions';
import { functionRoles, rolePermissions } from '../../src/app-model/iam/roles';
import { property } from '../../src/app-model/property';
import { readConstructTree } from '../../src/app-model/read-construct-tree';
import { readTemplate } from '../../src/app-model/read-template';
import { referenceGraph } from '../../src/app-model/references';
import { functionNamed, triggers } from '../../src/app-model/triggers';
import { display } from '../../src/app-model/value';

const modelOf = (app: App) => {
  app.synth();
  return AppModel.of(readConstructTree(app));
};
const at = (model: AppModel, path: string) => [...model.resources].find(({ constructPath }) => constructPath === path)!;
const displayed = (possibilities: ReturnType<typeof property>) => possibilities.map(({ value }) => display(value));
const fn = (stack: Stack, id: string, role?: iam.IRole) => new lambda.Function(stack, id, {
  runtime: lambda.Runtime.PYTHON_3_13, handler: 'index.handler', code: lambda.Code.fromInline('x'), role,
});

describe('across stacks', () => {
  test('a reference to another stack resolves through its export', () => {
    const app = new App();
    const role = new iam.Role(new Stack(app, 'Roles'), 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    fn(new Stack(app, 'Functions'), 'F', role);
    const model = modelOf(app);
    expect(displayed(property(at(model, 'Functions/F/Resource'), 'Role'))).toEqual([`<${at(model, 'Roles/Role/Resource').logicalId}.Arn>`]);
  });

  test('a parameter of a nested stack resolves to what its parent gives', () => {
    const app = new App();
    const parent = new Stack(app, 'Parent');
    const bucket = new s3.Bucket(parent, 'Bucket');
    const nested = new NestedStack(parent, 'Nested');
    fn(nested, 'F').addEnvironment('BUCKET', bucket.bucketName);
    const model = modelOf(app);
    const variables = functionProperty(at(model, 'Parent/Nested/F/Resource'), 'Environment', 'Variables', 'BUCKET');
    expect(displayed(variables)).toEqual([`<${at(model, 'Parent/Bucket/Resource').logicalId}>`]);
  });

  test('an output of a nested stack resolves inside it', () => {
    const app = new App();
    const parent = new Stack(app, 'Parent');
    const bucket = new s3.Bucket(new NestedStack(parent, 'Nested'), 'Bucket');
    fn(parent, 'F').addEnvironment('BUCKET', bucket.bucketName);
    const model = modelOf(app);
    const variables = functionProperty(at(model, 'Parent/F/Resource'), 'Environment', 'Variables', 'BUCKET');
    expect(displayed(variables)).toEqual([`<${at(model, 'Parent/Nested/Bucket/Resource').logicalId}>`]);
  });

  test('stages, nested stacks in them, and overridden logical ids are read', () => {
    const app = new App();
    const stack = new Stack(new Stage(app, 'Prod'), 'Inner');
    const group = new logs.CfnLogGroup(new NestedStack(stack, 'Nested'), 'Logs');
    group.overrideLogicalId('Renamed');
    expect(at(modelOf(app), 'Prod/Inner/Nested/Logs')).toMatchObject({ logicalId: 'Renamed', type: 'AWS::Logs::LogGroup' });
  });

  test('an imported export and a parameter of a user are unknown', () => {
    const app = new App();
    const stack = new Stack(app, 'S');
    const name = new CfnParameter(stack, 'Name').valueAsString;
    fn(stack, 'F').addEnvironment('A', Fn.importValue('elsewhere')).addEnvironment('B', name);
    new CfnOutput(stack, 'Out', { value: name });
    const resource = at(modelOf(app), 'S/F/Resource');
    expect(['A', 'B'].flatMap(key => displayed(functionProperty(resource, 'Environment', 'Variables', key)))).toEqual(['<unknown>', '<unknown>']);
  });
});

describe('roles', () => {
  const statement = (action: string) => new iam.PolicyStatement({ actions: [action], resources: ['*'] });

  test('hold the statements of inline, attached and managed policies, each once', () => {
    const app = new App();
    const stack = new Stack(app, 'S');
    const role = new iam.Role(stack, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { Inline: new iam.PolicyDocument({ statements: [statement('a:Inline')] }) },
    });
    role.addToPolicy(statement('a:Attached'));
    role.addManagedPolicy(new iam.ManagedPolicy(stack, 'ByRole', { statements: [statement('a:ByRole')] }));
    new iam.ManagedPolicy(stack, 'ByPolicy', { statements: [statement('a:ByPolicy')], roles: [role] });
    new iam.CfnRolePolicy(stack, 'Single', {
      roleName: role.roleName, policyName: 'p', policyDocument: { Statement: { Effect: 'Allow', Action: 'a:Single', Resource: '*' } },
    });
    const model = modelOf(app);
    const permissions = model.index(rolePermissions).get(at(model, 'S/Role/Resource').key)!;
    expect(permissions.statements.flatMap(({ actions }) => displayed(actions)).sort()).toEqual(['a:Attached', 'a:ByPolicy', 'a:ByRole', 'a:Inline', 'a:Single']);
  });

  test('are found by name and by literal ARN', () => {
    const model = AppModel.of([readTemplate('t', {
      Resources: {
        Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'orders' } },
        A: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/other' } } },
        B: { Type: 'AWS::Lambda::Function', Properties: { Role: 'arn:aws:iam::111122223333:role/orders' } },
        C: { Type: 'AWS::Serverless::Function', Properties: {} },
      },
    })]);
    const used = [...model.index(functionRoles).values()].map(({ role, functions }) => [role?.logicalId, functions.map(({ logicalId }) => logicalId)]);
    expect(used).toEqual([[undefined, ['A']], ['Role', ['B']], ['C', ['C']]]);
  });
});

describe('triggers and references', () => {
  const model = AppModel.of([readTemplate('t', {
    Globals: { Function: { Runtime: 'nodejs22.x' } },
    Resources: {
      Orders: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'orders' } },
      Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Orders' } } },
      Circle: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Circle' } } },
      Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'Live' } } },
      ByName: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: 'orders:live' } },
      ByArn: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: 'arn:aws:lambda:eu-west-1:111122223333:function:orders' } },
      ByPartialArn: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { 'Fn::Sub': '${AWS::AccountId}:${Orders}' } } },
      Mapping: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Circle' } } },
      Sam: { Type: 'AWS::Serverless::Function', Properties: { FunctionUrlConfig: { AuthType: 'NONE' } } },
    },
  })]);

  test('name their function by reference, alias, name and ARN', () => {
    expect(model.index(triggers).map(({ kind, resource, function: target }) => [kind, resource.logicalId, target?.logicalId])).toEqual([
      ['url', 'Url', 'Orders'],
      ['permission', 'ByName', 'Orders'],
      ['permission', 'ByArn', 'Orders'],
      ['permission', 'ByPartialArn', 'Orders'],
      ['eventSourceMapping', 'Mapping', undefined],
      ['url', 'Sam', 'Sam'],
    ]);
  });

  test('a value that names nothing names no function', () => {
    expect(functionNamed({ kind: 'unknown' }, model)).toBeUndefined();
  });

  test('the globals of SAM hold for SAM functions only', () => {
    expect(['Sam', 'Orders'].map(id => displayed(functionProperty(model.templates[0]!.resources.get(id)!, 'Runtime')))).toEqual([['nodejs22.x'], ['<absent>']]);
  });

  test('the graph tells who mentions whom', () => {
    const graph = model.index(referenceGraph);
    const orders = model.templates[0]!.resources.get('Orders')!;
    expect([...graph.to(orders)].map(({ logicalId }) => logicalId).sort()).toEqual(['ByPartialArn', 'Live']);
    expect([...graph.from(model.templates[0]!.resources.get('Url')!)].map(({ logicalId }) => logicalId)).toEqual(['Live']);
  });

  test('an index is computed once', () => {
    const compute = jest.fn(() => ({}));
    expect(model.index(compute)).toBe(model.index(compute));
    expect(compute).toHaveBeenCalledTimes(1);
  });
});
