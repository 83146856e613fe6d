import { createPolicy, parsePolicy, type VerdictPlace } from '../../../runtime/node/response/policy';
import type { PolicyExemption } from '../../../src/contract/policy';

const place: VerdictPlace = { detector: 'sql', sink: 'postgres', trigger: 'apigateway', route: 'GET /orders', inputPath: '$.body.q' };
const NOW = Date.parse('2026-06-01');
const isExempt = (exemption: Omit<PolicyExemption, 'reason'>): boolean =>
  createPolicy('block', { exemptions: [{ ...exemption, reason: 'test' }] }).isExempt(place, NOW);

test.each([
  [{ detector: 'sql' }], [{ sink: 'postgres' }], [{ route: 'GET /orders' }], [{ route: 'apigateway' }], [{ parameter: '$.body.q' }], [{ parameter: '$.body' }],
  [{ detector: 'sql', sink: 'postgres', route: 'GET /orders', parameter: '$.body.q', expires: '2026-06-02' }],
] as const)('%j holds', exemption => {
  expect(isExempt(exemption)).toBe(true);
});

test.each([
  [{ detector: 'shell' }], [{ sink: 'process' }], [{ route: 'GET /' }], [{ parameter: '$.bod' }], [{ detector: 'sql', route: 'POST /orders' }],
  [{ detector: 'sql', expires: '2026-06-01' }], [{ detector: 'sql', expires: 'not a date' }],
] as const)('%j does not hold', exemption => {
  expect(isExempt(exemption)).toBe(false);
});

test.each([
  ['block', undefined, 'block'], ['block', 'report', 'report'], ['block', 'off', 'off'], ['report', 'block', 'report'], ['report', 'off', 'off'], ['off', 'block', 'off'],
  ['block', 'nonsense', 'block'],
] as const)('mode %s with %s for a detector is %s', (mode, own, expected) => {
  expect(createPolicy(mode, { detectors: { sql: own as 'off' | undefined } }).modeOf('sql')).toBe(expected);
});

test('undeclared connections are reported until their detector is told to block', () => {
  expect([createPolicy('block', {}), createPolicy('block', { detectors: { egress: 'block' } }), createPolicy('off', {})].map(policy => policy.modeOf('egress')))
    .toEqual(['report', 'block', 'off']);
});

test('a polluted Object.prototype switches nothing off', () => {
  const prototype = Object.prototype as Record<string, unknown>;
  const policy = createPolicy('block', {});
  prototype.sql = 'off';
  prototype.detectors = { sql: 'off' };
  try {
    expect(policy.modeOf('sql')).toBe('block');
  } finally {
    delete prototype.sql;
    delete prototype.detectors;
  }
});

test.each(['', '{', 'null', '[]', '{"version":2}', '"text"'])('%j is no policy', text => {
  expect(parsePolicy(text)).toBeUndefined();
});
