import type { JsonObject } from '../../../app-model/json';
import { asObject, isObject, textOf } from '../../../app-model/json';
import { TEMPLATE_TYPE } from '../../../app-model/template';
import type { Finding, Rule } from '../../rule';
import { credentialIn } from '../../secrets/credential-formats';

/** The forms that are told apart from everything else at once; every text of the app is looked at. */
const LIKELY = /A(?:KIA|SIA)[A-Z0-9]{16}|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|hooks\.slack\.com|[sr]k_(?:live|test)_|whsec_|AIza|GOCSPX-|\bSG\.|npm_|pypi-|sk-|-----BEGIN|eyJ|:\/\/[^\s:/?#@]{0,100}:[^\s/?#@]{1,200}@/;
const MIN_LENGTH = 16;

/** Where other rules look, with a name for what they find. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  'AWS::Lambda::Function': ['Environment', 'Code'],
  'AWS::Serverless::Function': ['Environment', 'InlineCode'],
  'AWS::SSM::Parameter': ['Value'],
  'AWS::SecretsManager::Secret': ['SecretString'],
  'AWS::Events::Connection': ['AuthParameters'],
  'AWS::KinesisFirehose::DeliveryStream': ['RedshiftDestinationConfiguration', 'HttpEndpointDestinationConfiguration', 'SplunkDestinationConfiguration'],
  'AWS::ApiGateway::Stage': ['Variables'],
  'AWS::ApiGatewayV2::Stage': ['StageVariables'],
  'AWS::AppSync::GraphQLApi': ['EnvironmentVariables'],
  'AWS::CodeBuild::Project': ['Environment'],
};

/** Put together here, so that no scanner takes the example for a leak. */
const KEY = ['AKIA', 'QWERTYUIOPASDFGH'].join('');
const queue = (description: string) => ({ Resources: { Orders: { Type: 'AWS::SQS::Queue', Properties: { Tags: [{ Key: 'owner', Value: description }] } } } });

export const templateSecretLiteral: Rule = {
  id: 'SAS7-TemplateSecretLiteral',
  title: 'a credential stands somewhere in the template',
  weakness: 'SAS-7',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-798'],
  why: 'Templates lie in repositories, buckets and pipelines, and are read by far more people and tools than what they deploy.',
  fix: 'SecretValue.secretsManager(\'orders/api\') // a reference that is filled in at deployment; and the credential is to be revoked',
  resourceTypes: [TEMPLATE_TYPE],
  example: {
    flagged: queue(KEY),
    findings: { [TEMPLATE_TYPE]: ['SAS7-TemplateSecretLiteral[Resources/Orders/Properties/Tags]'] },
    fixed: queue('orders'),
  },
  check({ template: { body } }) {
    const found = new Map<string, Finding>();
    for (const [section, content] of Object.entries(body)) {
      if (section !== 'Resources') look(content, section, found);
    }
    for (const [logicalId, definition] of Object.entries(asObject(body.Resources))) lookAtResource(logicalId, asObject(definition), found);
    return [...found.values()];
  },
};

function lookAtResource(logicalId: string, { Type: type, Properties: properties, ...rest }: JsonObject, found: Map<string, Finding>): void {
  const elsewhere = ELSEWHERE[textOf(type)] ?? [];
  look(rest, `Resources/${logicalId}`, found);
  for (const [name, value] of Object.entries(asObject(properties))) {
    if (!elsewhere.includes(name)) look(value, `Resources/${logicalId}/Properties/${name}`, found);
  }
}

function look(value: unknown, place: string, found: Map<string, Finding>): void {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') judgeText(next, place, found);
    else if (Array.isArray(next)) open.push(...next);
    else if (isObject(next)) open.push(...Object.values(next));
  }
}

function judgeText(text: string, place: string, found: Map<string, Finding>): void {
  if (text.length < MIN_LENGTH || !LIKELY.test(text)) return;
  const name = credentialIn(text);
  if (name !== undefined) found.set(place, { detail: place, note: `it looks like a ${name}`, location: place });
}
