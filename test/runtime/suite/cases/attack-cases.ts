import type { DetectorName, SinkName } from '../../../../src/contract/policy';
import { SECRET } from '../build-fixture';
import type { EventName } from '../events';

/** An attack on one action of the fixture. */
export interface AttackCase {
  readonly action: string;
  readonly event: EventName;
  readonly input: string;
  readonly detector: DetectorName;
  readonly sink: SinkName;
  /** What the answer of an unprotected function holds, and no other answer. */
  readonly leak: string;
}

/** The detectors whose sinks the suite reaches. */
const DETECTOR_SINKS = {
  sql: 'postgres', shell: 'process', path: 'filesystem', ssrf: 'network', code: 'code', prototype: 'prototypes', xss: 'answer', crlf: 'answer',
} as const satisfies Partial<Record<DetectorName, SinkName>>;

const attack = (
  detector: keyof typeof DETECTOR_SINKS, action: string, input: string, leak: string, event: EventName, sink: SinkName = DETECTOR_SINKS[detector],
): AttackCase => ({ action, event, input, detector, sink, leak });

const ALL_PRODUCTS = 'gadget';
const STOLEN = 'card-of-somebody-else';
const TAUTOLOGY = "x' OR '1'='1";
const UNION = "x' UNION SELECT 0, card FROM payments --";
const COMMAND = '; cat secret.txt';
const READ_SECRET = 'process.getBuiltinModule("fs").readFileSync("secret.txt", "utf8")';
const ADMINS = 'the-secret-of-the-admins';
const SCRIPT = '<script>go()</script>';
const NEIGHBOUR = 'the-secret-of-the-neighbour';

