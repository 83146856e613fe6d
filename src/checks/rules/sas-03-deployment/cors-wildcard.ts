import { valuesAt } from '../../../app-model/pointers';
import { at, entries, items, property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText, type Possibility } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { read } from '../../settings';

interface Origins {
  readonly origins: readonly Possibility[];
  readonly credentials: readonly Possibility[];
}

const url = (origins: readonly string[], credentials: boolean) => ({
  Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: 'orders', AuthType: 'AWS_IAM', Cors: { AllowOrigins: origins, AllowCredentials: credentials } },
});

/** Where a type holds its answer to browsers of other origins. AppSync answers by itself and has no setting. */
const SETTINGS: Readonly<Record<string, (resource: Resource) => readonly Origins[]>> = {
  'AWS::Lambda::Url': resource => [allowed(read(resource, ['Cors']))],
  'AWS::Serverless::Function': resource => [allowed(read(resource, ['FunctionUrlConfig', 'Cors']))],
  'AWS::ApiGatewayV2::Api': resource => [allowed(read(resource, ['CorsConfiguration']))],
  'AWS::Serverless::HttpApi': resource => [allowed(read(resource, ['CorsConfiguration'])), direct(read(resource, ['CorsConfiguration']))],
  'AWS::Serverless::Api': resource => [allowed(read(resource, ['Cors']), 'AllowOrigin'), direct(read(resource, ['Cors']))],
  'AWS::S3::Bucket': resource => [{ origins: valuesAt(property(resource), ['CorsConfiguration', 'CorsRules', 'AllowedOrigins']), credentials: [] }],
  'AWS::ApiGateway::Method': resource => [header(valuesAt(property(resource), ['Integration', 'IntegrationResponses', 'ResponseParameters']))],
  'AWS::ApiGateway::GatewayResponse': resource => [header(property(resource, 'ResponseParameters'), 'gatewayresponse.header')],
};

export const corsWildcard: Rule = {
  id: 'SAS3-CorsWildcard',
  title: 'browsers may call it from any site',
  weakness: 'SAS-3',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-942'],
  why: 'Any page that a user opens may send requests from the user\'s network and read the answers; with credentials it does so as the user.',
  fix: 'fn.addFunctionUrl({ cors: { allowedOrigins: [\'https://shop.example.com\'] } });',
  resourceTypes: Object.keys(SETTINGS),
  example: {
    flagged: { Resources: { Url: url(['*'], false), Open: url(['*'], true) } },
    findings: { Url: ['SAS3-CorsWildcard'], Open: ['SAS3-CorsWildcard'] },
    fixed: { Resources: { Url: url(['https://shop.example.com'], false), Open: url(['https://shop.example.com'], true) } },
  },
  check: resource => (SETTINGS[resource.type]?.(resource) ?? []).flatMap(({ origins, credentials }) => {
    const more = credentials.some(isAllowed) ? { severity: 'error' as const, note: 'with credentials' } : {};
    return origins.filter(isAny).slice(0, 1).map(({ when }) => ({ ...more, when }));
  }),
};

/** API Gateway and SAM write the header's value in quotes. */
const isAny = ({ value }: Possibility) => ['*', '\'*\'', 'http://*', 'https://*'].includes(literalText(value) ?? '');
const isAllowed = ({ value }: Possibility) => /^'?true'?$/i.test(literalText(value) ?? '');

function allowed(cors: readonly Possibility[], name = 'AllowOrigins'): Origins {
  return { origins: items(at(cors, name)), credentials: at(cors, 'AllowCredentials') };
}

/** SAM takes the origin alone, and `true` for every origin. */
function direct(cors: readonly Possibility[]): Origins {
  return { origins: cors.filter(possibility => isAny(possibility)), credentials: [] };
}

function header(parameters: readonly Possibility[], prefix = 'method.response.header'): Origins {
  const named = (name: string) => entries(parameters).filter(entry => entry.name.toLowerCase() === `${prefix}.${name}`).flatMap(({ possibilities }) => possibilities);
  return { origins: named('access-control-allow-origin'), credentials: named('access-control-allow-credentials') };
}
