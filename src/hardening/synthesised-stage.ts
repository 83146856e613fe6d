import type { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { EVERY_MEASURE, Ledger, readLedger, warn } from './ledger';
import type { Refusal } from './ledger';
import { findTarget } from '../targets/find-target';

const MISSED: Refusal = {
  id: 'stage-synthesised',
  what: 'left alone because its stage was synthesised before',
  why: 'its templates are written, as a pipeline does when a stage is added to it, and nothing can be added to them',
  cure: 'call ServerlessGuard.protect(app) right after new App(), before the stage is made',
};

/** Whether a stage's templates are written: CDK keeps the assembly and never writes it again. */
export function isSynthesised(stage: Stage): boolean {
  return (stage as unknown as { readonly assembly?: object }).assembly !== undefined;
}

/** Lists the functions of a stage that came too late; the warning stands above the stage, whose own are written too. */
export function listMissed(stage: Stage): void {
  const missed = stage.node.findAll().flatMap(functionIn).filter(node => readLedger(node).length === 0);
  for (const node of missed) {
    const ledger = new Ledger(node);
    ledger.refusedSilently(EVERY_MEASURE, MISSED.what);
    ledger.write();
  }
  if (missed.length === 0) return;
  warn(stage.node.scope ?? stage, { ...MISSED, what: `${missed.length} functions of ${stage.node.path} are left alone because the stage was synthesised before` });
}

function functionIn(node: IConstruct): IConstruct[] {
  const found = findTarget(node);
  if (found === undefined) return [];
  return [found.kind === 'function' ? found.target.resource : found.leftAlone.node];
}
