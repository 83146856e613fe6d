import type { Rule } from '../../rule';
import { settingRules } from '../../setting-rule';
import { isAbsent, isNumber } from '../../settings';

const FUNCTION = 'AWS::Lambda::Function';
const ALIKE = ['AWS::Serverless::Function'];
const FN = { Runtime: 'python3.13', Handler: 'index.handler' };
const SECONDS_PER_DAY = 86_400;
const DEFAULT_STORAGE_MB = 1024;

/** What is decided by one property of one type. */
export const denialSettings: readonly Rule[] = settingRules([
  {
    id: 'SAS8-ReservedConcurrencyMissing',
    title: 'the function may use up the concurrency of the whole account',
    severity: 'warning',
    cwe: ['CWE-770'],
    why: 'A flood of one entrance, or a loop, takes the capacity that all functions of the account share: everything stops at once, and the bill grows without a limit.',
    fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, reservedConcurrentExecutions: 50 });',
    type: FUNCTION,
    alike: ALIKE,
    path: ['ReservedConcurrentExecutions'],
    fails: isAbsent,
    beside: FN,
    example: { flagged: undefined, fixed: 50 },
  },
  {
    id: 'SAS8-TimeoutDefault',
    title: 'nobody decided how long the function may run',
    severity: 'warning',
    cwe: ['CWE-400'],
    why: 'Three seconds are too few for some inputs and too many for others: an attacker looks for those that take the time, and a retry pays for them again.',
    fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, timeout: Duration.seconds(10) });',
    type: FUNCTION,
    alike: ALIKE,
    path: ['Timeout'],
    fails: isAbsent,
    beside: FN,
    example: { flagged: undefined, fixed: 10 },
  },
  {
    id: 'SAS8-EphemeralStorageExcessive',
    title: 'the function has more temporary storage than most need',
    severity: 'warning',
    cwe: ['CWE-400'],
    why: 'An archive that unpacks to gigabytes, or an upload that never ends, fills what is there, and all of it is paid for at every invocation.',
    fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, ephemeralStorageSize: Size.mebibytes(512) });',
    type: FUNCTION,
    alike: ALIKE,
    path: ['EphemeralStorage', 'Size'],
    fails: isNumber(size => size > DEFAULT_STORAGE_MB),
    beside: FN,
    example: { flagged: 10_240, fixed: 512 },
  },
  {
    id: 'SAS8-DurableUnbounded',
    title: 'an execution of the function may go on for more than a day',
    severity: 'warning',
    cwe: ['CWE-400'],
    why: 'Executions that wait for something that never comes pile up, keep their state, and go on where nobody expects them any more.',
    fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, durableConfig: { executionTimeout: Duration.hours(1) } });',
    type: FUNCTION,
    alike: ALIKE,
    path: ['DurableConfig', 'ExecutionTimeout'],
    fails: isNumber(seconds => seconds > SECONDS_PER_DAY),
    beside: FN,
    example: { flagged: 31_622_400, fixed: 3600 },
  },
]);
