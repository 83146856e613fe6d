import {
  BATCH_SOURCES, BEHAVIOURS, DETECTORS, GUARD_MODES, type BlockedAnswer, type DetectorName, type EgressPolicy, type EventLimitsPolicy, type GuardMode,
  type GuardPolicy, type PolicyExemption, type RefusedRecordsPolicy, type SinkName, type TriggerName,
} from '../../../src/contract/policy';

/** Where a verdict fell, as its finding prints it. */
export interface VerdictPlace {
  readonly detector: DetectorName;
  readonly sink: SinkName;
  readonly trigger: string;
  readonly route?: string;
  readonly inputPath: string;
}

/** The function's policy, ready to be asked. */
export interface Policy {
  readonly blockedAnswer: BlockedAnswer;
  /** Event sources that take single records of a batch back. */
  readonly batchItemFailures: readonly string[];
  readonly refusedRecords: RefusedRecordsPolicy;
  /** Sources that the function expects events of; undefined where it declared nothing. */
  readonly triggers: readonly TriggerName[] | undefined;
  readonly limits: EventLimitsPolicy | undefined;
  /** Where the function may connect to; undefined where it declared nothing. */
  readonly egress: EgressPolicy | undefined;
  /** False where there is nothing to ask `isExempt`. */
  readonly hasExemptions: boolean;
  /** What to do on a verdict of this detector. */
  modeOf(detector: DetectorName): GuardMode;
  isExempt(place: VerdictPlace, now: number): boolean;
}

/** Prepares a policy for the function's mode. */
export function createPolicy(mode: GuardMode, policy: Partial<GuardPolicy>): Policy {
  /* A Map and copies: keys planted on Object.prototype later must not become part of the policy. */
  const modes = new Map(DETECTORS.map(detector => [detector, weaker(mode, ownMode(policy, detector) ?? DEFAULT_MODES.get(detector))]));
  const exemptions = (policy.exemptions ?? []).map(readExemption);
  return Object.freeze({
    blockedAnswer: policy.blockedAnswer === 'handler' ? 'handler' : 'refuse',
    batchItemFailures: BATCH_SOURCES.filter(source => policy.batchItemFailures?.includes(source)),
    refusedRecords: policy.refusedRecords === 'drop' ? 'drop' : 'retry',
    triggers: policy.triggers && Object.freeze([...policy.triggers]),
    limits: policy.limits && limitsOf(policy.limits),
    egress: readEgress(policy.egress),
    modeOf: (detector: DetectorName) => modes.get(detector) ?? mode,
    hasExemptions: exemptions.length > 0,
    isExempt: (place: VerdictPlace, now: number) => exemptions.some(holds => holds(place, now)),
  });
}

/** Reads the policy's JSON; undefined where it is not a policy of this version. */
export function parsePolicy(text: string): Partial<GuardPolicy> | undefined {
  try {
    const policy = JSON.parse(text) as Partial<GuardPolicy> | null;
    return policy?.version === 1 ? policy : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What a function does is no attack by itself: it is reported until somebody asks for more, and of what many do on purpose
 * nothing is said until somebody declares that this one does not (docs/adr/0008).
 */
const DEFAULT_MODES: ReadonlyMap<DetectorName, GuardMode> = new Map<DetectorName, GuardMode>([
  ['egress', 'report'], ['leak', 'report'], ['provenance', 'report'], ['limits', 'report'], ['screening', 'report'],
  ...BEHAVIOURS.map(name => [name, name === 'procfs' ? 'report' : 'off'] as const),
]);

function readEgress(egress: EgressPolicy | undefined): EgressPolicy | undefined {
  return egress && Object.freeze({ domains: egress.domains ?? [], services: egress.services });
}

function ownMode(policy: Partial<GuardPolicy>, detector: DetectorName): GuardMode | undefined {
  const mode = new Map(Object.entries(policy.detectors ?? {})).get(detector);
  return mode !== undefined && GUARD_MODES.includes(mode) ? mode : undefined;
}

function weaker(functionMode: GuardMode, detectorMode: GuardMode | undefined): GuardMode {
  if (detectorMode === undefined) return functionMode;
  return GUARD_MODES[Math.min(GUARD_MODES.indexOf(functionMode), GUARD_MODES.indexOf(detectorMode))] ?? functionMode;
}

function readExemption({ detector, sink, route, parameter, expires }: PolicyExemption): (place: VerdictPlace, now: number) => boolean {
  const end = expires === undefined ? Infinity : Date.parse(expires);
  return (place, now) => now < end
    && (detector === undefined || detector === place.detector)
    && (sink === undefined || sink === place.sink)
    && (route === undefined || route === place.route || route === place.trigger)
    && (parameter === undefined || isAtOrBelow(place.inputPath, parameter));
}

function isAtOrBelow(path: string, ancestor: string): boolean {
  return path === ancestor || (path.startsWith(ancestor) && '.[~'.includes(path.charAt(ancestor.length)));
}

/** Own properties all of them: what is left out would be read from a polluted `Object.prototype`. */
function limitsOf({ characters, depth, values, entities }: EventLimitsPolicy): EventLimitsPolicy {
  return Object.freeze({ characters, depth, values, entities });
}
