import { asObject, textOf } from '../../../app-model/json';
import { TEMPLATE_TYPE } from '../../../app-model/template';
import type { Rule } from '../../rule';
import { namesSecret, mayBeSecret } from '../../secrets/names';

const template = (parameter: object) => ({ Parameters: { DatabasePassword: { Type: 'String', ...parameter } }, Resources: {} });

export const parameterSecretExposed: Rule = {
  id: 'SAS7-ParameterSecretExposed',
  title: 'a parameter of the template is a secret that everybody sees',
  weakness: 'SAS-7',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-798'],
  why: 'A default stands in the template and its history; without `NoEcho` the value stands in the console and in every answer that describes the stack.',
  fix: 'new secretsmanager.Secret(this, \'Database\', { generateSecretString: {} }); // in place of the parameter; else noEcho: true and no default',
  resourceTypes: [TEMPLATE_TYPE],
  example: {
    flagged: template({ Default: 'correct-horse' }),
    findings: { [TEMPLATE_TYPE]: ['SAS7-ParameterSecretExposed[DatabasePassword]'] },
    fixed: template({ NoEcho: true }),
  },
  check: ({ template: { body } }) => Object.entries(asObject(body.Parameters)).filter(([name]) => namesSecret(name)).flatMap(([name, declared]) => {
    const { Default: value, NoEcho: hidden, Type: type } = asObject(declared);
    // What SSM or a pair of keys is named is no secret.
    if (type !== 'String') return [];
    const literal = (typeof value === 'string' || typeof value === 'number') && mayBeSecret(String(value));
    const shown = textOf(hidden) !== 'true';
    if (!literal && !shown) return [];
    return [{ detail: name, note: [literal ? 'it has a default' : '', shown ? 'it has no NoEcho' : ''].filter(text => text !== '').join(', '), location: `Parameters/${name}` }];
  }),
};
