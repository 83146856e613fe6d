import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inspectCode } from '../../../runtime/node/detectors/code';
import { inspectCommand, inspectLines } from '../../../runtime/node/detectors/commands';
import { inspectHtml } from '../../../runtime/node/detectors/html';
import { inspectFilter, inspectName } from '../../../runtime/node/detectors/ldap';
import { inspectBreaks } from '../../../runtime/node/detectors/line-breaks';
import { inspectOperators } from '../../../runtime/node/detectors/operators';
import { inspectPath } from '../../../runtime/node/detectors/path';
import { inspectScript } from '../../../runtime/node/detectors/script';
import { inspectShell } from '../../../runtime/node/detectors/shell';
import { inspectSql, type SqlDialect } from '../../../runtime/node/detectors/sql';
import { inspectDestination, inspectUrl } from '../../../runtime/node/detectors/ssrf';
import { internalKind } from '../../../runtime/node/detectors/ssrf/address';
import type { Inspect, Verdict } from '../../../runtime/node/detectors/verdict';
import { inspectEntities } from '../../../runtime/node/detectors/xml';
import { Invocation } from '../../../runtime/node/invocation/invocation';
import { argumentCalls } from '../../../runtime/node/sinks/process/argument-calls';
import { createReader } from '../../../runtime/node/sinks/wire/readers';

/** One line of runtime/corpus/*.jsonl; its README describes the format. */
interface Case {
  readonly id: string;
  readonly class: 'sql' | 'shell' | 'arguments' | 'path' | 'nosql' | 'ssrf' | 'code' | 'xss' | 'ldap' | 'crlf' | 'xxe';
  readonly text: string;
  readonly input: string;
  readonly dialect?: string;
  readonly address?: string;
  readonly own?: boolean;
  readonly carried?: boolean;
  readonly outside?: boolean;
  readonly expected: 'attack' | 'safe';
  readonly why: string;
}

const CORPUS = join(__dirname, '..', '..', '..', 'runtime', 'corpus');

const cases = (file: string): Case[] => readFileSync(join(CORPUS, file), 'utf8').trimEnd().split('\n').map(line => JSON.parse(line) as Case);

const NO_INVOCATION = new Invocation({}, undefined);

const NOSQL: Readonly<Record<string, (text: string) => Inspect>> = {
  condition: text => inspectScript(text, 'condition'),
  javascript: text => inspectScript(text, 'javascript'),
  lua: text => inspectScript(text, 'lua'),
  operators: inspectOperators,
  command: inspectCommand,
  lines: inspectLines,
};

const judgeRequest = ({ text, input, address, own = false, carried = false, outside = true }: Case) => {
  const url = new URL(text);
  const kind = internalKind(address ?? '');
  const verdict = inspectUrl(text)(input);
  if (verdict || !kind) return verdict;
  return inspectDestination({
    host: url.hostname.replace(/^\[|\]$|\.$/g, ''),
    port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    kind,
    paths: [url.pathname],
    isOwn: own,
    isFromOutside: outside,
    isCarried: () => carried,
  })(input);
};

/** Without the question for hosts, which needs an invocation. */
const judgeArguments = ({ text, input, dialect }: Case) => {
  const calls = argumentCalls(dialect === 'argv' ? JSON.parse(text) as string[] : text, undefined).filter(({ detector }) => detector !== 'ssrf');
  return calls.map(call => call.prepare(call.text, NO_INVOCATION)(input)).find(verdict => verdict !== undefined);
};

/** A filter of RFC 4515, as its reader on the wire hands it over: values as they are, and where the filter's own signs stand. */
const judgeFilter = (escaped: string) => {
  let text = '';
  const syntax: number[] = [];
  for (const [part] of escaped.matchAll(/(?:\\[0-9a-f]{2})+|[^]/gi)) {
    if ('()*'.includes(part)) syntax.push(text.length);
    text += part.length > 1 ? Buffer.from(part.replaceAll('\\', ''), 'hex').toString() : part;
  }
  return inspectFilter(text, syntax);
};

/** What the readers of mail and of caches make of written lines. */
const judgeWritten = (name: 'smtp' | 'memcached', opening: string, text: string, input: string) => {
  const reader = createReader(name, { notCovered: () => undefined, failed: error => expect(error).toBeUndefined() });
  reader.read(Buffer.from(opening));
  return reader.read(Buffer.from(text)).map(statement => statement.prepare(statement.text, NO_INVOCATION)(input)).find(verdict => verdict !== undefined);
};

const CRLF: Readonly<Record<string, (text: string, input: string) => Verdict | undefined>> = {
  header: (text, input) => inspectBreaks(text)(input),
  commands: (text, input) => judgeWritten('smtp', 'EHLO client\r\n', text, input),
  mail: (text, input) => judgeWritten('smtp', 'EHLO client\r\nDATA\r\n', text, input),
  cache: (text, input) => judgeWritten('memcached', 'version\r\n', text, input),
};

const JUDGES: Readonly<Record<Case['class'], (row: Case & { readonly dialect: string }) => Verdict | undefined>> = {
  sql: ({ text, input, dialect }) => inspectSql(text, dialect as SqlDialect)(input),
  shell: ({ text, input }) => inspectShell(text)(input),
  arguments: judgeArguments,
  path: ({ text, input }) => inspectPath(text)(input),
  nosql: ({ text, input, dialect }) => NOSQL[dialect]!(text)(input),
  ssrf: judgeRequest,
  code: ({ text, input }) => inspectCode(text)(input),
  xss: ({ text, input }) => inspectHtml(text, inspectScript)(input),
  ldap: ({ text, input, dialect }) => (dialect === 'name' ? inspectName(text) : judgeFilter(text))(input),
  crlf: ({ text, input, dialect }) => CRLF[dialect]!(text, input),
  xxe: ({ text, input }) => inspectEntities(text)(input),
};

const judge = (row: Case) => JUDGES[row.class]({ dialect: 'generic', ...row });

describe.each(readdirSync(CORPUS).filter(name => name.endsWith('.jsonl')))('%s', file => {
  const all = cases(file);

  test.each(all.map(row => [row.id, row.why, row] as const))('%s: %s', (_id, _why, row) => {
    expect(judge(row) === undefined ? 'safe' : 'attack').toBe(row.expected);
  });

  test('has distinct ids, and at least 60 cases of which a third and more are benign', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(60);
    expect(all.filter(({ expected }) => expected === 'safe').length).toBeGreaterThan(all.length / 3);
    expect(all.filter(({ expected }) => expected === 'attack').length).toBeGreaterThan(all.length / 3);
  });
});
