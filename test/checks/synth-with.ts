process.env.CDK_VALIDATION = 'false';

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { ServerlessTop10Checks } from '../../src';

/** A day on which nothing here is out of date. */
export const TODAY = '2026-06-01';

export const PUBLIC_URL = 'SAS2-FunctionUrlNoAuth';

export const app = () => new App({ context: { 'aws:cdk:disable-stack-trace': true } });

export function publicUrl(scope: Construct, id = 'Url'): lambda.CfnUrl {
  return new lambda.CfnUrl(scope, id, { targetFunctionArn: 'orders', authType: 'NONE' });
}

/** What a synth with packs came to: whether it failed, and the report that CDK wrote. */
export function synthWith(root: App, ...packs: ServerlessTop10Checks[]) {
  Validations.of(root).addPlugins(...packs);
  const printed: string[] = [];
  jest.spyOn(console, 'error').mockImplementation((...lines: unknown[]) => void printed.push(lines.join(' ')));
  let failed = false;
  const assembly = synthesised(root, message => {
    failed = true;
    printed.push(message);
  });
  failed ||= process.exitCode === 1;
  process.exitCode = undefined;
  const violations = violationsIn(assembly);
  const told = violations.flatMap(({ ruleName, violatingConstructs }) => violatingConstructs.map(({ constructPath }) => `${ruleName.trim()} ${constructPath}`));
  return { failed, violations, ids: violations.map(({ ruleName }) => ruleName.trim()), told: told.sort(), printed: printed.join('\n') };
}

/** CDK 2.276 throws where 2.257 sets the exit code. */
function synthesised(root: App, onFailure: (message: string) => void): string {
  try {
    return root.synth().directory;
  } catch (error) {
    onFailure(String(error));
    return root.outdir;
  }
}

export interface Violation {
  readonly ruleName: string;
  readonly severity: string;
  readonly fix?: string;
  readonly suggestedFix?: string;
  readonly description: string;
  readonly ruleMetadata: Readonly<Record<string, string>>;
  readonly violatingConstructs: ReadonlyArray<{ readonly constructPath: string; readonly resourceLogicalId?: string }>;
}

/** The report's name changed from `policy-validation-report.json`. */
function violationsIn(directory: string): readonly Violation[] {
  const file = ['validation-report.json', 'policy-validation-report.json'].map(name => join(directory, name)).find(existsSync);
  if (file === undefined) return [];
  const { pluginReports } = JSON.parse(readFileSync(file, 'utf8')) as { pluginReports: Array<{ violations: Violation[] }> };
  return pluginReports.flatMap(({ violations }) => violations);
}
