import { property, entries } from '../../../app-model/property';
import { type Possibility, skeleton } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { rawInputs } from '../../vtl';

/** Where the request templates of a type stand: texts, or maps of texts by content type. */
const TEMPLATES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'AWS::ApiGateway::Method': [['Integration', 'RequestTemplates']],
  'AWS::ApiGatewayV2::Integration': [['RequestTemplates']],
  'AWS::AppSync::Resolver': [['RequestMappingTemplate']],
  'AWS::AppSync::FunctionConfiguration': [['RequestMappingTemplate']],
};

const method = (template: string) => ({
  Type: 'AWS::ApiGateway::Method', Properties: { HttpMethod: 'POST', Integration: { Type: 'AWS', RequestTemplates: { 'application/json': template } } },
});

export const mappingTemplateInjection: Rule = {
  id: 'SAS1-MappingTemplateInjection',
  title: 'the mapping template writes what the caller sent into a text without escaping it',
  weakness: 'SAS-1',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-116', 'CWE-74'],
  why: 'A quote in a parameter ends the string it was meant for: the caller adds fields to the JSON, or conditions to the statement, that the service behind trusts.',
  fix: 'const requestTemplates = { \'application/json\': \'{"id": "$util.escapeJavaScript($input.params(\\\'id\\\'))"}\' }; // or a proxy integration',
  resourceTypes: Object.keys(TEMPLATES),
  example: {
    flagged: { Resources: { Create: method('{"id": "$input.params(\'id\')"}') } },
    findings: { Create: ['SAS1-MappingTemplateInjection'] },
    fixed: { Resources: { Create: method('{"id": "$util.escapeJavaScript($input.params(\'id\'))"}') } },
  },
  check: resource => (TEMPLATES[resource.type] ?? []).flatMap(path => texts(property(resource, ...path))
    .filter(({ value }) => rawInputs(skeleton(value) ?? ''))
    .map(({ when }) => ({ when, location: ['Properties', ...path].join('/') }))),
};

function texts(from: readonly Possibility[]): readonly Possibility[] {
  return [...from, ...entries(from).flatMap(({ possibilities }) => possibilities)];
}
