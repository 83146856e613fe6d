import { functionProperty, isImage } from '../../../app-model/functions';
import type { Rule } from '../../rule';
import { settingRules } from '../../setting-rule';
import { isAbsent, isNoneOf, isOneOf } from '../../settings';

const CONFIG_ARN = 'arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-0123456789abcdef0';

export const codeSigningRules: readonly Rule[] = settingRules([
  {
    id: 'SAS6-CodeSigningMissing',
    title: 'whoever may deploy may run any code: none is signed',
    severity: 'warning',
    cwe: ['CWE-353', 'CWE-494'],
    why: 'Stolen deployment credentials, or a changed build artefact, put code into the function that nobody reviewed; a signature ties what runs to the pipeline.',
    fix: `const signed: Partial<lambda.FunctionProps> = { codeSigningConfig: lambda.CodeSigningConfig.fromCodeSigningConfigArn(this, 'Signing', '${CONFIG_ARN}') };`,
    type: 'AWS::Lambda::Function',
    alike: ['AWS::Serverless::Function'],
    path: ['CodeSigningConfigArn'],
    fails: isAbsent,
    // An image is not signed this way.
    judges: fn => !isImage(fn) && functionProperty(fn, 'PackageType').every(type => isAbsent(type) || isOneOf('Zip')(type)),
    beside: { Runtime: 'python3.13', Handler: 'index.handler' },
    example: { flagged: undefined, fixed: CONFIG_ARN },
  },
  {
    id: 'SAS6-CodeSigningNotEnforced',
    title: 'unsigned code is deployed with a warning',
    severity: 'error',
    cwe: ['CWE-353'],
    why: 'The signature is checked and its absence noted: the code of whoever stole the credentials runs all the same.',
    fix: 'const enforced: Partial<lambda.CodeSigningConfigProps> = { untrustedArtifactOnDeployment: lambda.UntrustedArtifactOnDeployment.ENFORCE };',
    type: 'AWS::Lambda::CodeSigningConfig',
    path: ['CodeSigningPolicies', 'UntrustedArtifactOnDeployment'],
    fails: isNoneOf('Enforce'),
    beside: { AllowedPublishers: {} },
    example: { flagged: undefined, fixed: 'Enforce' },
  },
]);
