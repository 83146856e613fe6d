import { apiCacheUnencrypted } from './api-cache-unencrypted';
import { apiTlsWeak } from './api-tls-weak';
import { cloudFrontHttp } from './cloud-front-http';
import { corsWildcard } from './cors-wildcard';
import { dynamoDbTableRules } from './dynamo-db-tables';
import { efsInsecure } from './efs-insecure';
import { insecureTransportRules } from './insecure-transport';
import { kinesisUnencrypted } from './kinesis-unencrypted';
import { kmsKeyPublic } from './kms-key-public';
import { openEgress } from './open-egress';
import { openIngress } from './open-ingress';
import { s3EncryptionKms } from './s3-encryption-kms';
import { s3PublicAccessBlockOff } from './s3-public-access-block-off';
import { s3PublicRead } from './s3-public-read';
import { deploymentSettings } from './settings';
import type { Rule } from '../../rule';

/** SAS-3: Insecure deployment configuration. */
export const DEPLOYMENT: readonly Rule[] = [
  s3PublicAccessBlockOff,
  ...deploymentSettings,
  s3PublicRead,
  ...insecureTransportRules,
  ...dynamoDbTableRules,
  kinesisUnencrypted,
  kmsKeyPublic,
  corsWildcard,
  apiTlsWeak,
  apiCacheUnencrypted,
  openEgress,
  openIngress,
  efsInsecure,
  s3EncryptionKms,
  cloudFrontHttp,
];
