import { at, items, property } from '../../../app-model/property';
import type { Rule } from '../../rule';
import { failing, isNotOn, isOn } from '../../settings';

const stage = (encrypted: boolean) => ({
  Type: 'AWS::ApiGateway::Stage',
  Properties: { RestApiId: 'orders', StageName: 'prod', MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true, CacheDataEncrypted: encrypted }] },
});

export const apiCacheUnencrypted: Rule = {
  id: 'SAS3-ApiCacheUnencrypted',
  title: 'the API keeps answers in an unencrypted cache',
  weakness: 'SAS-3',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-311'],
  why: 'The cache holds what callers were told, personal data included, in plain text.',
  fix: 'const deployOptions: apigateway.StageOptions = { cachingEnabled: true, cacheDataEncrypted: true };',
  resourceTypes: ['AWS::ApiGateway::Stage', 'AWS::ApiGateway::Deployment', 'AWS::AppSync::ApiCache'],
  example: {
    flagged: { Resources: { Stage: stage(false) } },
    findings: { Stage: ['SAS3-ApiCacheUnencrypted'] },
    fixed: { Resources: { Stage: stage(true) } },
  },
  check: resource => resource.type === 'AWS::AppSync::ApiCache'
    ? [
      ...failing(resource, ['AtRestEncryptionEnabled'], isNotOn, { detail: 'AtRest' }),
      ...failing(resource, ['TransitEncryptionEnabled'], isNotOn, { detail: 'InTransit' }),
    ]
    // A deployment may describe its stage, with settings of its own.
    : [...items(property(resource, 'MethodSettings')), ...property(resource, 'StageDescription'), ...items(property(resource, 'StageDescription', 'MethodSettings'))]
      .filter(settings => at([settings], 'CachingEnabled').some(isOn))
      .flatMap(settings => at([settings], 'CacheDataEncrypted').filter(isNotOn))
      .slice(0, 1)
      .map(({ when }) => ({ when })),
};
