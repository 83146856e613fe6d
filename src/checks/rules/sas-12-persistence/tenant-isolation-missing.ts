import { hasTag } from '../../../app-model/tags';
import type { Rule } from '../../rule';
import { settingRule } from '../../setting-rule';
import { isNoneOf } from '../../settings';

const TAG = 'multi-tenant';

/** A house rule: only the team knows which functions serve several tenants, and says so by a tag. */
export const tenantIsolationMissing: Rule = settingRule({
  id: 'SAS12-TenantIsolationMissing',
  title: 'tenants of the function share its environments',
  severity: 'warning',
  tier: 'optional',
  cwe: ['CWE-488'],
  why: 'What the code keeps in a global or in /tmp for one tenant is there when the next one calls: one mistake shows the data of one customer to another.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, tenancyConfig: lambda.TenancyConfig.PER_TENANT });',
  type: 'AWS::Lambda::Function',
  path: ['TenancyConfig', 'TenantIsolationMode'],
  fails: isNoneOf('PER_TENANT'),
  judges: fn => hasTag(fn, TAG) === 'yes',
  beside: { Runtime: 'python3.13', Handler: 'index.handler', Tags: [{ Key: TAG, Value: 'true' }] },
  example: { flagged: undefined, fixed: 'PER_TENANT' },
});
