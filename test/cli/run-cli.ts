import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Host } from '../../cli/host';
import { main } from '../../cli/main';

/** What a run of the command left behind. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const directories: string[] = [];

afterAll(() => directories.forEach(directory => rmSync(directory, { recursive: true, force: true })));

/** A directory with files, gone when the tests are. */
export function directoryWith(files: Readonly<Record<string, string | Buffer>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'serverless-guard-cli-'));
  directories.push(directory);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  return directory;
}

/** Runs the command in a directory. */
export function run(cwd: string, args: readonly string[], host: Partial<Host> = {}): Run {
  let out = '';
  let err = '';
  const code = main(args, {
    cwd,
    env: {},
    version: '1.2.3',
    packageRoot: join(__dirname, '../..'),
    isTerminal: false,
    out: text => { out += text; },
    err: text => { err += text; },
    ...host,
  });
  return { code, out, err };
}

/** A day on which runtimes are what the tests say. */
export const TODAY = ['--today', '2026-06-01'] as const;

interface JsonFinding {
  readonly id: string;
  readonly severity: string;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly logicalId: string;
  readonly constructPath?: string;
  readonly acknowledged?: { readonly reason: string; readonly inFile: boolean };
}

/** The JSON report on templates. */
export function findingsIn(cwd: string, args: readonly string[]): readonly JsonFinding[] {
  return (JSON.parse(run(cwd, ['check', '--format', 'json', ...TODAY, ...args]).out) as { findings: JsonFinding[] }).findings;
}

/** A template with one error: a function URL for everybody. */
export const OPEN_URL = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  OrdersUrl:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: arn:aws:lambda:eu-west-1:111122223333:function:orders
      AuthType: NONE
`;

/** A template that nothing is found in. */
export const CLEAN = OPEN_URL.replace('NONE', 'AWS_IAM');

/** A template with warnings alone. */
export const WARNED = `Resources:
  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 3
`;
