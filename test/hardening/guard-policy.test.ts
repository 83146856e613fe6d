import { Aspects } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { entryOf, plainFunction, stackUnderTest, variablesOf, warningIds, warnings } from './app-under-test';
import { GuardDetector, GuardMode, ServerlessGuard } from '../../src';
import type { GuardExemption, ServerlessGuardOptions } from '../../src';
import { BEHAVIOURS, DETECTORS } from '../../src/contract/policy';
import { environmentBytes } from '../../src/hardening/guard-environment';

/** What Lambda takes. */
const LIMIT = 4096;

function guarded(options: ServerlessGuardOptions, environment?: Record<string, string>): Stack {
  const stack = stackUnderTest();
  Aspects.of(stack).add(new ServerlessGuard(options));
  plainFunction(stack, { environment });
  return stack;
}

function policyOf(stack: Stack) {
  return JSON.parse(variablesOf(stack).SERVERLESS_GUARD_POLICY);
}

const exemptions = (count: number, place: Omit<GuardExemption, 'reason'>, reason = 'agreed'): GuardExemption[] => (
  Array.from({ length: count }, (_, index) => ({ ...place, route: `POST /reports/${index}`, reason }))
);

test('an environment that would be too large goes without the reasons of exemptions first', () => {
  const given = exemptions(20, { detector: GuardDetector.SQL }, 'x'.repeat(150));
  const stack = guarded({ exemptions: given });
  expect(policyOf(stack).exemptions).toEqual(given.map(({ reason: _, ...place }) => place));
  expect(warnings(stack)).toEqual([expect.stringMatching(/goes without the reasons of its exemptions/)]);
  expect(environmentBytes(variablesOf(stack))).toBeLessThanOrEqual(LIMIT);
});

test('then without the exemptions, and what they were about is reported and not blocked', () => {
  const stack = guarded({ mode: GuardMode.BLOCK, exemptions: exemptions(100, { detector: GuardDetector.SQL }), detectorModes: { path: GuardMode.OFF } });
  expect(policyOf(stack)).toEqual({ version: 1, detectors: { path: 'off', sql: 'report' } });
  expect(variablesOf(stack).SERVERLESS_GUARD_MODE).toBe('block');
  expect(warningIds(stack)).toEqual(['policy-shortened']);
});

test('an exemption of every detector makes every detector report, a detector that is off stays off', () => {
  const stack = guarded({ exemptions: exemptions(200, {}), detectorModes: { sql: GuardMode.OFF } });
  const attacks = DETECTORS.filter(detector => !(BEHAVIOURS as readonly string[]).includes(detector));
  expect(policyOf(stack).detectors).toEqual(Object.fromEntries(attacks.map(detector => [detector, detector === 'sql' ? 'off' : 'report'])));
});

test('going without exemptions turns on no behaviour that nobody asked for', () => {
  const stack = guarded({ exemptions: exemptions(200, {}), detectorModes: { 'child-process': GuardMode.BLOCK } });
  expect([policyOf(stack).detectors['child-process'], policyOf(stack).detectors.tmp]).toEqual(['report', undefined]);
});

test('one byte too many is too many, whatever it is made of', () => {
  const free = LIMIT - environmentBytes(variablesOf(guarded({}))) - Buffer.byteLength('LARGE');
  for (const [size, state] of [[free, 'set'], [free + 1, 'refused']] as const) {
    for (const value of ['x'.repeat(size), 'é'.repeat(Math.floor(size / 2)).padEnd(Math.ceil(size / 2), 'x')]) {
      const stack = guarded({}, { LARGE: value });
      expect(entryOf(stack.node.findChild('Orders'), 'guard-layer')).toMatchObject({ state });
    }
  }
});

test('no exemption, nothing to go without: the guard is refused as a whole', () => {
  const stack = guarded({}, { LARGE: 'x'.repeat(4000) });
  expect(warningIds(stack)).toEqual(['environment-too-large']);
});
