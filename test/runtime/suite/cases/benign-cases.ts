import type { EventName } from '../events';

/** A request that the guard must not change in any way. */
export interface BenignCase {
  readonly action: string;
  readonly event: EventName;
  readonly input: string;
}

const benign = (action: string, input: string, event: EventName = 'API Gateway v2, query'): BenignCase => ({ action, input, event });

export const BENIGN_CASES: readonly BenignCase[] = [
  benign('sql-simple', 'widget'),
  benign('sql-simple', 'no such product', 'SQS, JSON body'),
  benign('sql-simple', "o''brien"),
  benign('sql-extended', 'gadget', 'API Gateway v1, query'),
  benign('sql-number', '1'),
  benign('sql-client', 'widget', 'direct'),
  benign('sql-swallowed', 'widget', 'EventBridge'),
  benign('sql-parameter', "x' OR '1'='1"),
  benign('sql-parameter', 'Robert"); DROP TABLE products; --', 'API Gateway v1, JSON body'),
  benign('sql-syntax-error', 'x'),
  benign('shell-exec', 'hello'),
  benign('shell-exec-taken-early', 'report-2026.pdf', 'S3, object key'),
  benign('shell-exec-promisified', 'two words'),
  benign('shell-exec-promisified', 'fish & chips; 5 > 3'),
  benign('shell-exec-sync', 'hello', 'direct'),
  benign('shell-spawn', 'hello'),
  benign('shell-spawn-sync', 'hello', 'DynamoDB stream'),
  benign('shell-argument', 'x; cat secret.txt $(id)'),
  benign('shell-argument', '--from-file=secret.txt'),
  benign('argument-option', 'public/notes..txt'),
  benign('argument-path', 'notes..txt'),
  benign('argument-path-in-shell', 'sub/../hello.txt'),
  benign('path-sync', 'hello.txt'),
  benign('path-callback', 'hello.txt', 'API Gateway v1, JSON body'),
  benign('path-promises', 'notes..txt'),
  benign('path-promises-namespace', 'hello.txt'),
  benign('path-promises', 'missing.txt', 'direct'),
  benign('path-stream', 'hello.txt', 'function URL, JSON body'),
  benign('path-open', 'hello.txt'),
  benign('path-basename', '../../hello.txt'),
  benign('fetch-path', 'hello'),
  benign('fetch-path', 'a/../b?next=../@x', 'SQS, JSON body'),
  benign('http-host', 'nowhere.invalid'),
  benign('partiql', 'ann'),
  benign('partiql-fetch', 'ann', 'EventBridge'),
  benign('echo', "x' OR '1'='1; cat /etc/passwd | ../../secret.txt"),
  benign('child-node', ''),
  benign('child-node-stderr', ''),
  benign('worker', ''),
  benign('worker-own-environment', ''),
  benign('handler-variable', ''),
  benign('throw-type-error', '7'),
  benign('throw-type-error', '7', 'SQS, JSON body'),
  benign('throw-own-error', '7', 'API Gateway v1, query'),
  benign('throw-text', 'a text'),
  benign('throw-from-fs', ''),
  benign('throw-from-exec', ''),
  benign('unserialisable', '', 'direct'),
  benign('nothing', '', 'direct'),
];
