import { Stack } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { renderedProperties } from './app-resources';
import { warn } from './ledger';
import type { HardeningSettings } from './settings';
import type { FunctionTarget } from '../targets/function-target';

/** The one class of log groups that can mask (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html). */
const STANDARD_CLASS = 'STANDARD';

const ALLOWED_KEYS = new WeakSet<kms.IKey>();

/** Encrypts a log group of the guard's with the user's key. */
export function encrypt(group: logs.CfnLogGroup, key: kms.IKey, target: FunctionTarget): void {
  group.kmsKeyId = key.keyArn;
  if (ALLOWED_KEYS.has(key)) return;
  if (key.addToResourcePolicy(useByCloudWatchLogs(key)).statementAdded) {
    ALLOWED_KEYS.add(key);
    return;
  }
  warn(target.resource, {
    id: 'imported-log-key',
    what: 'the policy of logEncryptionKey is not part of this app',
    why: 'CloudWatch Logs refuses the log group at deployment unless the key\'s policy allows it',
    cure: 'allow logs.<region>.amazonaws.com there with the condition kms:EncryptionContext:aws:logs:arn, then acknowledge this warning',
  });
}

/** What AWS asks for (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html): for log groups of this account alone. */
function useByCloudWatchLogs(key: kms.IKey): iam.PolicyStatement {
  const { partition, region, account, urlSuffix } = Stack.of(key);
  return new iam.PolicyStatement({
    sid: 'EncryptLogsOfFunctions',
    principals: [new iam.ServicePrincipal(`logs.${region}.${urlSuffix}`)],
    actions: ['kms:Decrypt*', 'kms:Describe*', 'kms:Encrypt*', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    resources: ['*'],
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*` } },
  });
}

/** Masks what the user's policy says, in a log group that masks nothing yet; says whether it did. */
export function mask(group: CfnResource, policy: logs.DataProtectionPolicy | undefined): boolean {
  const { DataProtectionPolicy, LogGroupClass = STANDARD_CLASS } = renderedProperties(group);
  if (policy === undefined || DataProtectionPolicy !== undefined || LogGroupClass !== STANDARD_CLASS) return false;
  const { name, description, version, statement, configuration } = policy._bind(group);
  group.addPropertyOverride('DataProtectionPolicy', { Name: name, Description: description, Version: version, Statement: statement, Configuration: configuration });
  return true;
}

/** Says that options are for log groups in the app, where Lambda makes the group itself. */
export function warnOfUnusedProtection(target: FunctionTarget, { logEncryptionKey, dataProtectionPolicy }: HardeningSettings): void {
  const unused = Object.entries({ logEncryptionKey, dataProtectionPolicy }).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (unused.length === 0) return;
  warn(target.resource, {
    id: 'unused-log-protection',
    what: `${unused.join(' and ')} changed nothing`,
    why: 'Lambda makes the log group of this function at its first invocation, where CloudFormation cannot reach it',
    cure: 'give logPlacement LogPlacement.OWN_GROUP, which moves new log lines to a group of its own, or acknowledge this warning',
  });
}
