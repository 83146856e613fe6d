import { answerOfBatch } from './batch-answer';
import { BlockedOperationError } from './blocked-error';
import { hasFailed } from './final-answer';
import type { Policy } from './policy';
import type { Attack } from '../findings/attack';
import type { Reporter } from '../findings/reporter';
import { batchOf, recordsWith, withoutRecords, type BatchRecord } from '../invocation/batch';
import type { Invocation } from '../invocation/invocation';
import { locate } from '../invocation/locate';
import { asRecord } from '../invocation/read';

/** Records remembered at most; the oldest is forgotten first. */
const MAX_REMEMBERED = 1000;

/** Which record of a batch an attack's input stood in. */
const RECORD_NUMBER = /\[\d+\]/;

/** Records that were refused in this execution environment, by their identities. */
export type RefusedRecords = Map<string, Attack>;

/**
 * Takes the records out of an event that were refused before.
 *
 * Lambda hands a failed record over again, together with others. Those are none the worse for it if the handler does not
 * meet the refused one: which could end its run again, and would be refused again.
 */
export function withholdRefused(event: unknown, invocation: Invocation, refused: RefusedRecords, reporter: Reporter): unknown {
  const batch = batchOf(event);
  const withheld = batch?.records.filter(record => isKnown(record, refused)) ?? [];
  if (!batch || withheld.length === 0) return event;
  invocation.withheld = withheld;
  invocation.isTurnedAway = withheld.length === batch.records.length;
  for (const [index, record] of withheld.entries()) {
    const attack = refused.get(record.identity);
    if (attack) tellAgain(attack, batch.records.indexOf(record), invocation, reporter, index + 1);
  }
  return withoutRecords(asRecord(event), batch, new Set(withheld));
}

/** Identifiers are unique on AWS; an event that somebody made by hand may use one again for another content. */
function isKnown({ record, identity }: BatchRecord, refused: RefusedRecords): boolean {
  const input = refused.get(identity)?.input;
  return input !== undefined && locate(record, new Set([input])).size > 0;
}

function tellAgain(attack: Attack, index: number, invocation: Invocation, reporter: Reporter, finding: number): void {
  const { place, detector, operation } = attack;
  const { requestId } = invocation;
  invocation.block(new BlockedOperationError(detector, operation, requestId));
  const path = place?.path.replace(RECORD_NUMBER, `[${index}]`);
  reporter.attack({
    ...attack,
    ...(place && path !== undefined && { place: { ...place, path } }),
    change: `delivered again, withheld from the handler: ${attack.change}`,
    requestId,
  }, finding);
}

/** The answer of a batch in which records were refused, where it need not fail as a whole; remembers them. */
export function settleBatch(
  invocation: Invocation, policy: Policy, refused: RefusedRecords, own: { readonly answer: unknown } | { readonly error: unknown },
): { readonly answer: unknown } | undefined {
  const batch = batchOf(invocation.event);
  if (!batch) return undefined;
  const now = remember(refused, invocation, inputs => recordsWith(batch, inputs));
  if (hasFailed(own) || (now.length === 0 && invocation.withheld.length === 0)) return undefined;
  return answerOfBatch({
    batch,
    refused: now,
    withheld: invocation.withheld,
    isReporting: policy.batchItemFailures.includes(batch.source),
    isDropping: policy.refusedRecords === 'drop',
  }, own.answer);
}

function remember(refused: RefusedRecords, { attacks }: Invocation, find: (inputs: ReadonlySet<string>) => BatchRecord[]): BatchRecord[] {
  const found = new Map<string, BatchRecord>();
  for (const attack of attacks) {
    if (attack.input === undefined) continue;
    for (const record of find(new Set([attack.input]))) {
      found.set(record.identity, record);
      refused.set(record.identity, attack);
    }
  }
  for (const identity of refused.keys()) {
    if (refused.size <= MAX_REMEMBERED) break;
    refused.delete(identity);
  }
  return [...found.values()];
}
