import * as logs from 'aws-cdk-lib/aws-logs';

/** A retention as CloudFormation takes it, which knows "for ever" by its absence. */
export function daysOf(retention: logs.RetentionDays): number | undefined {
  return retention === logs.RetentionDays.INFINITE ? undefined : retention;
}

/** A retention in a sentence. */
export function inWords(retention: number): string {
  if (retention === (logs.RetentionDays.INFINITE as number)) return 'for ever';
  return retention === 1 ? 'for 1 day' : `for ${retention} days`;
}
