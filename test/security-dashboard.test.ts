import { App, CfnCondition, Fn, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { HardeningMeasure, SecuredFunction, SecurityDashboard, ServerlessGuard } from '../src';
import { PLAIN, plainFunction, rawFunction, stackUnderTest, warningIds, warnings } from './hardening/app-under-test';

// Stacks of hundreds of functions: where each token was made is of no interest.
process.env.CDK_DISABLE_STACK_TRACE = '1';

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

interface Widget {
  readonly type: 'metric' | 'log' | 'text';
  readonly x: number;
  readonly y: number;
  readonly properties: Record<string, any>;
}

/** The widgets of the only dashboard, with references as `<LogicalId>`. */
function widgetsOf(stack: Stack): Widget[] {
  const [dashboard] = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Dashboard'));
  return JSON.parse(flat(dashboard!.Properties.DashboardBody)).widgets;
}

function flat(value: any): string {
  if (typeof value === 'string') return value;
  if (value['Fn::Join']) return value['Fn::Join'][1].map(flat).join(value['Fn::Join'][0]);
  return `<${value.Ref ?? value['Fn::ImportValue'] ?? (value['Fn::If'] ? `If ${value['Fn::If'].map(flat).join(' ')}` : JSON.stringify(value).replaceAll('"', ''))}>`;
}

const titled = (stack: Stack, title: string) => widgetsOf(stack).filter(({ properties }) => properties.title === title);
const functionsIn = ({ properties }: Widget) => properties.metrics.map((metric: any[]) => metric[3]);
const isGuardsLine = ({ type, properties }: Widget) => type === 'log' && properties.query.includes('class_uid = 2004');

test('shows every function below its scope that has the guard, those made later too', () => {
  const stack = stackUnderTest();
  new SecurityDashboard(stack, 'Dashboard');
  new SecuredFunction(stack, 'Orders', PLAIN);
  new SecuredFunction(stack, 'Search', { ...PLAIN, functionName: 'search' });
  plainFunction(stack, {}, 'Unguarded');
  new SecuredFunction(stack, 'OptedOut', { ...PLAIN, optOut: [{ measure: HardeningMeasure.GUARD_LAYER, reason: 'another tool' }] });
  const [blocked] = titled(stack, 'Attacks blocked, by function');
  expect(functionsIn(blocked!)).toEqual([expect.stringMatching(/^<Orders/), 'search']);
  expect(blocked!.properties.metrics[0].slice(0, 3)).toEqual(['ServerlessGuard', 'AttacksBlocked', 'FunctionName']);
  expect(blocked!.properties.metrics[0][4]).toMatchObject({ label: 'Shop/Orders', stat: 'Sum' });
});

test('has a widget for each question, one beside the other', () => {
  const stack = stackUnderTest();
  new SecurityDashboard(stack, 'Dashboard', { dashboardName: 'security' });
  new SecuredFunction(stack, 'Orders', PLAIN);
  const widgets = widgetsOf(stack);
  expect(widgets.map(({ properties }) => properties.title ?? properties.markdown)).toEqual([
    '## Serverless Guard: 1 function',
    'Attacks blocked, by function', 'Attacks blocked and reported',
    'Attacks, by kind', 'Attackers',
    'Errors', 'Throttles',
    'Errors of the guard itself', 'Time that the guard takes of an invocation',
  ]);
  expect(new Set(widgets.map(({ x, y }) => `${x} ${y}`)).size).toBe(widgets.length);
  const sums = titled(stack, 'Attacks blocked and reported')[0]!.properties.metrics.filter(([first]: any[]) => first.expression);
  expect(sums.map(([{ expression }]: any[]) => expression)).toEqual(['SUM([FILL(b0, 0)])', 'SUM([FILL(r0, 0)])']);
});

test('tables query the log groups where the functions write', () => {
  const stack = stackUnderTest();
  new SecurityDashboard(stack, 'Dashboard');
  const own = new SecuredFunction(stack, 'Orders', PLAIN);
  const plain = plainFunction(stack, {}, 'Plain');
  ServerlessGuard.protect(plain);
  const [query] = widgetsOf(stack).filter(isGuardsLine);
  expect(query!.properties.query).toContain(`SOURCE '${flat(stack.resolve(own.logGroup.logGroupName))}' | SOURCE '/aws/lambda/${flat(stack.resolve((plain.node.defaultChild as lambda.CfnFunction).ref))}'`);
  expect(titled(stack, 'Attackers')[0]!.properties.query).toContain('evidences.0.src_endpoint.ip as attacker');
});

test.each<[string, (stack: Stack) => void]>([
  ['an L1', stack => rawFunction(stack)],
  ['a function in a nested construct', stack => plainFunction(stack)],
])('shows %s under protect()', (_, add) => {
  const stack = stackUnderTest();
  new SecurityDashboard(stack, 'Dashboard');
  ServerlessGuard.protect(stack);
  add(stack);
  expect(functionsIn(titled(stack, 'Errors')[0]!)).toHaveLength(1);
});

test('an app without the guard gets a dashboard that says so', () => {
  const stack = stackUnderTest();
  new SecurityDashboard(stack, 'Dashboard');
  expect(widgetsOf(stack).map(({ properties }) => properties.markdown)).toEqual(['No function has the guard.']);
});

test('120 functions make three pages, each query of at most 50 log groups', () => {
  const stack = stackUnderTest();
  stack.node.setContext('@aws-cdk/core:stackResourceLimit', 2000);
  new SecurityDashboard(stack, 'Dashboard');
  for (let index = 0; index < 120; index++) new SecuredFunction(stack, `Orders${index}`, PLAIN);
  const sources = widgetsOf(stack).filter(isGuardsLine).map(({ properties }) => properties.query.split('SOURCE').length - 1);
  expect(sources).toEqual([50, 50, 50, 50, 20, 20]);
  expect(titled(stack, 'Errors').flatMap(functionsIn)).toHaveLength(120);
  expect(widgetsOf(stack).filter(({ type }) => type === 'text').map(({ properties }) => properties.markdown)[1]).toBe('## Serverless Guard: functions 51 to 100 of 120');
});

test('more functions than fit on a dashboard are left out with a warning', () => {
  const stack = stackUnderTest();
  const functions = Array.from({ length: 401 }, (_, index) => lambda.Function.fromFunctionName(stack, `Given${index}`, `given-${index}`));
  new SecurityDashboard(stack, 'Dashboard', { functions });
  const widgets = widgetsOf(stack);
  expect(titled(stack, 'Errors').flatMap(functionsIn)).toHaveLength(400);
  expect(widgets.flatMap(({ properties }) => properties.metrics ?? []).length).toBeLessThanOrEqual(2500);
  expect(warningIds(stack)).toEqual(['dashboard-full']);
});

describe('functions elsewhere', () => {
  const env = (region: string) => ({ env: { account: '111122223333', region } });

  test('in another stack of the same place are referred to', () => {
    const app = new App();
    const shop = new Stack(app, 'Shop', env('eu-west-1'));
    const monitoring = new Stack(app, 'Monitoring', env('eu-west-1'));
    new SecurityDashboard(monitoring, 'Dashboard', { root: app });
    new SecuredFunction(shop, 'Orders', PLAIN);
    expect(functionsIn(titled(monitoring, 'Errors')[0]!)).toEqual([expect.stringMatching(/^<Shop:ExportsOutputRefOrders/)]);
  });

  test('in another region are shown by their names, from there', () => {
    const app = new App();
    const shop = new Stack(app, 'Shop', env('us-east-1'));
    const monitoring = new Stack(app, 'Monitoring', env('eu-west-1'));
    new SecurityDashboard(monitoring, 'Dashboard', { root: app });
    new SecuredFunction(monitoring, 'Here', PLAIN);
    ServerlessGuard.protect(plainFunction(shop, { functionName: 'orders' }));
    new SecuredFunction(shop, 'Nameless', PLAIN);
    const errors = titled(monitoring, 'Errors');
    expect(errors.map(({ properties }) => properties.region)).toEqual(['us-east-1', 'eu-west-1']);
    expect(functionsIn(errors[0]!)).toEqual(['orders']);
    expect(widgetsOf(monitoring).filter(isGuardsLine).map(({ properties }) => properties.region)).toEqual(['us-east-1', 'us-east-1', 'eu-west-1', 'eu-west-1']);
    expect(warningIds(monitoring)).toEqual(['dashboard-without-function']);
    expect(warnings(monitoring).join()).toContain('Shop/Nameless');
  });

  test('in another region without a log group that can be named have no tables', () => {
    const app = new App();
    const shop = new Stack(app, 'Shop', env('us-east-1'));
    const monitoring = new Stack(app, 'Monitoring', env('eu-west-1'));
    new SecurityDashboard(monitoring, 'Dashboard', { root: app });
    new SecuredFunction(shop, 'Orders', { ...PLAIN, functionName: 'orders' });
    expect(functionsIn(titled(monitoring, 'Errors')[0]!)).toEqual(['orders']);
    expect(widgetsOf(monitoring).filter(({ type }) => type === 'log')).toEqual([]);
  });

  test('in a stage are none of the app\'s dashboard', () => {
    const app = new App();
    const monitoring = new Stack(app, 'Monitoring');
    new SecurityDashboard(monitoring, 'Dashboard', { root: app });
    new SecuredFunction(new Stack(new Stage(app, 'Prod'), 'Shop'), 'Orders', PLAIN);
    expect(widgetsOf(monitoring)).toHaveLength(1);
  });

  test('of another app are shown when given', () => {
    const stack = stackUnderTest();
    new SecurityDashboard(stack, 'Dashboard', { functions: [lambda.Function.fromFunctionArn(stack, 'Orders', 'arn:aws:lambda:eu-north-1:444455556666:function:orders')] });
    const [errors] = titled(stack, 'Errors');
    expect(functionsIn(errors!)).toEqual(['orders']);
    expect(errors!.properties).toMatchObject({ region: 'eu-north-1', accountId: '444455556666' });
    expect(widgetsOf(stack).find(isGuardsLine)!.properties.query).toContain('SOURCE \'/aws/lambda/orders\'');
  });
});

test('a function that may not be deployed does not take the dashboard with it', () => {
  const stack = stackUnderTest();
  new SecurityDashboard(stack, 'Dashboard');
  const fn = new SecuredFunction(stack, 'Orders', PLAIN);
  (fn.node.defaultChild as lambda.CfnFunction).cfnOptions.condition = new CfnCondition(stack, 'IsProd', { expression: Fn.conditionEquals('a', 'b') });
  expect(functionsIn(titled(stack, 'Errors')[0]!)).toEqual([expect.stringMatching(/^<If IsProd <Orders\w+> not-deployed>$/)]);
});
