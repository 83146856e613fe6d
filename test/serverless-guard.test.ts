import { execFileSync } from 'node:child_process';
import { App, AspectPriority, Aspects, NestedStack, Stack, Stage, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { GuardMode, HardeningMeasure, PermissionsMode, SecuredFunction, ServerlessGuard, ServerlessTop10Checks } from '../src';
import { PLAIN, plainFunction, rawFunction, resourcesOf, stackUnderTest, userFunctions, warningIds } from './hardening/app-under-test';
import { variedApp, variedSecuredApp } from './hardening/varied-app';

const modeOf = (stack: Stack) => userFunctions(stack)[0]?.Properties.Environment?.Variables.SERVERLESS_GUARD_MODE;

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

describe('applied twice, in any order, changes nothing', () => {
  const ASPECT = (app: App) => Aspects.of(app).add(new ServerlessGuard());
  const PROTECT = (app: App) => ServerlessGuard.protect(app);
  const PROTECT_STACK = (app: App) => ServerlessGuard.protect(app.node.findChild('Shop'));
  const STEPS: Record<string, Array<(app: App) => void>> = {
    'protect': [PROTECT],
    'aspect': [ASPECT],
    'aspect, protect': [ASPECT, PROTECT],
    'protect, aspect': [PROTECT, ASPECT],
    'protect, protect': [PROTECT, PROTECT],
    'protect on app and stack': [PROTECT, PROTECT_STACK],
    'protect on stack and app, two aspects': [PROTECT_STACK, ASPECT, PROTECT, ASPECT],
  };

  function template(steps: Array<(app: App) => void>, context: Record<string, unknown>, guardFirst: boolean): string {
    const app = new App({ context });
    const stack = new Stack(app, 'Shop');
    if (guardFirst) steps.forEach(step => step(app));
    plainFunction(stack);
    new SecuredFunction(stack, 'Secured', PLAIN);
    rawFunction(stack);
    plainFunction(new NestedStack(stack, 'Inner'), {}, 'Nested');
    if (!guardFirst) steps.forEach(step => step(app));
    return JSON.stringify(Template.fromStack(stack).toJSON());
  }

  describe.each([[{ '@aws-cdk/core:aspectStabilization': true }], [{ '@aws-cdk/core:aspectStabilization': false }]])('%j', context => {
    test.each(Object.entries(STEPS))('%s', (_, steps) => {
      const expected = template(STEPS.protect!, context, false);
      expect(template(steps, context, false)).toBe(expected);
      expect(template(steps, context, true)).toBe(expected);
    });
  });

  /** Each kind of function as a plain one under the guard and as a secured one, with what apps have around them. */
  function varied(steps: Array<(app: App) => void>, when: 'first' | 'last'): Record<string, unknown> {
    const app = new App({ context: { '@aws-cdk/core:aspectStabilization': true } });
    if (when === 'first') steps.forEach(step => step(app));
    const stacks = [new Stack(app, 'Shop'), new Stack(app, 'Secured')] as const;
    variedApp(stacks[0]);
    variedSecuredApp(stacks[1]);
    if (when === 'last') steps.forEach(step => step(app));
    return Object.fromEntries(stacks.map(stack => [stack.stackName, JSON.stringify(Template.fromStack(stack).toJSON())]));
  }

  test('in an app of every variety neither', () => {
    const expected = varied([PROTECT], 'last');
    expect(varied([PROTECT, ASPECT, PROTECT], 'first')).toEqual(expected);
    expect(varied([app => app.node.children.forEach(child => ServerlessGuard.protect(child)), PROTECT], 'last')).toEqual(expected);
    // All but the ledger of CDK's own handler, which is the aspect's to write.
    const ofUser = (text: unknown) => Object.entries(JSON.parse(text as string).Resources).filter(([id]) => !id.startsWith('BucketNotificationsHandler'));
    expect(ofUser(varied([], 'first').Secured)).toEqual(ofUser(expected.Secured));
  });

  test('synthesising twice neither', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    plainFunction(stack);
    ServerlessGuard.protect(app);
    const first = app.synth().getStackByName('Shop').template;
    expect(app.synth({ force: true }).getStackByName('Shop').template).toEqual(first);
  });
});

