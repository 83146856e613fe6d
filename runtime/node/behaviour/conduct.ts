import type { Behaviours, Conduct, Deed, Watch } from './behaviours';
import { lookAtFiles, type Desk } from './files';
import { isLoading } from './loading';
import { NOBODY, onBehalf, type OnBehalf } from './on-behalf';
import { dropPermissions } from './permissions';
import { createResidue } from './residue';
import { closeSideDoors } from './side-doors';
import { createWorkerOptions } from './worker-options';
import { BEHAVIOURS, type BehaviourName, type GuardMode } from '../../../src/contract/policy';

/** What modules do while they are loaded: templates and settings are read, code is generated for every schema. */
const INITIALISATION: ReadonlySet<BehaviourName> = new Set(['own-files', 'code-generation']);
/** Findings of one execution environment at most. */
const MAX_FINDINGS = 100;

/** Judges by the declaration alone; nothing that a hostile module can replace decides. */
export function createConduct(watch: Watch, held: ReadonlySet<BehaviourName>): Conduct {
  const modes: Readonly<Record<string, GuardMode>> = Object.freeze(Object.fromEntries(BEHAVIOURS.map(name => [name, watch.policy.modeOf(name)])));
  const isInitialising: Record<string, boolean> = Object.fromEntries(BEHAVIOURS.map(name => [name, INITIALISATION.has(name)]));
  const report = createReport(watch);
  const judge: Behaviours['judge'] = deed => {
    const { detector, operation, isSideDoor = false } = deed;
    const mode = modes[detector];
    if (mode === 'off') return undefined;
    if (isInitialising[detector] && !isSideDoor && (!watch.isInvoked() || isLoading())) return undefined;
    const behalf = attempt(watch, () => onBehalf(watch.inFlight)) ?? NOBODY;
    if (isExempt(deed, behalf, watch)) return undefined;
    attempt(watch, () => report(deed, behalf, mode === 'block'));
    /* As with connections: no attacker waits for an answer, and the handler's stands. */
    return mode === 'block' ? watch.refusal(detector, operation, behalf.requestId) : undefined;
  };
  const isOn = (name: BehaviourName) => modes[name] !== 'off';
  /* Where several events are handled at a time, files are nobody's. */
  const residue = isOn('tmp-residue') && process.env.AWS_LAMBDA_MAX_CONCURRENCY === undefined ? createResidue(watch.isInvoked) : undefined;
  const desk: Desk = { judge, isOn, taskRoot: watch.settings.taskRoot, residue, attempt: work => attempt(watch, work) };
  return {
    judge,
    lookAt: name => lookAtFiles(name, desk),
    sweep: () => residue?.sweep(judge),
    workerOptions: held.size === 0 ? options => options : createWorkerOptions(watch),
    closeSideDoors: () => closeSideDoors(held, judge),
    dropPermissions: () => dropPermissions(held, watch.policy),
  };
}

function isExempt({ detector, sink }: Deed, { who: { trigger, route } }: OnBehalf, { policy, now }: Watch): boolean {
  return policy.hasExemptions && policy.isExempt({ detector, sink, trigger, route, inputPath: '' }, now());
}

/** Once in an execution environment: a function that keeps doing it says nothing new. */
function createReport({ reporter }: Watch): (deed: Deed, behalf: OnBehalf, blocked: boolean) => void {
  const told = new Set<string>();
  let last: string | undefined;
  return ({ detector, sink, operation, change, key = '' }, behalf, blocked) => {
    const identity = `${detector} ${operation} ${key}`;
    /* Functions of `fs` call each other: the same file again is the same deed. */
    const isSame = last === `${detector} ${change}`;
    last = `${detector} ${change}`;
    if (isSame || told.has(identity) || told.size >= MAX_FINDINGS) return;
    told.add(identity);
    reporter.attack({ detector, sink, operation, change, blocked, ...behalf }, told.size);
  };
}

/** A failure to tell must not undo a refusal. */
function attempt<T>({ reporter }: Watch, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    reporter.guardError('behaviour', error);
    return undefined;
  }
}
