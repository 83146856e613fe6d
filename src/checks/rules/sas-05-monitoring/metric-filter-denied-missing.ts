import type { AppModel } from '../../../app-model/app-model';
import { FUNCTION_TYPES, functionProperty } from '../../../app-model/functions';
import { guardState } from '../../../app-model/guard';
import { pointers, targetsOf } from '../../../app-model/pointers';
import { property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText } from '../../../app-model/value';
import { GUARDED, GUARDED_FUNCTION } from '../../examples';
import { PASS, type Rule } from '../../rule';

const groups = pointers(['AWS::Logs::LogGroup', 'LogGroupName']);
const filters = pointers(['AWS::Logs::MetricFilter', 'LogGroupName'], ['AWS::Logs::SubscriptionFilter', 'LogGroupName']);

const DENIAL = /denied|forbidden|unauthori[sz]ed|not authori[sz]ed|403/i;

const FN = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler' } };

/** What is handed on by a subscription is looked at elsewhere; the guard counts denials by itself. */
export const metricFilterDeniedMissing: Rule = {
  id: 'SAS5-MetricFilterDeniedMissing',
  title: 'nothing tells when AWS refuses the function what it asks for',
  weakness: 'SAS-5',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-778'],
  why: 'Whoever has taken a function over tries what its role may do: refusals in its log are the first trace, and nobody reads it.',
  fix: 'new logs.MetricFilter(this, \'Denied\', { logGroup, filterPattern: logs.FilterPattern.anyTerm(\'AccessDenied\', \'UnauthorizedOperation\'), metricNamespace: \'Orders\', metricName: \'Denied\' }); // or ServerlessGuard.protect(this)',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: FN } },
    findings: { Orders: ['SAS5-MetricFilterDeniedMissing'] },
    also: { Orders: ['SAS1-GuardUnsupportedRuntime'] },
    fixed: { Resources: { ...GUARDED, Orders: GUARDED_FUNCTION } },
  },
  check(fn, model) {
    if (guardState(fn).activation !== 'no' || model.index(hasAccountSubscription)) return PASS;
    const { to, unresolved } = model.index(filters);
    const places = [fn, ...model.index(groups).to(fn), ...functionProperty(fn, 'LoggingConfig', 'LogGroup').flatMap(({ value }) => targetsOf(value, model) ?? [])];
    return [...unresolved, ...places.flatMap(to)].some(countsDenials) ? PASS : [{}];
  },
};

function countsDenials(filter: Resource): boolean {
  return filter.type === 'AWS::Logs::SubscriptionFilter'
    || property(filter, 'FilterPattern').some(({ value }) => DENIAL.test(literalText(value) ?? 'denied'));
}

/** A subscription of the account takes the lines of every group. */
const hasAccountSubscription = (model: AppModel) => model.resourcesOf('AWS::Logs::AccountPolicy')
  .some(policy => property(policy, 'PolicyType').some(({ value }) => (literalText(value) ?? 'SUBSCRIPTION_FILTER_POLICY') === 'SUBSCRIPTION_FILTER_POLICY'));
