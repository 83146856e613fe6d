import { join } from 'node:path';
import { ATTACKS } from './attacks';
import { BENIGN_REQUESTS } from './benign-requests';
import type { Cleanup } from './cleanup';
import { judgeAttack, judgeBenign, type AttackOutcome, type BenignOutcome } from './outcomes';
import type { DemoRequest, Observation } from './request';
import { readVerdicts, startSynthesis } from './run-synthesis';
import { Variant } from './variant';
import type { Verdict } from './verdicts';

/** Everything that the demo found out. */
export interface DemoResult {
  readonly attacks: readonly AttackOutcome[];
  readonly benign: readonly BenignOutcome[];
  readonly verdicts: { readonly unprotected: readonly Verdict[]; readonly protected: readonly Verdict[] };
}

/** Runs both variants below a folder and fires the same requests at both: first every benign one, then the attacks. */
export async function runDemo(folder: string, cleanup: Cleanup): Promise<DemoResult> {
  const synthesis = startSynthesis(folder);
  cleanup.add(synthesis.stop);
  const unprotected = await prepare(join(folder, 'unprotected'), cleanup);
  const guarded = await prepare(join(folder, 'protected'), cleanup);
  await synthesis.done;
  await unprotected.start();
  await guarded.start();
  const both = async (request: DemoRequest): Promise<[Observation, Observation]> => Promise.all([unprotected.fire(request), guarded.fire(request)]);

  const benign: BenignOutcome[] = [];
  for (const request of BENIGN_REQUESTS) benign.push(judgeBenign(request, ...await both(request)));
  const attacks: AttackOutcome[] = [];
  for (const attack of ATTACKS) attacks.push(judgeAttack(attack, ...await both(attack)));
  return {
    attacks,
    benign,
    verdicts: { unprotected: readVerdicts(folder, 'unprotected'), protected: readVerdicts(folder, 'protected') },
  };
}

async function prepare(folder: string, cleanup: Cleanup): Promise<Variant> {
  const variant = await Variant.prepare(folder);
  cleanup.add(async () => variant.stop());
  return variant;
}
