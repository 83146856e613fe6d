import { routes } from '../../../app-model/api-routes';
import type { AppModel } from '../../../app-model/app-model';
import { at, items, property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText, type Possibility } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { isOn, isOneOf, isPresent } from '../../settings';

const DEPLOYMENT = 'AWS::ApiGateway::Deployment';

const app = (planned: string) => ({
  Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: 'orders', StageName: 'prod' } },
  Plan: { Type: 'AWS::ApiGateway::UsagePlan', Properties: { ApiStages: [{ ApiId: 'orders', Stage: planned }], Quota: { Limit: 10_000, Period: 'DAY' } } },
});

/** A plan counts by key: an API that knows its callers otherwise needs none. */
export const usagePlanMissing: Rule = {
  id: 'SAS8-UsagePlanMissing',
  title: 'nobody decided how much one client may use of the API',
  weakness: 'SAS-8',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-770'],
  why: 'A limit of the stage is everybody\'s: one client uses it up for all others, day after day, and a key without a plan counts nothing.',
  fix: 'api.addUsagePlan(\'Partners\', { quota: { limit: 10_000, period: apigateway.Period.DAY }, throttle: { rateLimit: 10, burstLimit: 20 }, apiStages: [{ stage }] });',
  resourceTypes: ['AWS::ApiGateway::Stage', DEPLOYMENT],
  example: {
    flagged: { Resources: app('test') },
    findings: { Stage: ['SAS8-UsagePlanMissing'] },
    fixed: { Resources: app('prod') },
  },
  check(stage, model) {
    if (stage.type === DEPLOYMENT && !property(stage, 'StageName').some(isPresent)) return PASS;
    return knowsCallers(stage, model) || model.index(plannedStages).some(planned => mayBe(planned, stage)) ? PASS : [{}];
  },
};

const plannedStages = (model: AppModel) => model.resourcesOf('AWS::ApiGateway::UsagePlan').flatMap(plan => items(property(plan, 'ApiStages')));

function mayBe(planned: Possibility, stage: Resource): boolean {
  const stages = at([planned], 'Stage');
  return stages.some(({ value }) => value.kind === 'reference' && value.resource === stage)
    || (mayEqual(at([planned], 'ApiId'), property(stage, 'RestApiId')) && mayEqual(stages, property(stage, 'StageName')));
}

/** What is not known may be anything. */
function mayEqual(some: readonly Possibility[], others: readonly Possibility[]): boolean {
  return some.some(({ value }) => others.some(({ value: other }) => {
    if (value.kind === 'unknown' || other.kind === 'unknown') return true;
    if (value.kind === 'reference') return other.kind === 'reference' && value.resource === other.resource;
    const text = literalText(value);
    return value.kind === 'text' || other.kind === 'text' || (text !== undefined && text === literalText(other));
  }));
}

function knowsCallers(stage: Resource, model: AppModel): boolean {
  const apis = property(stage, 'RestApiId').flatMap(({ value }) => value.kind === 'reference' ? [value.resource] : []);
  const methods = apis.flatMap(model.index(routes).to);
  return methods.length > 0 && methods.every(method => property(method, 'AuthorizationType').every(isOneOf('AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS'))
    && !property(method, 'ApiKeyRequired').some(isOn));
}
