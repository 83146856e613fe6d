/** What rules may be told from outside; everything has a default. */
export interface RuleParameters {
  /** ISO 8601 date on which time-dependent rules judge. */
  readonly today: string;
  /** Whether functions that CDK itself adds are judged like the user's own. */
  readonly includeCdkManaged: boolean;
  /** Accounts whose principals and layers are as good as the app's own. */
  readonly trustedAccounts: readonly string[];
  /** The least number of days for which logs are kept. */
  readonly minLogRetentionDays: number;
  /** The longest timeout that needs no reason, in seconds. */
  readonly maxTimeoutSeconds: number;
  /** Name or ARN of the permissions boundary that roles must carry. @default - none */
  readonly permissionsBoundary?: string;
  /** ISO 8601 dates of deprecation that hold instead of the library's own, by runtime. */
  readonly runtimeDeprecations: Readonly<Record<string, string>>;
  /** Where those dates come from. */
  readonly runtimeDeprecationsSource: string;
}

/** The defaults, as of the given moment. */
export function ruleParameters(given: Partial<RuleParameters> = {}): RuleParameters {
  return {
    today: given.today ?? new Date().toISOString().slice(0, 10),
    includeCdkManaged: given.includeCdkManaged ?? false,
    trustedAccounts: given.trustedAccounts ?? [],
    minLogRetentionDays: given.minLogRetentionDays ?? 90,
    maxTimeoutSeconds: given.maxTimeoutSeconds ?? 300,
    permissionsBoundary: given.permissionsBoundary,
    runtimeDeprecations: given.runtimeDeprecations ?? {},
    runtimeDeprecationsSource: given.runtimeDeprecationsSource ?? 'runtimeDeprecations',
  };
}
