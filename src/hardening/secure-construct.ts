import { AspectPriority, Aspects } from 'aws-cdk-lib';
import type { IAspect } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';
import type { ServerlessGuardOptions } from '../options';
import { hardenSafely } from './harden';
import { findOwnLogGroup, hasGivenLogGroup, ownLogGroup } from './log-retention';
import { registerGuard, settingsOf } from './settings';
import { optionProblems, pickOptions } from './validate-options';
import { ValidationError } from './validation-error';

/**
 * Makes a function secure from its birth.
 *
 * The measures themselves wait for synthesis, as those of the aspect do: what the user adds until then is seen and kept,
 * and construct and aspect cannot differ.
 */
export function secureConstruct(construct: lambda.Function, props: ServerlessGuardOptions): void {
  const options = pickOptions(props);
  const problems = optionProblems(options);
  if (problems.length > 0) throw new ValidationError(construct.node.path, problems);
  const aspect: IAspect = { visit: (node: IConstruct) => { if (node === construct) hardenSafely(node); } };
  registerGuard(aspect, options, true);
  Aspects.of(construct).add(aspect, { priority: AspectPriority.MUTATING });
}

/** The log group of a secured function that has none from its user; CDK's own getter would make a custom resource. */
export function securedLogGroup(construct: lambda.Function): logs.ILogGroup | undefined {
  const own = findOwnLogGroup(construct);
  if (own !== undefined) return own;
  if (hasGivenLogGroup(construct)) return undefined;
  return ownLogGroup(construct, settingsOf(construct).retention);
}
