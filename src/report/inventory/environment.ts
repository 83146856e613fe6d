import type { InventoriedEnvironment } from './inventory';
import { byText, nameOf, sorted, textOf } from './texts';
import { environmentVariables, functionProperty } from '../../app-model/functions';
import type { Resource } from '../../app-model/template';
import { literalFragments, type Value } from '../../app-model/value';

const SECRET_TYPES = /^AWS::(?:SecretsManager::|SSM::Parameter$)/;
const DYNAMIC = /\{\{resolve:(secretsmanager|ssm-secure|ssm):([^:}]*)/;

/** The variables of a function: names and where secrets come from, never a value. */
export function environmentOf(fn: Resource): InventoriedEnvironment {
  const variables = environmentVariables(fn);
  const key = textOf(functionProperty(fn, 'KmsKeyArn'));
  const secrets = variables.flatMap(({ name, possibilities }) => possibilities.flatMap(({ value }) => {
    const place = secretPlace(value);
    return place === undefined ? [] : [{ variable: name, place }];
  }));
  return {
    variables: sorted(variables.map(({ name }) => name)),
    secrets: secrets.sort((a, b) => byText(a.variable, b.variable) || byText(a.place, b.place)),
    ...(key === undefined ? {} : { key }),
  };
}

/** A reference to a secret, or a text that CloudFormation replaces with one. */
function secretPlace(value: Value): string | undefined {
  if (value.kind === 'reference' && SECRET_TYPES.test(value.resource.type)) return nameOf(value.resource);
  const [, service, name] = DYNAMIC.exec(literalFragments(value).join('')) ?? [];
  if (service !== undefined) return `${service}:${name}`;
  const part = value.kind === 'text' ? value.parts.find(({ kind, ...rest }) => kind === 'reference' && 'resource' in rest && SECRET_TYPES.test(rest.resource.type)) : undefined;
  return part?.kind === 'reference' ? nameOf(part.resource) : undefined;
}
