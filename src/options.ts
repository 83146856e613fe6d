import type { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { FunctionAlarms } from './alarm-options';
import type { RuntimeGuardOptions } from './runtime-guard-options';

export { BlockedAnswer, GuardDetector, GuardLoader, GuardMode, GuardSink, GuardTrigger, RefusedRecords } from './guard-options';
export type { EventLimits, GuardExemption, RuntimeGuardOptions } from './runtime-guard-options';

/** Where the logs of a function go that has no log group in the app. */
export enum LogPlacement {
  /** The log group that Lambda makes for the function, so that existing logs do not move. */
  IN_PLACE = 'IN_PLACE',
  /** A log group of the function's own, made by CloudFormation. */
  OWN_GROUP = 'OWN_GROUP',
}

/** What becomes of the permissions that the analysis of a function's code finds. */
export enum PermissionsMode {
  /**
   * The function's own role gets exactly what the code needs, and loses what CDK's grants gave beyond that. Where anything is
   * unknown, grants stay; what cannot be resolved is an error that `declarePermission()` settles.
   */
  ENFORCE = 'enforce',
  /** The checks compare what is granted with what is needed; nothing is changed. */
  REPORT = 'report',
  /** The code is not looked at. */
  OFF = 'off',
}

/** One thing that is set on a function; its value is its name in the ledger. */
export enum HardeningMeasure {
  /** The guard's layer with its environment. */
  GUARD_LAYER = 'guard-layer',
  /** A role without AWS managed policies. */
  SCOPED_ROLE = 'scoped-role',
  /** A log group that keeps its events for a known time. */
  LOG_RETENTION = 'log-retention',
  /** Log lines in JSON. */
  LOG_FORMAT = 'log-format',
  /** Active X-Ray tracing. */
  TRACING = 'tracing',
  /** Capped retries and event age, and a queue for what failed, where events come asynchronously. */
  FAILURE_HANDLING = 'failure-handling',
  /** Exactly the permissions that the code needs, where `permissions` is `PermissionsMode.ENFORCE`. */
  PERMISSIONS = 'permissions',
  /** Recursive invocations are stopped. */
  RECURSION = 'recursion',
  /** Runtime patches are taken as they come. */
  RUNTIME_MANAGEMENT = 'runtime-management',
  /** Alarms on attacks, a silent or failing guard, errors, throttles, failed events and streams. */
  ALARMS = 'alarms',
}

/** A measure that is not wanted, and why. */
export interface MeasureOptOut {
  /** The measure to leave out. */
  readonly measure: HardeningMeasure;

  /** Why it is left out; it stands in the ledger. */
  readonly reason: string;

  /**
   * ISO 8601 date (`YYYY-MM-DD`, UTC) from which the measure is set again.
   *
   * @default - the opt-out does not end
   */
  readonly expires?: string;
}

/** How functions are protected. Everything is optional and secure by default. */
export interface ServerlessGuardOptions extends RuntimeGuardOptions {
  /**
   * Measures that are not wanted.
   *
   * @default - every measure is set
   */
  readonly optOut?: MeasureOptOut[];

  /**
   * Measures that are set on plain functions too, though they change how an existing function runs:
   * `LOG_FORMAT`, `TRACING` and `FAILURE_HANDLING`. On `SecuredFunction` they are set anyway.
   *
   * @default - reported on plain functions, not set
   */
  readonly alsoSet?: HardeningMeasure[];

  /**
   * How long log events are kept where nobody chose a time.
   *
   * @default logs.RetentionDays.ONE_YEAR
   */
  readonly retention?: logs.RetentionDays;

  /**
   * Where the logs of a plain function go that has no log group in the app.
   *
   * @default - LogPlacement.OWN_GROUP for SecuredFunction, LogPlacement.IN_PLACE for every other function
   */
  readonly logPlacement?: LogPlacement;

  /**
   * Key for log groups that the guard makes (`LogPlacement.OWN_GROUP`); its policy is made to allow CloudWatch Logs.
   *
   * @default - CloudWatch Logs encrypts with a key of its own
   */
  readonly logEncryptionKey?: kms.IKey;

  /**
   * What CloudWatch Logs masks in log events: in log groups that the guard makes, and in those of the app that mask nothing yet.
   *
   * @default - nothing is masked
   */
  readonly dataProtectionPolicy?: logs.DataProtectionPolicy;

  /**
   * Whether the roles of functions get exactly the permissions that their code needs, or whether that is only compared with
   * what they have.
   *
   * @default PermissionsMode.REPORT
   */
  readonly permissions?: PermissionsMode;

  /**
   * The most that the roles of functions may ever be allowed, on roles that CDK made for one function and that have no boundary.
   *
   * @default - no boundary
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * Where events go that failed after every retry, where a service invokes asynchronously.
   *
   * @default - an encrypted SQS queue of the function's own
   */
  readonly onFailure?: lambda.IDestination;

  /**
   * How often an asynchronous invocation is tried again, from 0 to 2.
   *
   * @default 1
   */
  readonly retryAttempts?: number;

  /**
   * How long an asynchronous event may wait for its invocation, from 60 seconds to 6 hours.
   *
   * @default Duration.hours(1)
   */
  readonly maxEventAge?: Duration;

  /**
   * Which alarms a function has, and from which values on; what is left out keeps its default.
   *
   * @default - attacks, heartbeat, guard errors, errors, throttles; failed events and streams where the function has them
   */
  readonly alarms?: FunctionAlarms;

  /**
   * What happens when an alarm goes off, such as a message to an SNS topic.
   *
   * @default - the alarms change their state and nothing else
   */
  readonly alarmActions?: cloudwatch.IAlarmAction[];

  /**
   * What happens when all is well again after an alarm.
   *
   * @default - the alarms change their state and nothing else
   */
  readonly alarmOkActions?: cloudwatch.IAlarmAction[];

  /**
   * The most alarms that a stack shall have. Above it, functions share alarms, which name them.
   *
   * Where functions of a stack differ in it, the smallest number holds.
   *
   * @default - as many as the stack has room for
   */
  readonly maxAlarmsPerStack?: number;

  /**
   * The most that the alarms of a stack shall cost, in US dollars a month at CloudWatch's list price of $0.10 for each
   * metric that an alarm watches. Above it, the less important alarms are left out; sharing does not make them cheaper.
   *
   * Where functions of a stack differ in it, the smallest amount holds.
   *
   * @default - no limit
   */
  readonly alarmBudgetPerStack?: number;
}

/** What became of one measure on one function. */
export interface LedgerRecord {
  /** The measure, a value of `HardeningMeasure`; `*` where the whole function was left alone. */
  readonly measure: string;

  /** `set`, `kept`, `refused` or `optedOut`. */
  readonly state: string;

  /** What was set, or why it was kept, refused or opted out. */
  readonly reason: string;

  /**
   * ISO 8601 date of the end of an opt-out.
   *
   * @default - the opt-out does not end
   */
  readonly expires?: string;
}
