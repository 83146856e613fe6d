import { beginning, literalPart, partsOf, REGION, type ArnText } from './arn';
import { valuesAt } from '../../app-model/pointers';
import { property } from '../../app-model/property';
import type { Resource } from '../../app-model/template';
import { accessLevelOf } from '../actions/actions';

/** Where a type names the key that its data is encrypted with, and what its callers need of it to read and to write. */
interface Encryption {
  readonly path: readonly string[];
  readonly service: string;
  readonly read: readonly string[];
  readonly write: readonly string[];
}

const DECRYPT = ['kms:Decrypt'];
const BOTH = ['kms:Decrypt', 'kms:GenerateDataKey'];

const ENCRYPTION: Readonly<Record<string, Encryption>> = {
  'AWS::DynamoDB::Table': { path: ['SSESpecification', 'KMSMasterKeyId'], service: 'dynamodb', read: DECRYPT, write: [...BOTH, 'kms:Encrypt'] },
  'AWS::Kinesis::Stream': { path: ['StreamEncryption', 'KeyId'], service: 'kinesis', read: DECRYPT, write: ['kms:GenerateDataKey'] },
  // Objects that are written in parts are read again when they are put together.
  'AWS::S3::Bucket': {
    path: ['BucketEncryption', 'ServerSideEncryptionConfiguration', 'ServerSideEncryptionByDefault', 'KMSMasterKeyID'], service: 's3', read: DECRYPT, write: BOTH,
  },
  'AWS::SNS::Topic': { path: ['KmsMasterKeyId'], service: 'sns', read: [], write: BOTH },
  'AWS::SQS::Queue': { path: ['KmsMasterKeyId'], service: 'sqs', read: DECRYPT, write: BOTH },
  'AWS::SecretsManager::Secret': { path: ['KmsKeyId'], service: 'secretsmanager', read: DECRYPT, write: BOTH },
};

/** Actions that touch no encrypted data. */
const NO_DATA = /^(sqs:(DeleteMessage|GetQueue|ChangeMessage|SetQueue|TagQueue|PurgeQueue)|s3:(List|GetBucket|PutBucket|DeleteObject)|sns:(Subscribe|Unsubscribe|Get|List|Set)|\w+:(Describe|List|Tag|Untag))/;
/** The action is a write to IAM, and reads messages all the same. */
const READS = /^(sqs:ReceiveMessage|secretsmanager:GetSecretValue)$/;

/** The actions on a key that an action on an encrypted resource needs, by way of its service alone. */
export interface KeyNeed {
  readonly actions: readonly string[];
  readonly key: ArnText;
  /** The value of `kms:ViaService`. */
  readonly via: ArnText;
}

/** What an action needs of the customer's key that its resource is encrypted with. */
export function keyNeeds(action: string, resource: Resource): readonly KeyNeed[] {
  const encryption = ENCRYPTION[resource.type];
  if (encryption === undefined || NO_DATA.test(action)) return [];
  const level = accessLevelOf(action);
  const actions = level === 'Read' || level === 'List' || READS.test(action) ? encryption.read : encryption.write;
  if (actions.length === 0) return [];
  return valuesAt(property(resource), encryption.path).flatMap(({ value }) => {
    const parts = partsOf(value);
    const key = parts === undefined ? undefined : keyArn(parts);
    return key === undefined ? [] : [{ actions, key, via: [literalPart(`${encryption.service}.`), REGION, literalPart('.amazonaws.com')] }];
  });
}

/** Whether a resource tells the key that its data is encrypted with, where it is a customer's. */
export function encryptionIsKnown(resource: Resource): boolean {
  const encryption = ENCRYPTION[resource.type];
  return encryption !== undefined && valuesAt(property(resource), encryption.path).every(({ value }) => {
    if (value.kind === 'absent') return true;
    const parts = partsOf(value) ?? [];
    return keyArn(parts) !== undefined || beginning(parts).startsWith('alias/aws/');
  });
}

/** AWS's own keys need no permission; a name that is no ARN of a key is not known to be one. */
function keyArn(parts: ArnText): ArnText | undefined {
  const [first] = parts;
  if (first?.kind === 'reference' && parts.length === 1) return first.resource.type === 'AWS::KMS::Key' ? [{ ...first, attribute: 'Arn' }] : undefined;
  return first?.kind === 'literal' && /^arn:/.test(first.text) ? parts : undefined;
}
