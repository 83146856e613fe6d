import { base64, finding, observation } from './observation';
import { judgeAttack, judgeBenign } from '../../examples/demo/outcomes';
import type { Attack, BenignRequest } from '../../examples/demo/request';

const attack: Attack = { title: 'attack', carrier: 'test', function: 'Orders', event: {}, harm: ({ payload }) => (payload.includes('loot') ? 'leaked' : undefined) };
const request: BenignRequest = { title: 'benign', carrier: 'test', function: 'Orders', event: {}, expected: 'A-1001' };
const harmed = observation({ payload: '"loot"' });
const refused = observation({ payload: '{"statusCode":403}', findings: [finding()] });
const works = observation({ payload: '{"statusCode":200,"body":"A-1001"}' });

describe('an attack', () => {
  test('is blocked where it harms the unprotected app and the guard refused it', () => {
    expect(judgeAttack(attack, harmed, refused)).toMatchObject({ blocked: true, harmUnprotected: 'leaked', harmProtected: undefined, finding: finding() });
  });

  test.each([
    ['harms the protected app, too', harmed, { ...harmed, findings: [finding()] }],
    ['fails without the guard', observation(), refused],
    ['fails for another reason than the guard', harmed, observation()],
    ['is reported, not blocked', harmed, observation({ findings: [finding('reported')] })],
  ])('is not blocked where it %s', (_, unprotected, guarded) => {
    expect(judgeAttack(attack, unprotected, guarded).blocked).toBe(false);
  });
});

describe('a benign request', () => {
  test('is identical where answer and effects are', () => {
    expect(judgeBenign(request, works, { ...works })).toMatchObject({ works: true, differences: [], identical: true });
  });

  test('works where the expected text is in a written file, its name or a base64 answer', () => {
    expect(judgeBenign(request, observation({ files: { 'a.txt': base64('for A-1001') } }), observation()).works).toBe(true);
    expect(judgeBenign(request, observation({ files: { 'A-1001': '' } }), observation()).works).toBe(true);
    expect(judgeBenign(request, observation({ payload: JSON.stringify({ body: base64('A-1001'), isBase64Encoded: true }) }), observation()).works).toBe(true);
  });

  test.each([
    ['answer', { payload: `${works.payload} ` }],
    ['files', { files: { 'a.txt': base64('a') } }],
    ['orders', { totalChange: 1 }],
    ['finding', { findings: [finding('reported')] }],
  ])('differs by its %s', (difference, change) => {
    expect(judgeBenign(request, works, { ...works, ...change })).toMatchObject({ differences: [difference], identical: false });
  });

  test('stays identical where a value was told as an attempt', () => {
    const reported = finding('reported');
    const { finding_info: info } = reported;
    const attempt = { ...reported, finding_info: { ...info, analytic: { ...info.analytic, name: 'screening' as const } } };
    expect(judgeBenign(request, works, { ...works, findings: [attempt] })).toMatchObject({ differences: [], isAttempt: true, identical: true });
  });

  test('differs where the same file has another content', () => {
    const write = (text: string) => ({ ...works, files: { 'a.txt': base64(text) } });
    expect(judgeBenign(request, write('one'), write('two')).differences).toEqual(['files']);
  });

  test('is not identical where the feature is broken without the guard', () => {
    expect(judgeBenign(request, observation(), observation())).toMatchObject({ works: false, differences: [], identical: false });
    const failed = { ...works, error: 'boom' };
    expect(judgeBenign(request, failed, failed).identical).toBe(false);
  });
});
