import type { IConstruct } from 'constructs';
import { adoptMade } from './adopt-made';
import { alarms } from './alarms';
import { failureHandling } from './failure-handling';
import { guardLayer } from './guard-layer';
import { EVERY_MEASURE, Ledger, warn } from './ledger';
import type { Refusal } from './ledger';
import { logFormat } from './log-format';
import { logRetention } from './log-retention';
import type { HardeningContext, Measure } from './measure';
import { permissions } from './permissions/permissions';
import { recursion } from './recursion';
import { RoleStatements } from './role-statements';
import { runtimeManagement } from './runtime-management';
import { scopedRole, writeRemainingStatements } from './scoped-role';
import { optOutOf, settingsOf } from './settings';
import { StackBudget } from './stack-budget';
import { tracing } from './tracing';
import { findTarget } from '../targets/find-target';
import type { FunctionTarget } from '../targets/function-target';
import type { LeftAlone } from '../targets/left-alone';
import { isExpired } from '../validation/expiry';

/**
 * In this order: the permissions find the grants as the app wrote them, the scoped role writes what those before it need, the
 * alarms watch what those before them set.
 */
const MEASURES: readonly Measure[] = [
  permissions, guardLayer, logRetention, logFormat, tracing, failureHandling, recursion, runtimeManagement, scopedRole, alarms,
];

const HARDENED = Symbol.for('cdk-serverless-guard.hardened');

/** Applies every measure to the function that a construct is, once; any other construct is nothing to it. */
export function harden(node: IConstruct): void {
  const found = findTarget(node);
  if (found === undefined) return;
  const marked = found.kind === 'function' ? found.target.resource : found.leftAlone.node;
  if (HARDENED in marked) return;
  Object.defineProperty(marked, HARDENED, { value: true });
  if (found.kind === 'leftAlone') return leaveAlone(found.leftAlone);
  applyMeasures(found.target);
}

/** Applies every measure and turns an exception into a warning: an aspect that throws kills the synthesis. */
export function hardenSafely(node: IConstruct): void {
  try {
    harden(node);
  } catch (error) {
    warn(node, failure('the function was not fully protected', error));
  }
}

function applyMeasures(target: FunctionTarget): void {
  const ledger = new Ledger(target.resource);
  const context: HardeningContext = {
    settings: settingsOf(target.scope),
    ledger,
    budget: StackBudget.of(target.stack),
    statements: new RoleStatements(),
  };
  context.budget.begin(target.resource);
  for (const measure of MEASURES) applySafely(measure, target, context);
  writeRemainingStatements(target, context);
  adoptMade(target);
  ledger.write();
}

/** One measure that fails must not take the others with it. */
function applySafely(measure: Measure, target: FunctionTarget, context: HardeningContext): void {
  try {
    applyMeasure(measure, target, context);
  } catch (error) {
    context.ledger.refused(measure.name, failure(`"${measure.name}" was not set`, error));
  }
}

function failure(what: string, error: unknown): Refusal {
  return {
    id: 'failed',
    what,
    why: error instanceof Error ? error.message : String(error),
    cure: 'remove the cause, or opt out of the measure with a reason',
  };
}

function applyMeasure(measure: Measure, target: FunctionTarget, context: HardeningContext): void {
  const { settings, ledger } = context;
  const optOut = optOutOf(settings, measure.name);
  if (optOut !== undefined) {
    if (!isExpired(optOut.expires)) return ledger.optedOut(measure.name, optOut.reason, optOut.expires);
    warn(target.resource, {
      id: 'opt-out-expired',
      what: `the opt-out of "${measure.name}" ended on ${optOut.expires}`,
      why: `the measure is set again, its reason was: ${optOut.reason}`,
      cure: 'remove the opt-out, or give it a later date',
    });
  }
  if (measure.isAsked?.(settings) === false) return;
  if (measure.onRequest !== undefined && !settings.isConstruct && !settings.alsoSet.includes(measure.name)) {
    return ledger.kept(measure.name, `${measure.onRequest}; set by SecuredFunction or alsoSet`);
  }
  measure.apply(target, context);
}

/** Writes why a function is exactly as it was. */
export function leaveAlone({ kind, node, reason, cure }: LeftAlone): void {
  const ledger = new Ledger(node);
  const what = `left alone because ${reason}`;
  if (cure === undefined) ledger.refusedSilently(EVERY_MEASURE, what);
  else ledger.refused(EVERY_MEASURE, { id: kind, what, why: 'the function has none of the guard\'s measures', cure });
  ledger.write();
}
