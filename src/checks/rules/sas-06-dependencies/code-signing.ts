import { FUNCTION_TYPES, functionProperty, isImage } from '../../../app-model/functions';
import { literalText } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { failing, isAbsent, isNoneOf } from '../../settings';

const fn = (properties: object) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', ...properties } });
const CONFIG_ARN = 'arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-0123456789abcdef0';

/** An image is not signed this way. */
export const codeSigningMissing: Rule = {
  id: 'SAS6-CodeSigningMissing',
  title: 'whoever may deploy may run any code: none is signed',
  weakness: 'SAS-6',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-353', 'CWE-494'],
  why: 'Stolen deployment credentials, or a changed build artefact, put code into the function that nobody reviewed; a signature ties what runs to the pipeline.',
  fix: 'const signed: Partial<lambda.FunctionProps> = { codeSigningConfig: lambda.CodeSigningConfig.fromCodeSigningConfigArn(this, \'Signing\', \'arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-0123456789abcdef0\') };',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn({}) } },
    findings: { Orders: ['SAS6-CodeSigningMissing'] },
    fixed: { Resources: { Orders: fn({ CodeSigningConfigArn: CONFIG_ARN }) } },
  },
  check: resource => isImage(resource) || functionProperty(resource, 'PackageType').some(({ value }) => value.kind !== 'absent' && literalText(value) !== 'Zip')
    ? PASS
    : failing(resource, ['CodeSigningConfigArn'], isAbsent),
};

export const codeSigningNotEnforced: Rule = {
  id: 'SAS6-CodeSigningNotEnforced',
  title: 'unsigned code is deployed with a warning',
  weakness: 'SAS-6',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-353'],
  why: 'The signature is checked and its absence noted: the code of whoever stole the credentials runs all the same.',
  fix: 'const enforced: Partial<lambda.CodeSigningConfigProps> = { untrustedArtifactOnDeployment: lambda.UntrustedArtifactOnDeployment.ENFORCE };',
  resourceTypes: ['AWS::Lambda::CodeSigningConfig'],
  example: {
    flagged: { Resources: { Signing: { Type: 'AWS::Lambda::CodeSigningConfig', Properties: { AllowedPublishers: {} } } } },
    findings: { Signing: ['SAS6-CodeSigningNotEnforced'] },
    fixed: { Resources: { Signing: { Type: 'AWS::Lambda::CodeSigningConfig', Properties: { AllowedPublishers: {}, CodeSigningPolicies: { UntrustedArtifactOnDeployment: 'Enforce' } } } } },
  },
  check: resource => failing(resource, ['CodeSigningPolicies', 'UntrustedArtifactOnDeployment'], isNoneOf('Enforce')),
};
