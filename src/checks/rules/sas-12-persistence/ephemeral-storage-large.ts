import type { Rule } from '../../rule';
import { settingRule } from '../../setting-rule';
import { isNumber } from '../../settings';

const DEFAULT_MB = 512;

export const ephemeralStorageLarge: Rule = settingRule({
  id: 'SAS12-EphemeralStorageLarge',
  title: 'the function has room in /tmp for more than one event leaves there',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-524'],
  why: 'What one invocation leaves behind the next one finds: files of other users, and those that an attacker put there to be found.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, ephemeralStorageSize: Size.mebibytes(512) });',
  type: 'AWS::Lambda::Function',
  alike: ['AWS::Serverless::Function'],
  path: ['EphemeralStorage', 'Size'],
  fails: isNumber(size => size > DEFAULT_MB),
  beside: { Runtime: 'python3.13', Handler: 'index.handler' },
  example: { flagged: 1024, fixed: DEFAULT_MB },
});
