import { BOUNDARY_NAME } from './boundary-name';
import { ChecksFailOn, ChecksTier, ServerlessWeakness, type ServerlessTop10ChecksProps } from './checks-options';
import { TIERS, type Tier } from './rule';
import { isRecord, isoDate, listOf, literalText, mapOf, matching, oneOf, problem, unknownMembers, wholeNumber, yesOrNo, type Check } from '../validation/option-checks';
import { ValidationError } from '../validation/validation-error';

const ACCOUNT = matching(/^\d{12}$/, 'an account of 12 digits such as 222233334444');

/** Every option with what it must be, required here so that none can be forgotten. */
const OPTIONS: Readonly<Record<keyof ServerlessTop10ChecksProps, Check>> = {
  // An empty list would judge nothing, and look as if all were well.
  weaknesses: (name, value) => Array.isArray(value) && value.length === 0
    ? [problem(name, value, 'at least one weakness', 'name one, or leave the option out')]
    : listOf(oneOf(Object.values(ServerlessWeakness)))(name, value),
  tier: oneOf(Object.values(ChecksTier)),
  failOn: oneOf(Object.values(ChecksFailOn)),
  includeCdkManaged: yesOrNo,
  today: isoDate,
  trustedAccounts: listOf(ACCOUNT),
  minLogRetentionDays: wholeNumber(1, 3653),
  maxTimeoutSeconds: wholeNumber(1, 900),
  permissionsBoundary: matching(BOUNDARY_NAME, 'the name or ARN of a managed policy such as DeveloperBoundary'),
  runtimeDeprecations: mapOf(literalText, isoDate),
  runtimeDeprecationsSource: literalText,
};

/**
 * Tells of options that cannot be followed before anything is judged by them: a wrong one would silently judge everything alike.
 *
 * @param leastTier what the pack's name promises
 */
export function requireChecksOptions(owner: string, props: ServerlessTop10ChecksProps, leastTier: Tier): void {
  const problems = problemsOf(props);
  const tiers = TIERS.slice(TIERS.indexOf(leastTier));
  if (problems.length === 0 && props.tier !== undefined) problems.push(...oneOf(tiers)('tier', props.tier));
  if (problems.length > 0) throw new ValidationError(owner, problems);
}

function problemsOf(props: ServerlessTop10ChecksProps): string[] {
  if (!isRecord(props)) return [problem('options', props, 'an object', 'give one, or leave it out')];
  const known = Object.entries(OPTIONS).flatMap(([name, check]) => {
    const value = props[name as keyof ServerlessTop10ChecksProps];
    return value === undefined ? [] : check(name, value);
  });
  return [...unknownMembers('option', props, Object.keys(OPTIONS)), ...known];
}
