import type { Rule } from '../../rule';
import { failing, isAbsent, isOneOf } from '../../settings';

const api = (properties: object) => ({ Type: 'AWS::AppSync::GraphQLApi', Properties: { Name: 'orders', AuthenticationType: 'AWS_IAM', ...properties } });

const isUnlimited = (possibility: Parameters<typeof isAbsent>[0]) => isAbsent(possibility) || isOneOf('0')(possibility);

export const graphQlLimitsMissing: Rule = {
  id: 'SAS8-GraphQlLimitsMissing',
  title: 'one query may ask for as much as it likes',
  weakness: 'SAS-8',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-400'],
  why: 'A query that nests a list in a list in a list invokes thousands of resolvers: one request is a flood.',
  fix: 'new appsync.GraphqlApi(this, \'Orders\', { name: \'orders\', definition, queryDepthLimit: 10, resolverCountLimit: 100 });',
  resourceTypes: ['AWS::AppSync::GraphQLApi'],
  example: {
    flagged: { Resources: { Orders: api({}) } },
    findings: { Orders: ['SAS8-GraphQlLimitsMissing[QueryDepthLimit]', 'SAS8-GraphQlLimitsMissing[ResolverCountLimit]'] },
    fixed: { Resources: { Orders: api({ QueryDepthLimit: 10, ResolverCountLimit: 100 }) } },
  },
  check: resource => ['QueryDepthLimit', 'ResolverCountLimit'].flatMap(name => failing(resource, [name], isUnlimited, { detail: name })),
};
