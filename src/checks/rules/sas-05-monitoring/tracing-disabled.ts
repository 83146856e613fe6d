import { FUNCTION_TYPES, isServerlessFunction } from '../../../app-model/functions';
import type { Rule } from '../../rule';
import { failing, isNoneOf } from '../../settings';

const fn = (mode: string) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', TracingConfig: { Mode: mode } } });

export const tracingDisabled: Rule = {
  id: 'SAS5-TracingDisabled',
  title: 'the function is not traced',
  weakness: 'SAS-5',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-778'],
  why: 'After an attack nobody can say which request reached which function, queue and table, and how far it came.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, tracing: lambda.Tracing.ACTIVE });',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn('PassThrough') } },
    findings: { Orders: ['SAS5-TracingDisabled'] },
    fixed: { Resources: { Orders: fn('Active') } },
  },
  check: resource => failing(resource, isServerlessFunction(resource) ? ['Tracing'] : ['TracingConfig', 'Mode'], isNoneOf('Active')),
};
