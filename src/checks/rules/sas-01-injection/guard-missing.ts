import { functionProperty } from '../../../app-model/functions';
import { guardState, holdsGuard } from '../../../app-model/guard';
import { ledgerEntries, optOut } from '../../../app-model/ledger';
import type { Resource } from '../../../app-model/template';
import { literalText } from '../../../app-model/value';
import { GUARDED, GUARDED_FUNCTION } from '../../examples';
import { PASS, type Rule } from '../../rule';

/** The measure that attaches the guard, as the ledger names it. */
const MEASURE = 'guard-layer';

/** Python joins when its guard ships: until then nobody could remove the finding. */
const GUARDED_RUNTIMES = /^nodejs/;

export const guardMissing: Rule = {
  id: 'SAS1-GuardMissing',
  title: 'the function runs without the runtime guard',
  weakness: 'SAS-1',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-693', 'CWE-74'],
  why: 'Event data of any trigger can reach a shell, a query or a path. Without the guard nothing stands between an injection and the operation it changes.',
  fix: 'ServerlessGuard.protect(this); // or new SecuredFunction(this, \'Orders\', { …the same props })',
  resourceTypes: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  example: {
    flagged: { Resources: { Orders: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler' } } } },
    findings: { Orders: ['SAS1-GuardMissing'] },
    also: { Orders: ['SAS5-MetricFilterDeniedMissing'] },
    fixed: { Resources: { ...GUARDED, Orders: GUARDED_FUNCTION } },
  },
  check(fn, _model, { today }) {
    if (!runsNode(fn)) return PASS;
    const { activation, layer } = guardState(fn);
    if (activation === 'unknown' || (activation === 'yes' && layer !== 'no')) return PASS;
    const excused = optOut(fn, MEASURE, today);
    if (excused !== undefined) return [{ severity: 'info', note: `opted out: ${excused.reason}` }];
    if (activation === 'no') return [{ note: reasonOf(fn) }];
    return [{ detail: 'Layer', note: 'it is told to load the guard, but has no layer', location: 'Properties/Layers' }];
  },
};

/** What an image runs is not told by the template, unless it is said to hold the guard. */
function runsNode(fn: Resource): boolean {
  return holdsGuard(fn) || functionProperty(fn, 'Runtime').some(({ value }) => GUARDED_RUNTIMES.test(literalText(value) ?? ''));
}

/** Why this library itself did not attach it, where it tried. */
function reasonOf(fn: Resource): string | undefined {
  return ledgerEntries(fn).find(entry => entry.measure === MEASURE && entry.state !== 'set')?.reason;
}
