import { FUNCTION_TYPES, inlineCode } from '../../../app-model/functions';
import { skeleton } from '../../../app-model/value';
import type { Rule } from '../../rule';

/** Calls that hand text to an interpreter; a literal argument is the author's own. Every pattern of a row must match. */
const SINKS: Readonly<Record<string, readonly RegExp[]>> = {
  'eval': [/(?<![\w.$])eval\s*\((?!\s*['"`)])/],
  'new Function': [/\bnew\s+Function\s*\((?!\s*\))/],
  'child_process': [/\bchild_process\b/, /\bexec(?:Sync)?\s*\((?!\s*(?:['"][^'"\n]{0,500}['"]|`[^`$]{0,500}`)\s*[,)])/],
  'vm': [/\bvm\s*\.\s*run\w*\s*\((?!\s*['"])/],
  'os.system': [/\bos\s*\.\s*(?:system|popen)\s*\((?!\s*['"][^'"\n]{0,500}['"]\s*\))/],
  'shell=True': [/\bshell\s*=\s*True\b/],
  'pickle': [/\b(?:pickle|cPickle|dill|marshal)\s*\.\s*loads?\s*\(/],
  'yaml.load': [/\byaml\s*\.\s*(?:unsafe_)?load\s*\((?![^)\n]{0,200}Safe)/],
  'node-serialize': [/['"]node-serialize['"]/],
};

const fn = (code: string) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: code } } });

export const inlineCodeDangerousSink: Rule = {
  id: 'SAS1-InlineCodeDangerousSink',
  title: 'the inline code hands text to an interpreter',
  weakness: 'SAS-1',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-94', 'CWE-78'],
  why: 'If any part of that text comes from an event, its sender runs code with the function\'s role.',
  fix: 'JSON.parse(\'{}\'); // in place of eval(); execFile(program, [argument]) in place of exec(line)',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn('exports.handler = async event => eval(event.rule);') } },
    findings: { Orders: ['SAS1-InlineCodeDangerousSink[eval]'] },
    fixed: { Resources: { Orders: fn('exports.handler = async event => JSON.parse(event.rule);') } },
  },
  check: resource => inlineCode(resource).flatMap(({ value, when }) => {
    const code = skeleton(value) ?? '';
    return Object.entries(SINKS).filter(([, patterns]) => patterns.every(pattern => pattern.test(code)))
      .map(([name]) => ({ detail: name, when, location: 'Properties/Code' }));
  }),
};