/** Every sink once, over a usual source. */
const SINK_ATTACKS: readonly AttackCase[] = [
  attack('sql', 'sql-simple', TAUTOLOGY, ALL_PRODUCTS, 'API Gateway v1, query'),
  attack('sql', 'sql-simple', UNION, STOLEN, 'API Gateway v2, JSON body'),
  attack('sql', 'sql-extended', "x' OR id > 0 OR name = '", ALL_PRODUCTS, 'API Gateway v2, query'),
  attack('sql', 'sql-number', '0 UNION SELECT 0, card FROM payments', STOLEN, 'API Gateway v2, query'),
  attack('sql', 'sql-number', '0 or id > 0', ALL_PRODUCTS, 'API Gateway v1, JSON body'),
  attack('sql', 'sql-client', TAUTOLOGY, ALL_PRODUCTS, 'direct'),
  attack('sql', 'sql-swallowed', UNION, STOLEN, 'API Gateway v1, query'),
  attack('sql', 'sql-swallowed', UNION, STOLEN, 'direct'),
  attack('shell', 'shell-exec', `x${COMMAND}`, SECRET, 'API Gateway v1, JSON body'),
  attack('shell', 'shell-exec', '$(cat secret.txt)', SECRET, 'API Gateway v2, query'),
  attack('shell', 'shell-exec-taken-early', `x${COMMAND}`, SECRET, 'API Gateway v2, query'),
  attack('shell', 'shell-exec-promisified', '`cat secret.txt`', SECRET, 'direct'),
  attack('shell', 'shell-exec-sync', 'x && cat secret.txt', SECRET, 'API Gateway v1, query'),
  attack('shell', 'shell-exec-sync-taken-early', "x'; cat secret.txt; echo '", SECRET, 'API Gateway v1, query'),
  attack('shell', 'shell-spawn', 'x\ncat secret.txt', SECRET, 'API Gateway v2, JSON body'),
  attack('shell', 'shell-spawn-sh-c', 'x | cat secret.txt', SECRET, 'direct'),
  attack('shell', 'shell-spawn-sync', `x${COMMAND}`, SECRET, 'function URL, JSON body'),
  attack('shell', 'argument-option', '--from-file=secret.txt', SECRET, 'API Gateway v1, query'),
  attack('path', 'argument-path', '../secret.txt', SECRET, 'API Gateway v2, JSON body', 'process'),
  attack('path', 'argument-path-in-shell', '../secret.txt', SECRET, 'API Gateway v2, query', 'process'),
  attack('ssrf', 'argument-host', '127.0.0.1', NEIGHBOUR, 'API Gateway v2, JSON body', 'process'),
  attack('path', 'path-sync', '../secret.txt', SECRET, 'API Gateway v1, query'),
  attack('path', 'path-callback', '../secret.txt', SECRET, 'API Gateway v2, query'),
  attack('path', 'path-promises', 'sub/../../secret.txt', SECRET, 'API Gateway v2, JSON body'),
  attack('path', 'path-promises-namespace', './../secret.txt', SECRET, 'direct'),
  attack('path', 'path-stream', '../secret.txt', SECRET, 'function URL, JSON body'),
  attack('path', 'path-open', '../secret.txt', SECRET, 'direct'),
  attack('ssrf', 'fetch-host', '127.0.0.1', NEIGHBOUR, 'API Gateway v1, query'),
  attack('ssrf', 'fetch-host', '2130706433', NEIGHBOUR, 'API Gateway v2, JSON body'),
  attack('ssrf', 'fetch-path', '../status', NEIGHBOUR, 'direct'),
  attack('ssrf', 'http-host', 'localhost', NEIGHBOUR, 'function URL, JSON body'),
  attack('ssrf', 'http-host', '0x7f.1', NEIGHBOUR, 'API Gateway v2, form body'),
  attack('ssrf', 'http-swallowed', '127.0.0.1', NEIGHBOUR, 'API Gateway v1, query'),
  attack('sql', 'partiql', "x' OR '1'='1", NEIGHBOUR, 'API Gateway v2, query', 'aws-api'),
  attack('sql', 'partiql-fetch', "x' OR '1'='1", NEIGHBOUR, 'SQS, JSON body', 'aws-api'),
  attack('code', 'code-eval', READ_SECRET, SECRET, 'API Gateway v1, query'),
  attack('code', 'code-eval-json', `{"a": (() => ${READ_SECRET})()}`, SECRET, 'API Gateway v2, JSON body'),
  attack('code', 'code-eval-swallowed', READ_SECRET, SECRET, 'API Gateway v2, query'),
  attack('code', 'code-eval-swallowed', READ_SECRET, SECRET, 'direct'),
  attack('code', 'code-eval-indirect', READ_SECRET, SECRET, 'function URL, JSON body'),
  attack('code', 'code-eval-kept', READ_SECRET, SECRET, 'direct'),
  attack('code', 'code-function', `name + ${READ_SECRET}`, SECRET, 'API Gateway v2, query'),
  attack('code', 'code-function', `constructor.constructor('return ${READ_SECRET}')()`, SECRET, 'API Gateway v1, query'),
  attack('code', 'code-function-kept', READ_SECRET, SECRET, 'API Gateway v2, form body'),
  attack('code', 'code-function-parameter', READ_SECRET, SECRET, 'direct'),
  attack('code', 'code-function-of-function', READ_SECRET, SECRET, 'API Gateway v1, query'),
  attack('code', 'code-async-function', READ_SECRET, SECRET, 'API Gateway v2, query'),
  attack('code', 'code-vm', READ_SECRET, SECRET, 'API Gateway v2, query'),
  attack('code', 'code-vm-script', READ_SECRET, SECRET, 'direct'),
  attack('code', 'code-module', READ_SECRET, SECRET, 'API Gateway v1, JSON body'),
  attack('code', 'code-worker', READ_SECRET, SECRET, 'API Gateway v2, query'),
  attack('code', 'code-node', READ_SECRET, SECRET, 'API Gateway v1, query'),
  attack('code', 'code-ejs', `Hello <%= ${READ_SECRET} %>`, SECRET, 'API Gateway v2, JSON body'),
  attack('code', 'code-ejs-page', `<%- ${READ_SECRET} %>`, SECRET, 'API Gateway v2, query'),
  attack('code', 'code-lodash', `Hello \${ ${READ_SECRET} }`, SECRET, 'API Gateway v1, JSON body'),
  attack('code', 'code-yaml', `toString: !!js/function 'function(){ return ${READ_SECRET} }'`, SECRET, 'API Gateway v1, JSON body'),
  attack('prototype', 'pollute-merge', '{"__proto__":{"isAdmin":true}}', ADMINS, 'API Gateway v1, query'),
  attack('prototype', 'pollute-merge', '{"a":{"constructor":{"prototype":{"isAdmin":1}}},"__proto__":{"isAdmin":1}}', ADMINS, 'API Gateway v2, JSON body'),
  attack('prototype', 'pollute-path', '__proto__[isAdmin]=yes', ADMINS, 'API Gateway v2, form body'),
  attack('prototype', 'pollute-path', 'a=1&constructor.prototype.isAdmin=yes', ADMINS, 'direct'),
  attack('xss', 'page-text', SCRIPT, SCRIPT, 'API Gateway v1, query'),
  attack('xss', 'page-text', '<img src=x onerror=go()>', 'onerror=go()', 'API Gateway v2, form body'),
  attack('xss', 'page-value', '" autofocus onfocus="go()', 'onfocus', 'API Gateway v2, query'),
  attack('xss', 'page-base64', SCRIPT, Buffer.from(`<p>${SCRIPT}</p>`).toString('base64'), 'function URL, JSON body'),
  attack('crlf', 'redirect', 'x\r\nset-cookie: session=mine', 'session=mine', 'API Gateway v1, query'),
  attack('crlf', 'cookie', 'x\nx-frame-options: none', 'x-frame-options', 'API Gateway v2, JSON body'),
  attack('prototype', 'pollute-swallowed', '{"__proto__":{"isAdmin":true}}', ADMINS, 'SQS, JSON body'),
];

/** One attack over every source. */
const SOURCES: readonly EventName[] = [
  'API Gateway v2, base64 JSON body', 'API Gateway v2, form body', 'function URL, JSON body',
  'S3, object key', 'SQS, JSON body', 'SNS, JSON message', 'Kinesis, base64 JSON', 'DynamoDB stream', 'EventBridge',
];

export const ATTACK_CASES: readonly AttackCase[] = [
  ...SINK_ATTACKS,
  ...SOURCES.flatMap(event => [
    attack('sql', 'sql-simple', TAUTOLOGY, ALL_PRODUCTS, event),
    attack('shell', 'shell-exec', `x${COMMAND}`, SECRET, event),
    attack('path', 'path-promises', '../secret.txt', SECRET, event),
    attack('ssrf', 'fetch-path', '../status', NEIGHBOUR, event),
    attack('code', 'code-function-kept', READ_SECRET, SECRET, event),
  ]),
];
