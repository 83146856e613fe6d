import { isLogBucket } from '../../../app-model/log-buckets';
import { at, items, property } from '../../../app-model/property';
import { PASS, type Rule } from '../../rule';
import { isNoneOf } from '../../settings';

const bucket = (algorithm: string) => ({
  Type: 'AWS::S3::Bucket', Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: algorithm } }] } },
});

/** S3 encrypts every object by itself, with keys of its own: what is asked for here is a key whose use is on record. */
export const s3EncryptionKms: Rule = {
  id: 'SAS3-S3EncryptionKms',
  title: 'the bucket\'s objects are encrypted with keys that nobody here controls',
  weakness: 'SAS-3',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-311'],
  why: 'Whoever may read the bucket reads the data: with a KMS key a second policy decides, each use of it is on record, and one call locks everything.',
  fix: 'new s3.Bucket(this, \'Uploads\', { encryption: s3.BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true });',
  resourceTypes: ['AWS::S3::Bucket'],
  example: {
    flagged: { Resources: { Uploads: bucket('AES256') } },
    findings: { Uploads: ['SAS3-S3EncryptionKms'] },
    fixed: { Resources: { Uploads: bucket('aws:kms') } },
  },
  check(resource, model) {
    if (isLogBucket(resource, model)) return PASS;
    const configurations = property(resource, 'BucketEncryption', 'ServerSideEncryptionConfiguration');
    const defaults = [...configurations.filter(({ value }) => value.kind === 'absent'), ...items(configurations)];
    return at(defaults, 'ServerSideEncryptionByDefault', 'SSEAlgorithm').filter(isNoneOf('aws:kms', 'aws:kms:dsse'))
      .map(({ when }) => ({ when, location: 'Properties/BucketEncryption' }));
  },
};
