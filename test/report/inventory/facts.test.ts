process.env.CDK_VALIDATION = 'false';
process.env.JSII_DEPRECATED = 'quiet';

import { App, Stack } from 'aws-cdk-lib';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { PIECES, plain, type PieceName } from './generated-app';
import { GuardDetector, GuardMode, GuardTrigger, HardeningMeasure, SecuredFunction, ServerlessGuard, type ServerlessGuardOptions } from '../../../src';
import { AppModel } from '../../../src/app-model/app-model';
import { readConstructTree } from '../../../src/app-model/read-construct-tree';
import { readTemplate } from '../../../src/app-model/read-template';
import { judge } from '../../../src/checks/judge';
import { ruleParameters } from '../../../src/checks/parameters';
import { RULES } from '../../../src/checks/registry';
import { buildInventory } from '../../../src/report/inventory/build-inventory';
import type { InventoriedFunction } from '../../../src/report/inventory/inventory';

jest.spyOn(console, 'error').mockImplementation(() => undefined);

function inventoried(model: AppModel): readonly InventoriedFunction[] {
  const findings = judge(RULES.filter(({ tier }) => tier === 'core'), model, ruleParameters());
  const open = findings.map(({ rule, id, severity, resource }) => ({ id, weakness: rule.weakness, severity, resource, accepted: false }));
  return buildInventory(model, open).functions;
}

/** The function of a path in an app with one stack, guarded where options are given. */
function inventoryOf(build: (stack: Stack) => void, path: string, options?: ServerlessGuardOptions): InventoriedFunction {
  const app = new App();
  if (options !== undefined) ServerlessGuard.protect(app, options);
  build(new Stack(app, 'Shop'));
  app.synth();
  const found = inventoried(AppModel.of(readConstructTree(app))).find(({ name }) => name === `Shop/${path}`);
  expect(found).toBeDefined();
  return found!;
}

const piece = (name: PieceName, path: string, options?: ServerlessGuardOptions) => inventoryOf(PIECES[name], path, options);

/** The function of a template that is written by hand. */
const written = (Resources: object, more: object = {}) => inventoried(AppModel.of([readTemplate('shop.json', { Resources, ...more })])).find(({ logicalId }) => logicalId === 'Orders')!;
const FN = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs24.x', Handler: 'index.handler', FunctionName: 'orders' } };

