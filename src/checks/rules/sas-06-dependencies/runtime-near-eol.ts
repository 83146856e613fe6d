import { deprecationOf } from './runtimes';
import { FUNCTION_TYPES, functionProperty } from '../../../app-model/functions';
import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';

const DAYS = 180;
const MS_PER_DAY = 86_400_000;

const fn = (runtime: string) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: runtime, Handler: 'index.handler' } });

export const runtimeNearEol: Rule = {
  id: 'SAS6-RuntimeNearEol',
  title: 'the runtime is no longer patched within half a year',
  weakness: 'SAS-6',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-1104'],
  why: 'Moving to another version takes tests and time: after the date new holes stay open, and later the function can no longer be changed.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime: lambda.Runtime.NODEJS_24_X, handler, code });',
  resourceTypes: FUNCTION_TYPES,
  supersedes: ['SAS6-RuntimeNotLatest'],
  example: {
    flagged: { Resources: { Orders: fn('dotnet8') } },
    findings: { Orders: ['SAS6-RuntimeNearEol'] },
    fixed: { Resources: { Orders: fn('dotnet10') } },
  },
  check: (resource, _model, parameters) => functionProperty(resource, 'Runtime').flatMap(({ value, when }) => {
    const deprecation = deprecationOf(literalText(value), parameters);
    if (deprecation === undefined || deprecation.date <= parameters.today) return [];
    const days = (Date.parse(deprecation.date) - Date.parse(parameters.today)) / MS_PER_DAY;
    return days <= DAYS ? [{ note: `on ${deprecation.date}${deprecation.by}`, when, location: 'Properties/Runtime' }] : [];
  }),
};
