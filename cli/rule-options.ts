import { account, date, given, listed, oneOf, wholeNumber } from './arguments';
import { Misuse } from './host';
import { BOUNDARY_NAME } from '../src/checks/boundary-name';
import { ruleParameters, type RuleParameters } from '../src/checks/parameters';
import { RULES } from '../src/checks/registry';
import type { FailOn } from '../src/checks/report';
import { TIERS, type Rule, type Tier } from '../src/checks/rule';
import { selectRules } from '../src/checks/select-rules';

const FAIL_ON = ['error', 'warning', 'never'] as const satisfies readonly FailOn[];

/** What every command that judges may be told of the rules. */
export const RULE_OPTIONS = {
  'fail-on': { type: 'string' },
  'tier': { type: 'string' },
  'account': { type: 'string' },
  'trusted-account': { type: 'string', multiple: true },
  'min-log-retention-days': { type: 'string' },
  'max-timeout-seconds': { type: 'string' },
  'permissions-boundary': { type: 'string' },
  'runtime-deprecation': { type: 'string', multiple: true },
  'runtime-deprecations-source': { type: 'string' },
  'today': { type: 'string' },
  'include-cdk-managed': { type: 'boolean' },
} as const;

/** Their values as they were given. */
type RuleValues = {
  readonly [Name in keyof typeof RULE_OPTIONS]?: (typeof RULE_OPTIONS)[Name] extends { readonly type: 'boolean' } ? boolean
    : (typeof RULE_OPTIONS)[Name] extends { readonly multiple: true } ? readonly string[] : string;
};

/** What is judged, by which rules. */
export interface RuleChoice {
  readonly rules: readonly Rule[];
  readonly parameters: RuleParameters;
  readonly failOn: FailOn;
  /** The account of templates whose own is not known. */
  readonly account?: string;
}

/** Reads the options about rules. Throws `Misuse`. */
export function ruleChoice(values: RuleValues, defaultFailOn: FailOn): RuleChoice {
  const tier: Tier = oneOf('--tier', values.tier ?? 'core', TIERS);
  const permissionsBoundary = given('--permissions-boundary', values['permissions-boundary'], boundary);
  return {
    rules: selectRules(RULES, { permissionsBoundary }, tier),
    failOn: oneOf('--fail-on', values['fail-on'] ?? defaultFailOn, FAIL_ON),
    account: given('--account', values.account, account),
    parameters: ruleParameters({
      permissionsBoundary,
      today: given('--today', values.today, date),
      includeCdkManaged: values['include-cdk-managed'],
      trustedAccounts: listed(values['trusted-account']).map(trusted => account('--trusted-account', trusted)),
      minLogRetentionDays: given('--min-log-retention-days', values['min-log-retention-days'], wholeNumber),
      maxTimeoutSeconds: given('--max-timeout-seconds', values['max-timeout-seconds'], wholeNumber),
      runtimeDeprecations: Object.fromEntries(listed(values['runtime-deprecation']).map(deprecation)),
      runtimeDeprecationsSource: values['runtime-deprecations-source'] ?? '--runtime-deprecation',
    }),
  };
}

function boundary(option: string, value: string): string {
  if (!BOUNDARY_NAME.test(value)) throw new Misuse(`${option} is '${value}', expected the name or ARN of a managed policy such as DeveloperBoundary`);
  return value;
}

/** `nodejs26.x=2029-04-30`. */
function deprecation(value: string): readonly [runtime: string, day: string] {
  const [, runtime, day] = /^([^=]+)=(.*)$/.exec(value) ?? [];
  if (runtime === undefined || day === undefined) throw new Misuse(`--runtime-deprecation is '${value}', expected a runtime and its day such as nodejs26.x=2029-04-30`);
  return [runtime, date(`--runtime-deprecation ${runtime}`, day)];
}
