import { property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText } from '../../../app-model/value';
import { PASS, type Finding, type Rule } from '../../rule';

const STREAM = { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 1 } } as const;

export const kinesisUnencrypted: Rule = {
  id: 'SAS3-KinesisUnencrypted',
  title: 'the stream keeps its records unencrypted',
  weakness: 'SAS-3',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-311'],
  why: 'Events that wait in the stream lie in plain text, and no key policy stands between a stray permission and their content.',
  fix: 'new kinesis.Stream(this, \'Orders\', { encryption: kinesis.StreamEncryption.MANAGED });',
  resourceTypes: ['AWS::Kinesis::Stream', 'AWS::KinesisFirehose::DeliveryStream'],
  example: {
    flagged: { Resources: { Orders: STREAM } },
    findings: { Orders: ['SAS3-KinesisUnencrypted'] },
    fixed: { Resources: { Orders: { ...STREAM, Properties: { ShardCount: 1, StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' } } } } },
  },
  check: resource => resource.type === 'AWS::Kinesis::Stream'
    ? judgeStream(resource)
    : judgeDelivery(resource),
};

/** KMS is the only type there is, and both its type and its key are required: half a setting encrypts nothing. */
function judgeStream(resource: Resource): readonly Finding[] {
  const type = property(resource, 'StreamEncryption', 'EncryptionType')
    .filter(({ value }) => value.kind === 'absent' || (literalText(value) ?? 'KMS') !== 'KMS')
    .map(({ when }) => ({ when }));
  return [...type, ...missing(resource, 'StreamEncryption', 'KeyId')];
}

/** A delivery stream that reads from a stream keeps nothing itself: only direct puts wait in it. */
function judgeDelivery(resource: Resource): readonly Finding[] {
  const direct = property(resource, 'DeliveryStreamType').every(({ value }) => value.kind === 'absent' || literalText(value) === 'DirectPut');
  if (!direct) return PASS;
  return missing(resource, 'DeliveryStreamEncryptionConfigurationInput').map(finding => ({ ...finding, severity: 'warning' }));
}

function missing(resource: Resource, ...path: readonly string[]): readonly Finding[] {
  return property(resource, ...path).filter(({ value }) => value.kind === 'absent').map(({ when }) => ({ when }));
}