describe('what starts a function', () => {
  test('a method of a REST API, by verb and path, open to anyone', () => {
    expect(piece('api', 'BehindApi').triggers.map(({ kind, name, callers }) => [kind, name, callers])).toEqual([['rest-api', 'ANY /{proxy+}', 'anyone'], ['rest-api', 'ANY /', 'anyone']].sort());
  });

  test('a route of an HTTP API with IAM, and its permission is not told twice', () => {
    const { triggers } = inventoryOf(stack => {
      const api = new apigatewayv2.HttpApi(stack, 'Http');
      api.addRoutes({ path: '/orders', methods: [apigatewayv2.HttpMethod.POST], integration: new HttpLambdaIntegration('To', plain(stack, 'Orders')), authorizer: new HttpIamAuthorizer() });
    }, 'Orders');
    expect(triggers).toEqual([expect.objectContaining({ kind: 'http-api', name: 'POST /orders', callers: 'iam' })]);
  });

  test('a queue, by what it is and where it is', () => {
    const { triggers } = inventoryOf(stack => plain(stack, 'Orders').addEventSource(new SqsEventSource(new sqs.Queue(stack, 'Queue'))), 'Orders');
    expect(triggers).toEqual([expect.objectContaining({ kind: 'queue', name: 'Shop/Queue', callers: 'service', source: expect.stringMatching(/^Shop#Queue/) })]);
  });

  test('a URL without authorisation', () => {
    expect(piece('url', 'OpenToAll').triggers).toEqual([expect.objectContaining({ kind: 'url', callers: 'anyone' })]);
  });

  test('a distribution, which makes it an edge function', () => {
    expect(piece('edge', 'Edge')).toMatchObject({ edge: true, triggers: [{ kind: 'distribution', callers: 'anyone' }] });
  });

  test('events of SAM', () => {
    expect(piece('sam', 'Sam').triggers).toEqual([expect.objectContaining({ kind: 'rest-api', name: 'POST /orders' })]);
  });

  test('whoever a permission names, by the function\'s literal name too', () => {
    const permission = (properties: object) => ({ Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', FunctionName: 'orders', ...properties } });
    const { triggers } = written({
      Orders: FN,
      All: permission({ Principal: '*' }),
      Organisation: permission({ Principal: '*', PrincipalOrgID: 'o-a1b2c3d4e5' }),
      Partner: permission({ Principal: '222233334444' }),
      Mail: permission({ Principal: 'ses.amazonaws.com' }),
    });
    expect(triggers.map(({ id, callers }) => [id, callers])).toEqual([['shop.json#All', 'anyone'], ['shop.json#Mail', 'service'], ['shop.json#Organisation', 'account'], ['shop.json#Partner', 'account']]);
  });

  test('another function that may invoke it', () => {
    const { triggers } = inventoryOf(stack => void plain(stack, 'Orders').grantInvoke(plain(stack, 'Caller')), 'Orders');
    expect(triggers).toEqual([expect.objectContaining({ kind: 'invoker', name: 'Shop/Caller/ServiceRole', callers: 'iam' })]);
  });

  test('a circle of API resources and of aliases ends', () => {
    const { triggers } = written({
      Orders: FN,
      A: { Type: 'AWS::ApiGateway::Resource', Properties: { PathPart: 'a', ParentId: { Ref: 'B' } } },
      B: { Type: 'AWS::ApiGateway::Resource', Properties: { PathPart: 'b', ParentId: { Ref: 'A' } } },
      Get: { Type: 'AWS::ApiGateway::Method', Properties: { HttpMethod: 'GET', ResourceId: { Ref: 'A' }, Integration: { Uri: { 'Fn::GetAtt': ['Orders', 'Arn'] } } } },
      Alias: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Alias' } } },
    });
    expect(triggers).toHaveLength(1);
  });
});

describe('what a function may do', () => {
  test('actions by service, on which resources, through which policy', () => {
    const { permissions } = inventoryOf(stack => {
      const table = new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
      plain(stack, 'Orders').addToRolePolicy(new iam.PolicyStatement({ actions: ['dynamodb:GetItem', 'dynamodb:Query', 'xray:PutTraceSegments'], resources: [table.tableArn] }));
    }, 'Orders');
    expect(permissions.find(({ service }) => service === 'dynamodb')).toEqual({
      service: 'dynamodb',
      actions: ['dynamodb:GetItem', 'dynamodb:Query'],
      resources: ['<Shop/Table>'],
      targets: [expect.stringMatching(/^Shop#Table/)],
      through: expect.stringMatching(/^Shop#OrdersServiceRoleDefaultPolicy/),
      wildcard: [],
      conditional: false,
      usage: 'unused',
      unused: ['dynamodb:GetItem', 'dynamodb:Query'],
    });
  });

  test('whether the code needs it, and what would do', () => {
    const withCode = (code: string) => inventoryOf(stack => {
      const table = new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
      const fn = new lambda.Function(stack, 'Orders', {
        runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromInline(code), environment: { TABLE: table.tableName },
      });
      table.grant(fn, 'dynamodb:GetItem', 'dynamodb:Scan');
    }, 'Orders');
    const get = 'const { DynamoDB } = require("@aws-sdk/client-dynamodb"); exports.handler = () => new DynamoDB({}).getItem({ TableName: process.env.TABLE, Key: {} });';
    const { role, permissions: [permission] } = withCode(get);
    expect(permission).toMatchObject({ usage: 'partly', unused: ['dynamodb:Scan'] });
    expect(role?.proposal).toBe('orders.addToRolePolicy(new iam.PolicyStatement({ actions: [\'dynamodb:GetItem\'], resources: [table.tableArn] })); // in place of what grants it');
    const unproven = withCode(`${get} eval(process.env.X);`);
    expect(unproven.permissions[0]).toMatchObject({ usage: 'unknown', unused: [] });
    expect(unproven.role).not.toHaveProperty('proposal');
  });

  test('wildcards stand out, but for actions that take no resource', () => {
    const { permissions } = inventoryOf(stack => {
      const fn = plain(stack, 'Orders');
      fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:Get*'], resources: ['*'] }));
      fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['xray:PutTraceSegments'], resources: ['*'], conditions: { Bool: { 'aws:SecureTransport': 'true' } } }));
      fn.addToRolePolicy(new iam.PolicyStatement({ notActions: ['iam:*'], resources: ['*'] }));
    }, 'Orders');
    expect(permissions.map(({ service, wildcard, conditional }) => [service, wildcard, conditional])).toEqual([
      ['*', ['action', 'resource'], false], ['s3', ['action', 'resource'], false], ['xray', [], true],
    ]);
  });

  test('a shared role is told with the others, an AWS managed policy by name', () => {
    const { role } = piece('shared', 'One');
    expect(role).toMatchObject({ name: 'Shop/Role', sharedWith: [expect.stringMatching(/^Shop#Two/)], known: true });
    expect(piece('plain', 'Plain').role?.managedPolicies).toEqual([expect.stringContaining('AWSLambdaBasicExecutionRole')]);
  });

  test('a role of another app is named and not known', () => {
    expect(piece('raw', 'ByHand').role).toEqual({ id: 'arn:aws:iam::111122223333:role/given', name: 'arn:aws:iam::111122223333:role/given', sharedWith: [], managedPolicies: [], known: false });
  });
});

describe('what surrounds a function', () => {
  test('variables by name, secrets by place, and never a value', () => {
    const fn = inventoryOf(stack => {
      const secret = new secretsmanager.Secret(stack, 'Secret');
      plain(stack, 'Orders', { environment: { KEY: secret.secretArn, MODE: 'hunter2', PASSWORD: '{{resolve:ssm-secure:/orders/password}}' } });
    }, 'Orders');
    expect(fn.environment.variables).toEqual(['KEY', 'MODE', 'PASSWORD']);
    expect(fn.environment.secrets).toEqual([{ variable: 'KEY', place: 'Shop/Secret' }, { variable: 'PASSWORD', place: 'ssm-secure:/orders/password' }]);
    expect(JSON.stringify(fn)).not.toContain('hunter2');
  });

  test('both branches of a condition', () => {
    const { runtime } = written({ Orders: { ...FN, Properties: { ...FN.Properties, Runtime: { 'Fn::If': ['Old', 'nodejs20.x', 'nodejs24.x'] } } } }, { Conditions: { Old: { 'Fn::Equals': ['a', 'b'] } } });
    expect(runtime).toBe('nodejs20.x | nodejs24.x');
  });

  test('the guard, its log group, alarms, and what the ledger says', () => {
    const fn = piece('plain', 'Plain', { optOut: [{ measure: HardeningMeasure.TRACING, reason: 'traced by the mesh', expires: '2999-01-01' }] });
    expect(fn.guard).toMatchObject({ attached: 'yes', mode: 'block' });
    expect(fn.logs.groups).toEqual([expect.objectContaining({ retentionDays: '365' })]);
    expect(fn.alarms).toEqual(expect.arrayContaining(['AWS/Lambda Errors', 'ServerlessGuard AttacksBlocked']));
    expect(fn.ledger).toContainEqual({ measure: 'tracing', state: 'optedOut', reason: 'traced by the mesh', expires: '2999-01-01' });
    expect(fn.layers).toEqual([expect.stringContaining('ServerlessGuard')]);
  });

  test('what was declared, and what is let pass', () => {
    const { guard } = piece('plain', 'Plain', {
      allowedTriggers: [GuardTrigger.SQS],
      allowedServices: ['dynamodb'],
      eventLimits: { depth: 20 },
      detectorModes: { [GuardDetector.LEAK]: GuardMode.BLOCK },
      exemptions: [{ detector: GuardDetector.SQL, route: 'POST /reports', reason: 'analysts' }],
    });
    expect(guard).toMatchObject({ declares: ['triggers', 'limits', 'domains', 'services'], detectors: { leak: 'block' }, exemptions: [{ detector: 'sql', route: 'POST /reports', reason: 'analysts' }] });
  });
});

describe('slices', () => {
  const slices = (fn: InventoriedFunction, weakness: keyof InventoriedFunction['protection']) => fn.protection[weakness].slices;

  test('a plain function has no guard and no alarm, and the findings say so', () => {
    const fn = piece('plain', 'Plain');
    expect(fn.protection['SAS-1']).toMatchObject({ slices: { design: 'absent', runtime: 'absent', alarm: 'absent' }, findings: ['SAS1-GuardMissing'] });
    expect(slices(fn, 'SAS-4').default).toBe('absent');
  });

  test('a secured function blocks, has a role of its own, and alarms', () => {
    const fn = inventoryOf(stack => void new SecuredFunction(stack, 'Orders', { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromInline('x') }), 'Orders');
    expect(slices(fn, 'SAS-1')).toMatchObject({ runtime: 'present', alarm: 'present' });
    expect(slices(fn, 'SAS-4').default).toBe('present');
    expect(slices(fn, 'SAS-5')).toMatchObject({ default: 'present', runtime: 'present', alarm: 'present' });
  });

  test('what reports only does not count as there', () => {
    expect(slices(piece('plain', 'Plain', { mode: GuardMode.REPORT }), 'SAS-1').runtime).toBe('reports');
    expect(slices(piece('plain', 'Plain', {}), 'SAS-7').runtime).toBe('reports');
    expect(slices(piece('plain', 'Plain', { detectorModes: { [GuardDetector.LEAK]: GuardMode.BLOCK } }), 'SAS-7').runtime).toBe('present');
  });

  test('what nobody declared is not there', () => {
    expect(slices(piece('plain', 'Plain', {}), 'SAS-9')).toMatchObject({ runtime: 'absent', alarm: 'absent' });
    expect(slices(piece('plain', 'Plain', { allowedTriggers: [GuardTrigger.SQS] }), 'SAS-9')).toMatchObject({ runtime: 'reports', alarm: 'present' });
  });

  test('findings on what belongs to a function are the function\'s', () => {
    const { protection } = piece('url', 'OpenToAll');
    expect(protection['SAS-2'].findings).toEqual([expect.stringMatching(/^SAS2-FunctionUrlNoAuth at Shop#OpenToAllFunctionUrl/)]);
    expect(protection['SAS-2'].slices.default).toBe('absent');
  });

  test('a function whose callers are all known by the service that calls has that slice', () => {
    const fn = inventoryOf(stack => plain(stack, 'Orders').addEventSource(new SqsEventSource(new sqs.Queue(stack, 'Queue'))), 'Orders');
    expect(slices(fn, 'SAS-2').default).toBe('present');
  });
});
