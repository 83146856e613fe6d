import { configSecret } from './config-secret';
import { dbIamAuthMissing } from './db-iam-auth-missing';
import { envCmkMissing } from './env-cmk-missing';
import { envDynamicReference } from './env-dynamic-reference';
import { envFromNoEcho } from './env-from-no-echo';
import { envSecretEntropy } from './env-secret-entropy';
import { envSecretName } from './env-secret-name';
import { envSecretPattern } from './env-secret-pattern';
import { inlineCodeSecret } from './inline-code-secret';
import { outputSecret } from './output-secret';
import { parameterSecretExposed } from './parameter-secret-exposed';
import { secretCmkMissing } from './secret-cmk-missing';
import { secretLiteral } from './secret-literal';
import { secretPolicyPublic } from './secret-policy-public';
import { secretRotationMissing } from './secret-rotation-missing';
import { ssmPlaintextSecret } from './ssm-plaintext-secret';
import { templateSecretLiteral } from './template-secret-literal';
import type { Rule } from '../../rule';

/** SAS-7: Insecure secrets storage. */
export const SECRETS: readonly Rule[] = [
  envSecretPattern,
  envSecretName,
  envSecretEntropy,
  envDynamicReference,
  envFromNoEcho,
  parameterSecretExposed,
  envCmkMissing,
  ssmPlaintextSecret,
  secretLiteral,
  secretRotationMissing,
  secretPolicyPublic,
  inlineCodeSecret,
  configSecret,
  outputSecret,
  templateSecretLiteral,
  secretCmkMissing,
  dbIamAuthMissing,
];
