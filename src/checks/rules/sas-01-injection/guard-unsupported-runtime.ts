import { environmentVariable, functionProperty, isImage, FUNCTION_TYPES } from '../../../app-model/functions';
import { holdsGuard } from '../../../app-model/guard';
import type { Resource } from '../../../app-model/template';
import { literalText } from '../../../app-model/value';
import { GUARD_ENVIRONMENT } from '../../../contract/environment';
import { GUARDED_FUNCTION, GUARDED } from '../../examples';
import type { Rule } from '../../rule';
import { PASS } from '../../rule';

/** Python joins the guarded runtimes when its guard ships. */
const GUARDED_RUNTIMES = /^nodejs/;

const WEB_FUNCTION = 'AWS::Lambda::WebFunction';

export const guardUnsupportedRuntime: Rule = {
  id: 'SAS1-GuardUnsupportedRuntime',
  title: 'there is no runtime guard for what the function runs',
  weakness: 'SAS-1',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-693'],
  why: 'An injection is stopped by the code\'s own checks or not at all: validation, the scoped role and the alarms are the layers that are left.',
  fix: 'new SecuredFunction(this, \'Orders\', { runtime: lambda.Runtime.NODEJS_24_X, handler, code }); // or acknowledge, once the input is validated',
  resourceTypes: [...FUNCTION_TYPES, WEB_FUNCTION],
  example: {
    flagged: { Resources: { Orders: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'java21', Handler: 'orders.Handler' } } } },
    findings: { Orders: ['SAS1-GuardUnsupportedRuntime'] },
    also: { Orders: ['SAS5-MetricFilterDeniedMissing'] },
    fixed: { Resources: { ...GUARDED, Orders: GUARDED_FUNCTION } },
  },
  check(fn) {
    if (fn.type === WEB_FUNCTION) return [{ note: 'a web function' }];
    if (isImage(fn)) return holdsGuard(fn) || mayHoldGuard(fn) ? PASS : [{ note: 'an image that is not said to hold the guard' }];
    return functionProperty(fn, 'Runtime').flatMap(({ value, when }) => {
      const runtime = literalText(value);
      return runtime === undefined || GUARDED_RUNTIMES.test(runtime) ? [] : [{ note: runtime, when, location: 'Properties/Runtime' }];
    });
  },
};

function mayHoldGuard(fn: Resource): boolean {
  return environmentVariable(fn, GUARD_ENVIRONMENT.inImage).some(({ value }) => value.kind !== 'absent' && literalText(value) === undefined);
}
