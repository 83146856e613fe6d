import { environmentVariable, FUNCTION_TYPES } from '../../../app-model/functions';
import { literalFragments } from '../../../app-model/value';
import type { Rule } from '../../rule';

/** The variables by which runtimes start a debugger, and what switches it on. */
const DEBUGGERS: Readonly<Record<string, RegExp>> = {
  NODE_OPTIONS: /(^|\s)"?--(inspect|debug)(-(brk|wait|port))?([=\s"]|$)/,
  JAVA_TOOL_OPTIONS: /-agentlib:jdwp|-Xrunjdwp|-Dcom\.sun\.management\.jmxremote/,
};

const fn = (options: string) => ({
  Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Environment: { Variables: { NODE_OPTIONS: options } } },
});

export const debuggerEnabled: Rule = {
  id: 'SAS10-DebuggerEnabled',
  title: 'the function starts with a debugger',
  weakness: 'SAS-10',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-489'],
  why: 'Whatever reaches the debugger\'s port, a request forged by an injection included, reads all memory and runs any code in the function.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, environment: { NODE_OPTIONS: \'--enable-source-maps\' } });',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn('--inspect=0.0.0.0:9229') } },
    findings: { Orders: ['SAS10-DebuggerEnabled[NODE_OPTIONS]'] },
    fixed: { Resources: { Orders: fn('--enable-source-maps') } },
  },
  check: resource => Object.entries(DEBUGGERS).flatMap(([name, debugging]) => environmentVariable(resource, name)
    .filter(({ value }) => literalFragments(value).some(text => debugging.test(text)))
    .map(({ when }) => ({ detail: name, when, location: `Properties/Environment/Variables/${name}` }))),
};
