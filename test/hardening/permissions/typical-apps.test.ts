process.env.CDK_VALIDATION = 'false';

import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { allowedBy, roleOf } from './role-of';
import { TYPICAL_APPS, handlerFolder } from './typical-apps';
import type { TypicalApp } from './typical-apps';
import { PermissionsMode, SecuredFunction, ServerlessGuard } from '../../../src';
import { resourceTypesOf } from '../../../src/roles/actions/actions';
import { isAllowed } from '../../../src/roles/compile/is-allowed';

/** Findings are printed; they are looked at here where they count. */
function quiet(): void {
  for (const method of ['log', 'error', 'warn'] as const) jest.spyOn(console, method).mockImplementation();
}
beforeEach(quiet);

const ENFORCE = { permissions: PermissionsMode.ENFORCE };

function makeApp({ build }: TypicalApp, protect: (app: App, stack: Stack) => void, Kind: typeof lambda.Function = lambda.Function, options: object = {}) {
  const app = new App();
  const stack = new Stack(app, 'Shop');
  let fn!: lambda.Function;
  const declared = build(stack, (handler, environment, props) => {
    fn = new Kind(stack, 'Fn', { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromAsset(handlerFolder(handler)), environment, ...props, ...options });
    return fn;
  });
  for (const [action, resource] of declared ?? []) ServerlessGuard.declarePermission(fn, action, resource);
  protect(app, stack);
  const template = Template.fromStack(stack).toJSON();
  return { app, stack, fn, template };
}

/** What the guard's own measures need of the role. */
const GUARD = /^(logs:Create|logs:PutLogEvents|xray:Put)/;
const granted = (app: App) => allowedBy(roleOf(app, 'Shop/Fn')).filter(line => !GUARD.test(line));

const figures = { before: 0, after: 0, excess: 0 };
afterAll(() => process.stderr.write(`typical apps: ${figures.before} actions granted by CDK, ${figures.after} enforced, ${figures.excess} of them needless\n`));

describe.each(TYPICAL_APPS)('$name', typical => {
  const { calls, configuration = [] } = typical;
  let before: ReturnType<typeof makeApp>;
  let enforced: ReturnType<typeof makeApp>;
  let statements: ReturnType<typeof roleOf>;
  beforeAll(() => {
    quiet();
    before = makeApp(typical, () => undefined);
    enforced = makeApp(typical, scope => ServerlessGuard.protect(scope, ENFORCE));
    statements = roleOf(enforced.app, 'Shop/Fn');
  });

  test('its role has what the code calls and what Lambda needs, and nothing else', () => {
    const after = granted(enforced.app);
    expect(after).toEqual([...calls, ...configuration].sort());
    figures.before += new Set(granted(before.app)).size;
    figures.after += after.length;
    figures.excess += after.filter(line => ![...calls, ...configuration].includes(line)).length;
  });

  test.each(calls)('it may still call %s', call => {
    const [action = '', resource = '', condition = ''] = call.split(' ');
    const [key = '', value = ''] = condition.split('=');
    expect(isAllowed(statements, { action, resource: resource.replace(/^(.+)\*$/, '$1one'), context: { [key]: value } })).toBe(true);
    expect(isAllowed(statements, { action, resource: '<Other.Arn>/one', context: { [key]: value } })).toBe(resource === '*');
  });

  test('"*" stands for nothing that could be narrowed', () => {
    const wide = statements.filter(({ Effect, Resource }) => Effect === 'Allow' && [Resource].flat().includes('*')).flatMap(({ Action }) => [Action ?? []].flat());
    expect(wide.filter(action => resourceTypesOf(action)!.some(({ required }) => required) && !GUARD.test(action))).toEqual([]);
  });

  test('nothing is open, and the ledger says so', () => {
    expect(Annotations.fromStack(enforced.stack).findError('*', Match.anyValue())).toEqual([]);
    expect(ServerlessGuard.ledgerOf(enforced.fn)).toContainEqual({ measure: 'permissions', state: 'set', reason: expect.stringMatching(/^exactly the (\d+ actions|action) that its code needs/) });
  });

  test('construct, aspect and protect(), in any order, write the same bytes', () => {
    const Secured = SecuredFunction as unknown as typeof lambda.Function;
    const aspect = (scope: App) => Aspects.of(scope).add(new ServerlessGuard(ENFORCE));
    const twice = (scope: App, inner: Stack) => {
      ServerlessGuard.protect(inner);
      aspect(scope);
      ServerlessGuard.protect(inner, ENFORCE);
    };
    const bytes = (...made: Array<ReturnType<typeof makeApp>>) => new Set(made.map(({ template }) => JSON.stringify(template))).size;
    expect(bytes(enforced, makeApp(typical, aspect), makeApp(typical, twice))).toBe(1);
    const once = (scope: App) => ServerlessGuard.protect(scope, ENFORCE);
    expect(bytes(makeApp(typical, once, Secured), makeApp(typical, aspect, Secured, ENFORCE), makeApp(typical, twice, Secured))).toBe(1);
  });

  test('no pack finds a managed or an inline policy of its function', () => {
    const { stack: secured } = makeApp(typical, () => undefined, SecuredFunction as unknown as typeof lambda.Function, ENFORCE);
    const findings = [new AwsSolutionsChecks(secured), new NIST80053R5Checks(secured)].flatMap(pack => pack.validateScope(secured).violations)
      .flatMap(({ ruleName, violatingResources }) => violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`))
      .filter(finding => finding.includes('Shop/Fn/') && /IAM4|IAMNoInlinePolicy|IAM5\[Resource::\*\]/.test(finding));
    expect(findings).toEqual([]);
  });
});

test('what is only reported, or off, changes nothing', () => {
  const [typical] = TYPICAL_APPS as [TypicalApp];
  const [none, report, off] = [{}, { permissions: PermissionsMode.REPORT }, { permissions: PermissionsMode.OFF }]
    .map(options => JSON.stringify(makeApp(typical, scope => ServerlessGuard.protect(scope, options)).template));
  expect(report).toBe(none);
  expect(off).toBe(none);
});
