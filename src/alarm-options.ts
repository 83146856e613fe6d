import type { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

/** From which value on an alarm goes off, and what happens then. */
export interface AlarmThreshold {
  /** The alarm goes off at this value and above; `FunctionAlarms` says of what. */
  readonly threshold: number;

  /**
   * The time over which values are taken together: a multiple of a minute, a day at most.
   *
   * @default - the period that the documentation gives for this alarm
   */
  readonly period?: Duration;

  /**
   * How many periods in a row must reach the threshold; a day in all at most.
   *
   * @default - the number that the documentation gives for this alarm
   */
  readonly evaluationPeriods?: number;

  /**
   * What happens when the alarm goes off, instead of the function's `alarmActions`.
   *
   * @default - the function's `alarmActions`
   */
  readonly actions?: cloudwatch.IAlarmAction[];

  /**
   * What happens when all is well again, instead of the function's `alarmOkActions`.
   *
   * @default - the function's `alarmOkActions`
   */
  readonly okActions?: cloudwatch.IAlarmAction[];
}

/**
 * The alarms of a function, each with its thresholds by severity.
 *
 * A severity is any name of letters and digits that begins with a capital, such as `Warning` or `Critical`; each makes an
 * alarm of its own. What is given here replaces the default of that alarm; an empty object leaves the alarm out.
 */
export interface FunctionAlarms {
  /**
   * Attacks that the guard blocked, or in report mode saw: a number.
   *
   * @default - Warning: 1 within 5 minutes
   */
  readonly attacks?: { readonly [severity: string]: AlarmThreshold };

  /**
   * Periods in which the function was invoked and no guard announced itself: 1, where one period was silent.
   *
   * @default - Warning: 1 in 2 periods of 10 minutes in a row
   */
  readonly heartbeat?: { readonly [severity: string]: AlarmThreshold };

  /**
   * Errors of the guard itself: a number.
   *
   * @default - Warning: 1 within 5 minutes
   */
  readonly guardErrors?: { readonly [severity: string]: AlarmThreshold };

  /**
   * Invocations that failed: a number.
   *
   * @default - Warning: 5 within 5 minutes
   */
  readonly errors?: { readonly [severity: string]: AlarmThreshold };

  /**
   * Invocations that were refused for want of concurrency: a number.
   *
   * @default - Warning: 1 in each of 5 minutes in a row
   */
  readonly throttles?: { readonly [severity: string]: AlarmThreshold };

  /**
   * Messages in the queue of failed events: the one the guard made, or the function's dead-letter queue.
   *
   * @default - Warning: 1, where there is such a queue
   */
  readonly deadLetters?: { readonly [severity: string]: AlarmThreshold };

  /**
   * Age of the record read last, in seconds, where a Kinesis or DynamoDB stream invokes the function.
   *
   * @default - Warning: 3600 in 3 periods of 5 minutes in a row
   */
  readonly iteratorAge?: { readonly [severity: string]: AlarmThreshold };

  /**
   * Records not yet read, where Kafka invokes the function: a number.
   *
   * @default - Warning: 10000 in 3 periods of 5 minutes in a row
   */
  readonly offsetLag?: { readonly [severity: string]: AlarmThreshold };

  /**
   * 99th percentile of the duration, in percent of the function's timeout.
   *
   * @default - no alarm; 3 periods of 5 minutes in a row where a threshold is given
   */
  readonly duration?: { readonly [severity: string]: AlarmThreshold };

  /**
   * Invocations at the same time: a number.
   *
   * @default - no alarm; 5 minutes in a row where a threshold is given
   */
  readonly concurrency?: { readonly [severity: string]: AlarmThreshold };

  /**
   * Invocations at the same time, in percent of the function's reserved concurrency, where it has one.
   *
   * @default - no alarm; 5 minutes in a row where a threshold is given
   */
  readonly reservedConcurrency?: { readonly [severity: string]: AlarmThreshold };
}
