import { pointers } from '../../../app-model/pointers';
import { at, items, property } from '../../../app-model/property';
import { PASS, type Rule } from '../../rule';

/** Where the limits of a type stand; a REST API's may also be those of a usage plan. */
const LIMITS: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::Stage': ['MethodSettings'],
  'AWS::ApiGatewayV2::Stage': ['DefaultRouteSettings'],
  'AWS::Serverless::Api': ['MethodSettings'],
  'AWS::Serverless::HttpApi': ['DefaultRouteSettings'],
};

const plans = pointers(['AWS::ApiGateway::UsagePlan', 'ApiStages', 'Stage'], ['AWS::ApiGateway::UsagePlan', 'ApiStages', 'ApiId']);

const stage = (settings: object) => ({ Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: 'orders', StageName: 'prod', DefaultRouteSettings: settings } });

export const apiThrottleMissing: Rule = {
  id: 'SAS8-ApiThrottleMissing',
  title: 'the API lets through as many requests as the account\'s limit allows',
  weakness: 'SAS-8',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-770'],
  why: 'One client takes the capacity of all APIs of the account, and every request invokes, and is paid for.',
  fix: 'const deployOptions: apigateway.StageOptions = { throttlingRateLimit: 100, throttlingBurstLimit: 50 };',
  resourceTypes: Object.keys(LIMITS),
  example: {
    flagged: { Resources: { Stage: stage({}) } },
    findings: { Stage: ['SAS8-ApiThrottleMissing'] },
    fixed: { Resources: { Stage: stage({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 50 }) } },
  },
  check(resource, model) {
    const settings = property(resource, ...LIMITS[resource.type] ?? []);
    const limited = [...settings, ...items(settings)].some(possibility => possibility.value.kind === 'unknown'
      || ['ThrottlingRateLimit', 'ThrottlingBurstLimit'].some(name => at([possibility], name).some(({ value }) => value.kind !== 'absent' && possibility.value.kind === 'map')));
    if (limited) return PASS;
    const { to, unresolved } = model.index(plans);
    const apis = property(resource, 'RestApiId').flatMap(({ value }) => value.kind === 'reference' ? [value.resource] : []);
    const planned = [...unresolved, ...[resource, ...apis].flatMap(to)].some(plan => property(plan, 'Throttle').some(({ value }) => value.kind !== 'absent'));
    return planned ? PASS : [{}];
  },
};
