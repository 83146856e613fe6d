import { FUNCTION_TYPES, functionProperty } from '../../../app-model/functions';
import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';

const fn = (properties: object) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', ...properties } });

export const recursiveLoopAllowed: Rule = {
  id: 'SAS8-RecursiveLoopAllowed',
  title: 'the function may invoke itself in a loop: AWS is told not to stop it',
  weakness: 'SAS-8',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-674', 'CWE-400'],
  why: 'One event that comes back through a queue, topic or bucket runs for ever, at the owner\'s expense, and uses up the account\'s concurrency.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, recursiveLoop: lambda.RecursiveLoop.TERMINATE });',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn({ RecursiveLoop: 'Allow' }) } },
    findings: { Orders: ['SAS8-RecursiveLoopAllowed'] },
    fixed: { Resources: { Orders: fn({ RecursiveLoop: 'Terminate' }) } },
  },
  check: resource => functionProperty(resource, 'RecursiveLoop')
    .filter(({ value }) => literalText(value) === 'Allow')
    .map(({ when }) => ({ when, location: 'Properties/RecursiveLoop' })),
};
