import { environmentVariable, FUNCTION_TYPES } from '../../../app-model/functions';
import { literalFragments } from '../../../app-model/value';
import type { Rule } from '../../rule';

/** Options by which a variable changes how the runtime starts. */
interface RuntimeOptions extends Pick<Rule, 'id' | 'title' | 'severity' | 'tier' | 'cwe' | 'why' | 'fix'> {
  readonly options: Readonly<Record<string, RegExp>>;
  /** Values of `NODE_OPTIONS`. */
  readonly example: { readonly flagged: string; readonly fixed: string };
}

const OPTIONS: readonly RuntimeOptions[] = [
  {
    id: 'SAS10-DebuggerEnabled',
    title: 'the function starts with a debugger',
    severity: 'error',
    tier: 'core',
    cwe: ['CWE-489'],
    why: 'Whatever reaches the debugger\'s port, a request forged by an injection included, reads all memory and runs any code in the function.',
    fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, environment: { NODE_OPTIONS: \'--max-http-header-size=16384\' } });',
    options: {
      NODE_OPTIONS: /(^|\s)"?--(inspect|debug)(-(brk|wait|port))?([=\s"]|$)/,
      JAVA_TOOL_OPTIONS: /-agentlib:jdwp|-Xrunjdwp|-Dcom\.sun\.management\.jmxremote/,
    },
    example: { flagged: '--inspect=0.0.0.0:9229', fixed: '--max-http-header-size=16384' },
  },
  {
    id: 'SAS10-SourceMapsEnabled',
    title: 'errors of the function tell the paths and names of its source',
    severity: 'warning',
    tier: 'strict',
    cwe: ['CWE-209', 'CWE-540'],
    why: 'An error that nobody catches goes back to whoever invoked the function, stack and all: with source maps it is a drawing of the code, its folders and its packages.',
    fix: 'new nodejs.NodejsFunction(this, \'Orders\', { entry: \'src/orders.ts\', bundling: { sourceMap: false } });',
    options: { NODE_OPTIONS: /(^|\s)"?--enable-source-maps([\s"]|$)/ },
    example: { flagged: '--enable-source-maps', fixed: '--max-http-header-size=16384' },
  },
];

export const runtimeOptionRules: readonly Rule[] = OPTIONS.map(({ options, example, ...texts }): Rule => {
  const fn = (value: string) => ({
    Orders: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Environment: { Variables: { NODE_OPTIONS: value } } } },
  });
  return {
    ...texts,
    weakness: 'SAS-10',
    resourceTypes: FUNCTION_TYPES,
    example: { flagged: { Resources: fn(example.flagged) }, findings: { Orders: [`${texts.id}[NODE_OPTIONS]`] }, fixed: { Resources: fn(example.fixed) } },
    check: resource => Object.entries(options).flatMap(([name, switchingOn]) => environmentVariable(resource, name)
      .filter(({ value }) => literalFragments(value).some(text => switchingOn.test(text)))
      .map(({ when }) => ({ detail: name, when, location: `Properties/Environment/Variables/${name}` }))),
  };
});
