/** The least severity of a finding that fails the synth. */
export enum ChecksFailOn {
  /** Errors fail, warnings do not. */
  ERROR = 'error',
  /** Warnings fail, too. */
  WARNING = 'warning',
  /** Nothing fails: findings are printed and reported. */
  NEVER = 'never',
}

/** Which rules are run; each tier holds those before it. */
export enum ChecksTier {
  /** What every serverless app should have; of functions with the guard's defaults nothing is found but what only the app can decide. */
  CORE = 'core',
  /** And what regulated or exposed apps ask for: keys of their own, masked logs, earlier alarms. */
  STRICT = 'strict',
  /** And house rules: what depends on how a team works. */
  OPTIONAL = 'optional',
}

/** The weaknesses of the Serverless Security Top 10, and the two that the Cloud Security Alliance added. */
export enum ServerlessWeakness {
  /** Function event-data injection. */
  SAS_1 = 'SAS-1',
  /** Broken authentication. */
  SAS_2 = 'SAS-2',
  /** Insecure deployment configuration. */
  SAS_3 = 'SAS-3',
  /** Over-privileged functions. */
  SAS_4 = 'SAS-4',
  /** Inadequate monitoring and logging. */
  SAS_5 = 'SAS-5',
  /** Insecure dependencies. */
  SAS_6 = 'SAS-6',
  /** Insecure secrets storage. */
  SAS_7 = 'SAS-7',
  /** Denial of service and wallet. */
  SAS_8 = 'SAS-8',
  /** Execution-flow manipulation. */
  SAS_9 = 'SAS-9',
  /** Improper exception handling. */
  SAS_10 = 'SAS-10',
  /** Obsolete functions, resources, triggers. */
  SAS_11 = 'SAS-11',
  /** Cross-execution data persistency. */
  SAS_12 = 'SAS-12',
}

/** Options of the packs. */
export interface ServerlessTop10ChecksProps {
  /**
   * The weaknesses that are judged: a pack for one weakness names one.
   *
   * @default - all of them
   */
  readonly weaknesses?: ServerlessWeakness[];

  /**
   * Which rules are run.
   *
   * @default ChecksTier.CORE - `ChecksTier.STRICT` of `ServerlessTop10StrictChecks`
   */
  readonly tier?: ChecksTier;

  /**
   * The least severity of a finding that fails the synth.
   *
   * @default ChecksFailOn.ERROR
   */
  readonly failOn?: ChecksFailOn;

  /**
   * Judge the functions that CDK itself adds (custom-resource providers, log retention …) like your own.
   *
   * @default false - their findings have the severity `info`
   */
  readonly includeCdkManaged?: boolean;

  /**
   * The date on which deprecated runtimes, expired opt-outs and expired acknowledgements are judged, as ISO 8601 (`2026-01-31`).
   *
   * @default - today (UTC)
   */
  readonly today?: string;

  /**
   * Accounts whose principals, roles and layers are as good as the app's own, such as `222233334444`.
   *
   * @default - the account of each stack alone
   */
  readonly trustedAccounts?: string[];

  /**
   * The least number of days for which logs are kept.
   *
   * @default 90
   */
  readonly minLogRetentionDays?: number;

  /**
   * The longest timeout of a function that needs no reason, in seconds.
   *
   * @default 300
   */
  readonly maxTimeoutSeconds?: number;

  /**
   * The name or ARN of the permissions boundary that every role must carry, such as `DeveloperBoundary`.
   *
   * Where it is given, `SAS4-PermissionsBoundaryMissing` is judged whatever the tier.
   *
   * @default - roles need none
   */
  readonly permissionsBoundary?: string;

  /**
   * The day on which each runtime is deprecated, as ISO 8601, for runtimes and dates that AWS has announced since: `{ 'nodejs26.x': '2029-04-30' }`.
   *
   * Those not given keep their date in the library's own table.
   *
   * @default - AWS's dates as of the library's release
   */
  readonly runtimeDeprecations?: { readonly [runtime: string]: string };

  /**
   * Where the dates of `runtimeDeprecations` come from; findings name it.
   *
   * @default 'runtimeDeprecations'
   */
  readonly runtimeDeprecationsSource?: string;
}

/** Why findings are as they should be, and how long that is to hold. */
export interface FindingAcknowledgement {
  /** Why; it stands in CDK's report beside the finding. */
  readonly reason: string;

  /**
   * ISO 8601 date (`YYYY-MM-DD`, UTC) from which the findings count again, and that they do is a finding of its own.
   *
   * @default - the acknowledgement does not end
   */
  readonly expires?: string;
}
