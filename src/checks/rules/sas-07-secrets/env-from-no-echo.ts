import { FUNCTION_TYPES } from '../../../app-model/functions';
import { textOf } from '../../../app-model/json';
import { parameterOf, parametersIn } from '../../../app-model/parameters-in';
import type { Resource } from '../../../app-model/template';
import type { Rule } from '../../rule';
import { namesSecret } from '../../secrets/names';
import { read } from '../../settings';

const fn = (variables: Readonly<Record<string, unknown>>) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Environment: { Variables: variables } } });

export const envFromNoEcho: Rule = {
  id: 'SAS7-EnvFromNoEcho',
  title: 'a secret parameter of the template ends in the function\'s environment',
  weakness: 'SAS-7',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-526'],
  why: 'What CloudFormation hides in its own console stands in plain text in the function\'s configuration, for everybody who may read that.',
  fix: 'secret.grantRead(fn); fn.addEnvironment(\'DATABASE_SECRET_ARN\', secret.secretArn); // fetched at run time',
  resourceTypes: FUNCTION_TYPES,
  supersedes: ['SAS7-EnvSecretName', 'SAS7-EnvSecretEntropy'],
  example: {
    flagged: { Parameters: { Database: { Type: 'String', NoEcho: true } }, Resources: { Orders: fn({ DATABASE: { Ref: 'Database' } }) } },
    findings: { Orders: ['SAS7-EnvFromNoEcho[DATABASE]'] },
    fixed: { Parameters: { Table: { Type: 'String' } }, Resources: { Orders: fn({ TABLE: { Ref: 'Table' } }) } },
  },
  check: resource => readVariables(resource).flatMap(([name, expression]) => parametersIn(expression, resource.template)
    .filter(parameter => isSecret(parameter, parameterOf(parameter, resource.template)))
    .map(parameter => ({ detail: name, note: `from the parameter ${parameter}`, location: `Properties/Environment/Variables/${name}` }))),
};

/** As written: what a parameter's value is made of is what counts here. */
function readVariables(resource: Resource): ReadonlyArray<readonly [string, unknown]> {
  return read(resource, ['Environment', 'Variables']).flatMap(({ value }) => value.kind === 'map' && value.template === resource.template ? Object.entries(value.entries) : []);
}

/** A parameter that SSM fills holds what stands in SSM in plain text; its name tells where, not what. */
function isSecret(name: string, { NoEcho: hidden, Type: type }: Readonly<Record<string, unknown>>): boolean {
  return textOf(hidden) === 'true' || (namesSecret(name) && type === 'String');
}
