import { Aspects } from 'aws-cdk-lib';
import type { IAspect } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct, IConstruct } from 'constructs';
import { HardeningMeasure } from '../options';
import type { ServerlessGuardOptions } from '../options';
import { GUARD_PRIORITY } from './aspect-priority';
import { hardenSafely } from './harden';
import { handOutLogGroup } from './log-retention';
import { optOutOf, registerGuard, settingsOf } from './settings';
import { optionProblems, pickOptions } from './validate-options';
import { isExpired } from '../validation/expiry';
import { ValidationError } from '../validation/validation-error';

/** The properties of a secured construct, once they are found to be valid; before anything is made of them. */
export function validProps<T extends ServerlessGuardOptions>(scope: Construct, id: string, props: T): T {
  const problems = optionProblems(pickOptions(props));
  if (problems.length > 0) throw new ValidationError(`${scope.node.path}/${id}`, problems);
  return props;
}

/**
 * Makes a function secure from its birth.
 *
 * The measures themselves wait for synthesis, as those of the aspect do: what the user adds until then is seen and kept,
 * and construct and aspect cannot differ.
 */
export function secureConstruct(construct: lambda.Function, props: ServerlessGuardOptions): void {
  const aspect: IAspect = { visit: (node: IConstruct) => { if (node === construct) hardenSafely(node); } };
  registerGuard(aspect, pickOptions(props), true);
  Aspects.of(construct).add(aspect, { priority: GUARD_PRIORITY });
}

/** The log group of a secured function that has none from its user; CDK's own getter would make a custom resource. */
export function securedLogGroup(construct: lambda.Function): logs.ILogGroup | undefined {
  const settings = settingsOf(construct);
  const optOut = optOutOf(settings, HardeningMeasure.LOG_RETENTION);
  if (optOut !== undefined && !isExpired(optOut.expires)) return undefined;
  return handOutLogGroup(construct, settings);
}
