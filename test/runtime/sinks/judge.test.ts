import { inspectSql } from '../../../runtime/node/detectors/sql';
import type { Attack } from '../../../runtime/node/findings/attack';
import { oneInFlight } from '../../../runtime/node/invocation/in-flight';
import { Invocation } from '../../../runtime/node/invocation/invocation';
import { createPolicy } from '../../../runtime/node/response/policy';
import { createJudge } from '../../../runtime/node/sinks/judge';
import { silentReporter } from '../silent-reporter';

const ATTACK = "x' OR '1'='1";
const sql = (value: string): string => `SELECT * FROM t WHERE name = '${value}'`;

function judging(event: unknown) {
  const attacks: Attack[] = [];
  const errors: string[] = [];
  const inFlight = oneInFlight();
  inFlight.begin(new Invocation(event, { awsRequestId: 'r' }));
  const reporter = silentReporter({ attack: attack => attacks.push(attack), guardError: (where: string, error: unknown) => errors.push(`${where}: ${String(error)}`) });
  const court = createJudge({ inFlight, policy: createPolicy('block', {}), reporter, now: () => 0 });
  return { attacks, errors, judge: (text: string) => court({ sink: 'postgres', detector: 'sql', operation: 'Query', text, prepare: it => inspectSql(it, 'postgres') }) };
}

test('the plainest place of an attack is told', () => {
  const { attacks, judge } = judging({ rawQueryString: new URLSearchParams({ q: ATTACK }).toString(), queryStringParameters: { q: ATTACK } });
  expect(judge(sql(ATTACK))).toBeDefined();
  expect(attacks.map(({ place }) => place)).toEqual([{ path: '$.queryStringParameters.q', decoders: [] }]);
});

test('an attack behind inputs that use up the work is refused, and the finding says what was not inspected', () => {
  const flood = Array.from({ length: 500 }, (_, index) => `${'padding '.repeat(400)}${index}`);
  const { attacks, errors, judge } = judging({ flood, q: ATTACK });
  for (const text of flood.slice(0, 20)) judge(`INSERT INTO t VALUES ('${text}')`);
  judge(`INSERT INTO t VALUES ('${flood.join(' ')}')`);
  expect(errors).toEqual(expect.arrayContaining([expect.stringContaining('work for request r is used up')]));
  expect(judge(sql(ATTACK))).toBeDefined();
  expect(attacks.map(({ input, notInspected }) => ({ input, notInspected }))).toEqual([{ input: ATTACK, notInspected: expect.stringContaining('whole inputs alone') as string }]);
});

test('an attack among very many short inputs is found', () => {
  const shorts = Array.from({ length: 5_000 }, (_, index) => `${String.fromCharCode(0x21 + (index % 14))}${String.fromCharCode(0x4e00 + index)}`);
  const { judge } = judging([...shorts, "'--"]);
  expect(judge(sql("'--"))).toBeDefined();
  expect(judge(sql('a'))).toBeUndefined();
});