describe('protect()', () => {
  test('reaches functions in stages and nested stacks', () => {
    const app = new App();
    const staged = new Stack(new Stage(app, 'Prod'), 'Shop');
    plainFunction(staged);
    const outer = new Stack(app, 'Outer');
    const nested = new NestedStack(outer, 'Inner');
    plainFunction(nested);
    ServerlessGuard.protect(app, { mode: GuardMode.REPORT });
    expect(modeOf(staged)).toBe('report');
    expect(modeOf(nested)).toBe('report');
  });

  test('nearer options win, lists add up', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const fn = plainFunction(stack);
    ServerlessGuard.protect(fn, { optOut: [{ measure: HardeningMeasure.ALARMS, reason: 'batch job' }] });
    ServerlessGuard.protect(stack, { mode: GuardMode.REPORT });
    ServerlessGuard.protect(app, { mode: GuardMode.OFF, optOut: [{ measure: HardeningMeasure.RECURSION, reason: 'a loop by design' }] });
    expect(modeOf(stack)).toBe('report');
    const optedOut = ServerlessGuard.ledgerOf(fn).filter(({ state }) => state === 'optedOut').map(({ measure }) => measure);
    expect(optedOut).toEqual(['recursion', 'alarms']);
  });

  test('a second call on the same scope adds its options', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    plainFunction(stack);
    ServerlessGuard.protect(app, { mode: GuardMode.REPORT });
    ServerlessGuard.protect(app, { optOut: [{ measure: HardeningMeasure.ALARMS, reason: 'elsewhere' }] });
    expect(modeOf(stack)).toBe('report');
    expect(resourcesOf(stack, 'AWS::CloudWatch::Alarm')).toEqual([]);
  });

  test('registers the checks once, on the app, and never beside the user\'s own', () => {
    const app = new App();
    const stage = new Stage(app, 'Prod');
    ServerlessGuard.protect(stage);
    ServerlessGuard.protect(app);
    ServerlessGuard.protect(app);
    expect(app._validationPlugins.filter(plugin => plugin instanceof ServerlessTop10Checks)).toHaveLength(1);
    expect(stage._validationPlugins).toEqual([]);
  });

  test('fails no build by itself, whatever the checks find', () => {
    const stack = stackUnderTest();
    plainFunction(stack).addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });
    ServerlessGuard.protect(stack);
    const before = process.exitCode;
    expect(() => Template.fromStack(stack)).not.toThrow();
    expect(process.exitCode).toBe(before);
  });
});

describe('the aspect', () => {
  test('lets later aspects see what it made', () => {
    const stack = stackUnderTest();
    plainFunction(stack);
    ServerlessGuard.protect(stack);
    Tags.of(stack).add('team', 'shop');
    const [alarm] = resourcesOf(stack, 'AWS::CloudWatch::Alarm');
    expect(alarm?.Properties.Tags).toEqual([{ Key: 'team', Value: 'shop' }]);
  });

  test('sees functions that an earlier aspect made', () => {
    const stack = stackUnderTest({}, { context: { '@aws-cdk/core:aspectStabilization': true } });
    Aspects.of(stack).add({ visit: node => void (node === stack && plainFunction(stack)) }, { priority: AspectPriority.MUTATING - 100 });
    ServerlessGuard.protect(stack);
    expect(modeOf(stack)).toBe('block');
  });

  test('never throws: what fails is a warning, what works is set', () => {
    const stack = stackUnderTest();
    const fn = plainFunction(stack);
    jest.spyOn(fn.node.defaultChild as lambda.CfnFunction, 'addPropertyOverride').mockImplementationOnce(() => {
      throw new Error('not today');
    });
    ServerlessGuard.protect(stack);
    expect(warningIds(stack)).toContain('failed');
    expect(ServerlessGuard.ledgerOf(fn)).toContainEqual(expect.objectContaining({ measure: 'scoped-role', state: 'set' }));
  });

  test('the ledger can be read after synthesis', () => {
    const stack = stackUnderTest();
    const fn = plainFunction(stack);
    ServerlessGuard.protect(stack, { permissions: PermissionsMode.ENFORCE });
    expect(ServerlessGuard.ledgerOf(fn)).toEqual([]);
    Template.fromStack(stack);
    expect(ServerlessGuard.ledgerOf(fn).map(({ measure }) => measure)).toEqual(Object.values(HardeningMeasure).sort((a, b) => orderOf(a) - orderOf(b)));
    expect(ServerlessGuard.ledgerOf(stack)).toEqual([]);
  });
});

/** The order in which the measures run, which the ledger keeps. */
function orderOf(measure: string): number {
  return ['guard-layer', 'log-retention', 'log-format', 'tracing', 'failure-handling', 'recursion', 'runtime-management', 'scoped-role', 'alarms'].indexOf(measure);
}

test('a whole app synthesises in a process of its own, CDK\'s validation on', () => {
  const script = `
    const { App, Stack } = require('aws-cdk-lib');
    const { variedApp, variedSecuredApp } = require('${__dirname}/hardening/varied-app');
    const { ServerlessGuard } = require('${__dirname}/../src');
    const app = new App();
    variedApp(new Stack(app, 'Shop'));
    variedSecuredApp(new Stack(app, 'Secured'));
    ServerlessGuard.protect(app, { alsoSet: ['log-format', 'tracing', 'failure-handling'] });
    delete process.env.CDK_VALIDATION;
    app.synth();
  `;
  const { CDK_VALIDATION: _, ...env } = process.env;
  expect(() => execFileSync(process.execPath, ['--import', 'tsx', '-e', script], { env: { ...env, CDK_OUTDIR: undefined }, stdio: 'pipe' })).not.toThrow();
});
