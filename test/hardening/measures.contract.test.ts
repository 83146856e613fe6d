import { Aspects } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { PLAIN, entryOf, plainFunction, stackUnderTest, userFunctions, warningIds } from './app-under-test';
import { VARIETY } from './varied-app';
import { HardeningMeasure, PermissionsMode, SecuredFunction, ServerlessGuard } from '../../src';
import type { ServerlessGuardOptions } from '../../src';

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

const ON_REQUEST = [HardeningMeasure.LOG_FORMAT, HardeningMeasure.TRACING, HardeningMeasure.FAILURE_HANDLING];
const MEASURES = Object.values(HardeningMeasure);
const reason = 'the platform team does it';
/** Every measure, also the one that only an option asks for. */
const ASKED = { permissions: PermissionsMode.ENFORCE };

describe.each(MEASURES)('%s', measure => {
  test('is set on a SecuredFunction, once, with a reason', () => {
    const stack = stackUnderTest();
    const fn = new SecuredFunction(stack, 'Orders', { ...PLAIN, ...ASKED });
    expect(entryOf(fn, measure)).toMatchObject({ state: 'set', reason: expect.stringMatching(/\w/) });
    const { entries } = userFunctions(stack)[0]!.Metadata!['cdk-serverless-guard'];
    expect(entries.filter((entry: any) => entry.measure === measure)).toHaveLength(1);
    expect(JSON.stringify(entries)).not.toMatch(/\$\{Token|Fn::|"Ref"/);
  });

  test('is set on a plain function by the aspect, or kept with what would set it', () => {
    const stack = stackUnderTest();
    Aspects.of(stack).add(new ServerlessGuard(ASKED));
    const entry = entryOf(plainFunction(stack), measure);
    if (entry?.state !== 'set') expect(entry).toMatchObject({ state: 'kept', reason: expect.stringContaining('alsoSet') });
  });

  test('is not set when opted out, and the ledger says why and until when', () => {
    const stack = stackUnderTest();
    const fn = new SecuredFunction(stack, 'Orders', { ...PLAIN, ...ASKED, optOut: [{ measure, reason, expires: '2100-01-01' }] });
    expect(entryOf(fn, measure)).toEqual({ measure, state: 'optedOut', reason, expires: '2100-01-01' });
    const without = Template.fromStack(stack).toJSON();
    const plain = stackUnderTest();
    new SecuredFunction(plain, 'Orders', { ...PLAIN, ...ASKED });
    expect(without).not.toEqual(Template.fromStack(plain).toJSON());
  });

  test('is set again once the opt-out has expired, with a warning', () => {
    const stack = stackUnderTest();
    const fn = new SecuredFunction(stack, 'Orders', { ...PLAIN, ...ASKED, optOut: [{ measure, reason, expires: '2020-01-01' }] });
    expect(entryOf(fn, measure)).toMatchObject({ state: 'set' });
    expect(warningIds(stack)).toEqual(['opt-out-expired']);
  });
});

/** Functions that a measure may meet: whatever it does, it says so and leaves a template. */
describe.each(Object.keys(VARIETY))('a function with %s', variety => {
  const make = (options: ServerlessGuardOptions) => {
    const stack = stackUnderTest();
    VARIETY[variety]!(stack, (id, props = {}) => plainFunction(stack, props, id));
    const alsoSet = ON_REQUEST.filter(measure => !options.optOut?.some(optOut => optOut.measure === measure));
    ServerlessGuard.protect(stack, { ...ASKED, ...options, alsoSet });
    return { stack, template: Template.fromStack(stack).toJSON() };
  };
  const ledgers = (stack: Stack) => stack.node.findAll().filter(node => node instanceof lambda.Function && node.node.id !== 'Handler').map(fn => ServerlessGuard.ledgerOf(fn));

  test('has every measure in its ledger, once, with a reason', () => {
    const { stack } = make({});
    for (const ledger of ledgers(stack).filter(entries => entries[0]?.measure !== '*')) {
      expect(ledger.map(({ measure }) => measure).sort()).toEqual([...MEASURES].sort());
      for (const { reason: why } of ledger) expect(why).toMatch(/^[^$]*\w[^$]*$/);
      expect(ledger.map(({ reason: why }) => why).join()).not.toMatch(/\bundefined\b|\[object|NaN|Token\[/);
    }
    expect(warningIds(stack)).not.toContain('failed');
  });

  test('has nothing of the guard when every measure is opted out', () => {
    const { stack, template } = make({ optOut: MEASURES.map(measure => ({ measure, reason })) });
    expect(ledgers(stack).flat().filter(({ measure, state }) => measure !== '*' && state !== 'optedOut')).toEqual([]);
    const untouched = stackUnderTest();
    VARIETY[variety]!(untouched, (id, props = {}) => plainFunction(untouched, props, id));
    expect(withoutLedgers(template)).toEqual(withoutLedgers(Template.fromStack(untouched).toJSON()));
  });
});

function withoutLedgers({ Resources: resources }: Record<string, any>): Record<string, any> {
  return Object.fromEntries(Object.entries<any>(resources).map(([id, { Metadata: _, ...resource }]) => [id, resource]));
}

/** Properties of the L1 that the user gave, each with a value that no measure would choose. */
const GIVEN: Array<[string, Partial<lambda.FunctionProps>, string, unknown]> = [
  ['recursion', { recursiveLoop: lambda.RecursiveLoop.ALLOW }, 'RecursiveLoop', 'Allow'],
  ['runtime-management', { runtimeManagementMode: lambda.RuntimeManagementMode.FUNCTION_UPDATE }, 'RuntimeManagementConfig', { UpdateRuntimeOn: 'FunctionUpdate' }],
  ['tracing', { tracing: lambda.Tracing.PASS_THROUGH }, 'TracingConfig', { Mode: 'PassThrough' }],
  ['log-format', { loggingFormat: lambda.LoggingFormat.TEXT }, 'LoggingConfig', expect.objectContaining({ LogFormat: 'Text' })],
];

describe.each(GIVEN)('%s given by the user', (measure, props, property, value) => {
  test('is kept on a SecuredFunction', () => {
    const stack = stackUnderTest();
    const fn = new SecuredFunction(stack, 'Orders', { ...PLAIN, ...props });
    expect(userFunctions(stack)[0]!.Properties[property]).toEqual(value);
    expect(entryOf(fn, measure)).toMatchObject({ state: 'kept' });
  });

  test('is kept as a property override', () => {
    const stack = stackUnderTest();
    const fn = new SecuredFunction(stack, 'Orders', PLAIN);
    const override = property === 'LoggingConfig' ? { LogFormat: 'Text' } : value;
    (fn.node.defaultChild as lambda.CfnFunction).addPropertyOverride(property, structuredClone(override));
    expect(userFunctions(stack)[0]!.Properties).toMatchObject({ [property]: override });
    expect(entryOf(fn, measure)).toMatchObject({ state: 'kept' });
  });
});

test('alsoSet brings what is only reported otherwise', () => {
  const stack = stackUnderTest();
  Aspects.of(stack).add(new ServerlessGuard({ alsoSet: [HardeningMeasure.LOG_FORMAT, HardeningMeasure.TRACING, HardeningMeasure.FAILURE_HANDLING] }));
  const fn = plainFunction(stack);
  expect(userFunctions(stack)[0]!.Properties).toMatchObject({ LoggingConfig: { LogFormat: 'JSON' }, TracingConfig: { Mode: 'Active' } });
  expect(entryOf(fn, 'failure-handling')).toMatchObject({ state: 'set' });
});
