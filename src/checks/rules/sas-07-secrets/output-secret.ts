import { evaluate } from '../../../app-model/evaluate';
import { asObject, textOf } from '../../../app-model/json';
import { parameterOf, parametersIn } from '../../../app-model/parameters-in';
import { TEMPLATE_TYPE } from '../../../app-model/template';
import { literalFragments, type Value } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { credentialIn } from '../../secrets/credential-formats';

const template = (value: unknown) => ({
  Parameters: { Database: { Type: 'String', NoEcho: true } },
  Outputs: { Database: { Value: value } },
  Resources: { Key: { Type: 'AWS::IAM::AccessKey', Properties: { UserName: 'orders' } } },
});

export const outputSecret: Rule = {
  id: 'SAS7-OutputSecret',
  title: 'an output of the stack is a secret',
  weakness: 'SAS-7',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-200'],
  why: 'Outputs are shown to everybody who may describe the stack, and an export to every stack of the account.',
  fix: 'new CfnOutput(this, \'DatabaseSecretArn\', { value: secret.secretArn });',
  resourceTypes: [TEMPLATE_TYPE],
  example: {
    flagged: template({ Ref: 'Database' }),
    findings: { [TEMPLATE_TYPE]: ['SAS7-OutputSecret[Database]'] },
    fixed: template({ Ref: 'Key' }),
  },
  check: ({ template: it }) => Object.entries(asObject(it.body.Outputs)).flatMap(([name, output]) => {
    const { Value: expression } = asObject(output);
    const hidden = parametersIn(expression, it).some(parameter => textOf(parameterOf(parameter, it).NoEcho) === 'true');
    const found = hidden || evaluate(expression, it).some(({ value }) => isSecretValue(value));
    return found ? [{ detail: name, location: `Outputs/${name}` }] : [];
  }),
};

function isSecretValue(value: Value): boolean {
  if (value.kind === 'reference' && value.resource.type === 'AWS::IAM::AccessKey' && value.attribute === 'SecretAccessKey') return true;
  return literalFragments(value).some(text => /\{\{resolve:(secretsmanager|ssm-secure):/.test(text) || credentialIn(text) !== undefined);
}
