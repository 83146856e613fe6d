import { CfnResource, Token } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { GuardMode, HardeningMeasure } from '../options';
import { findGuardScope } from './guard-scope';
import { laggingSources } from './lagging-sources';
import type { HardeningContext } from './measure';
import type { AlarmSubject } from '../monitoring/alarm-definitions';
import { entriesOf } from '../targets/function-target';
import type { FunctionTarget } from '../targets/function-target';

/** Lambda's own (https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html). */
const DEFAULT_TIMEOUT = 3;

/** What the alarms need to know of a function, after the other measures were set. */
export function alarmSubject(target: FunctionTarget, context: HardeningContext): AlarmSubject {
  const sources = laggingSources(target);
  const { Timeout, ReservedConcurrentExecutions } = target.properties;
  return {
    functionName: target.functionName,
    guardMode: guardMode(context),
    readsStream: sources.has('stream'),
    readsKafka: sources.has('kafka'),
    deadLetterQueue: deadLetterQueue(target),
    timeout: Timeout === undefined ? DEFAULT_TIMEOUT : numberOr(Timeout),
    reservedConcurrency: ReservedConcurrentExecutions === undefined ? undefined : numberOr(ReservedConcurrentExecutions),
  };
}

function guardMode({ ledger, settings }: HardeningContext): AlarmSubject['guardMode'] {
  if (ledger.stateOf(HardeningMeasure.GUARD_LAYER) !== 'set' || settings.mode === GuardMode.OFF) return undefined;
  return settings.mode === GuardMode.REPORT ? 'report' : 'block';
}

function numberOr(value: unknown): number | 'unknown' {
  return typeof value === 'number' ? value : 'unknown';
}

/** The name of the queue that failure handling made, else of the one that the user gave; a topic has no depth. */
function deadLetterQueue(target: FunctionTarget): string | undefined {
  const made = findGuardScope(target.scope)?.node.children.find(child => child instanceof sqs.Queue);
  if (made !== undefined) return made.queueName;
  const { DeadLetterConfig } = target.properties;
  if (DeadLetterConfig === undefined) return undefined;
  return target.construct?.deadLetterQueue?.queueName ?? queueAt(entriesOf(DeadLetterConfig).TargetArn, target);
}

/** The name of the queue with an ARN as it was rendered: literal, or of a queue in the same stack. */
function queueAt(arn: unknown, { stack }: FunctionTarget): string | undefined {
  if (typeof arn === 'string') return /^arn:[^:]+:sqs:[^:]*:[^:]*:([^:]+)$/.exec(arn)?.[1];
  const attribute = entriesOf(arn)['Fn::GetAtt'];
  const logicalId = Array.isArray(attribute) ? attribute[0] : undefined;
  const queue = stack.node.findAll().find(node => CfnResource.isCfnResource(node)
    && node.cfnResourceType === 'AWS::SQS::Queue' && node.stack === stack && stack.resolve(node.logicalId) === logicalId);
  return queue === undefined ? undefined : Token.asString((queue as CfnResource).getAtt('QueueName'));
}
