import type { InventoriedFunction, InventoriedGuard, Layer, SliceState } from './inventory';
import type { Weakness } from '../../checks/rule';
import { METRIC_NAMESPACE, METRICS } from '../../contract/metrics';
import { BEHAVIOURS, GUARD_MODES, type DetectorName, type GuardMode } from '../../contract/policy';

/** A function without what is derived from its slices. */
export type FunctionFacts = Omit<InventoriedFunction, 'protection'>;

/** One slice: whether it is there, as the facts tell; `undefined` where the function has no need of it. */
export interface Slice {
  readonly layer: Exclude<Layer, 'design'>;
  /** What stands there. */
  readonly title: string;
  /** What brings it. */
  readonly cure: string;
  readonly state: (fn: FunctionFacts) => SliceState | undefined;
}

/** What meets a weakness beside the checks, and the hole that stays in spite of all. */
export interface WeaknessSlices {
  readonly slices: readonly Slice[];
  readonly remains: string;
}

/** Detectors that tell and do not stop, unless they were given another mode; behaviours are off. */
const REPORTING: readonly DetectorName[] = ['egress', 'leak', 'provenance', 'limits', 'screening', 'procfs'];

const STATE_OF_MODE = { block: 'present', report: 'reports', off: 'absent' } as const satisfies Record<GuardMode, SliceState>;

/** What the guard does on a verdict of a detector: never more than the function's mode. */
export function detectorState({ attached, mode = 'block', detectors }: InventoriedGuard, detector: DetectorName): SliceState {
  if (attached !== 'yes') return attached === 'no' ? 'absent' : 'unknown';
  const own = GUARD_MODES.find(known => known === detectors[detector]) ?? defaultMode(detector);
  return STATE_OF_MODE[GUARD_MODES[Math.min(GUARD_MODES.indexOf(mode), GUARD_MODES.indexOf(own))] ?? 'off'];
}

function defaultMode(detector: DetectorName): GuardMode {
  if (REPORTING.includes(detector)) return 'report';
  return (BEHAVIOURS as readonly string[]).includes(detector) ? 'off' : 'block';
}

/** A detector that knows nothing until something was declared. */
function declared(guard: InventoriedGuard, what: InventoriedGuard['declares'][number], detector: DetectorName): SliceState {
  return guard.attached === 'yes' && !guard.declares.includes(what) ? 'absent' : detectorState(guard, detector);
}

const RANK: readonly SliceState[] = ['absent', 'unknown', 'reports', 'present'];

function strongest(states: readonly SliceState[]): SliceState {
  return RANK[Math.max(...states.map(state => RANK.indexOf(state)))] ?? 'absent';
}

const watches = ({ alarms }: FunctionFacts, metrics: readonly string[]): SliceState => alarms.some(alarm => metrics.includes(alarm)) ? 'present' : 'absent';

const ATTACKS = [METRICS.attacksBlocked, METRICS.attacksReported].map(metric => `${METRIC_NAMESPACE} ${metric}`);
const PROTECT = 'ServerlessGuard.protect(app)';

/** An alarm on what the guard tells: of use only where the guard tells something. */
function attackAlarm(runtime: Slice['state']): Slice {
  return {
    layer: 'alarm',
    title: 'an alarm on what the guard finds',
    cure: PROTECT,
    state: fn => {
      const told = runtime(fn);
      return told === 'absent' || told === undefined ? 'absent' : watches(fn, ATTACKS);
    },
  };
}

/** A slice at run time with the alarm on what it finds. */
function atRuntime(title: string, cure: string, state: (guard: InventoriedGuard) => SliceState): readonly Slice[] {
  const runtime: Slice = { layer: 'runtime', title, cure, state: ({ guard }) => state(guard) };
  return [runtime, attackAlarm(runtime.state)];
}

const alarm = (title: string, ...metrics: readonly string[]): Slice => ({ layer: 'alarm', title, cure: PROTECT, state: fn => watches(fn, metrics) });
const byDefault = (title: string, cure: string, state: Slice['state']): Slice => ({ layer: 'default', title, cure, state });
const when = (holds: boolean): SliceState => holds ? 'present' : 'absent';

const CODE_BEHAVIOURS: readonly DetectorName[] = ['child-process', 'worker', 'code-generation', 'own-files'];

/** The slices of each weakness. Those of one weakness do not lean on each other, but for an alarm on what it tells of. */
export const SLICES: Readonly<Record<Weakness, WeaknessSlices>> = {
  'SAS-1': {
    slices: atRuntime('the guard compares inputs with what reaches an interpreter', PROTECT, guard => detectorState(guard, 'sql')),
    remains: 'runtimes without a guard, native add-ons, flaws of the business logic',
  },
  'SAS-2': {
    slices: [
      byDefault('every trigger knows its callers', 'give every route and URL an authorizer or IAM', ({ triggers }) => {
        if (triggers.length === 0) return undefined;
        if (triggers.some(({ callers }) => callers === 'anyone')) return 'absent';
        return triggers.some(({ callers }) => callers === 'unknown') ? 'unknown' : 'present';
      }),
      ...atRuntime('events of sources that were not declared are told', `${PROTECT.replace(')', '')}, { allowedTriggers })`, guard => declared(guard, 'triggers', 'provenance')),
    ],
    remains: 'stolen valid credentials',
  },
  'SAS-3': {
    slices: [
      byDefault('runs in a VPC, whose security groups say what leaves', 'vpc and securityGroups of the function', ({ network }) => {
        if (network.vpc === 'unknown') return 'unknown';
        return when(network.vpc === 'yes');
      }),
      ...atRuntime('connections to hosts that were not declared are told', `${PROTECT.replace(')', '')}, { allowedDomains })`, guard => declared(guard, 'domains', 'egress')),
    ],
    remains: 'what is changed after the deployment',
  },
  'SAS-4': {
    slices: [
      byDefault('a role of its own without AWS managed policies', PROTECT, ({ role }) => {
        if (role === undefined || !role.known) return 'unknown';
        return when(role.sharedWith.length === 0 && role.managedPolicies.length === 0);
      }),
      ...atRuntime('calls to AWS services that were not declared are told', `${PROTECT.replace(')', '')}, { allowedServices })`, guard => declared(guard, 'services', 'egress')),
    ],
    remains: 'over-reach inside a resource that was granted',
  },
  'SAS-5': {
    slices: [
      byDefault('logs are kept for a known time', PROTECT, ({ logs }) => when(logs.groups.length > 0 && logs.groups.every(({ retentionDays }) => retentionDays !== undefined))),
      { layer: 'runtime', title: 'the guard tells attacks, whatever the code logs', cure: PROTECT, state: ({ guard }) => guard.attached === 'yes' ? when(guard.mode !== 'off') : detectorState(guard, 'sql') },
      alarm('an alarm on errors, or on a guard that fell silent', 'AWS/Lambda Errors', `${METRIC_NAMESPACE} ${METRICS.heartbeat}`),
    ],
    remains: 'an environment that is killed before it can write',
  },
  'SAS-6': {
    slices: [
      byDefault('Lambda takes only signed code', 'codeSigningConfig of the function', ({ codeSigning, image }) => image ? undefined : when(codeSigning)),
      ...atRuntime('what packages do that the function never does is told', `${PROTECT.replace(')', '')}, { detectorModes: { 'child-process': GuardMode.BLOCK } })`, guard => strongest(CODE_BEHAVIOURS.map(name => detectorState(guard, name)))),
    ],
    remains: 'a package that turns hostile within what the function does anyway',
  },
  'SAS-7': {
    slices: [
      byDefault('variables are encrypted with a key of your own', 'environmentEncryption of the function', ({ environment }) => environment.variables.length === 0 ? undefined : when(environment.key !== undefined)),
      ...atRuntime('secrets in answers are told', PROTECT, guard => detectorState(guard, 'leak')),
    ],
    remains: 'secrets in memory',
  },
  'SAS-8': {
    slices: [
      byDefault('concurrency is reserved, or retries are capped', 'reservedConcurrentExecutions, or alsoSet: [HardeningMeasure.FAILURE_HANDLING]', ({ reservedConcurrency, failure }) => (
        when(reservedConcurrency !== undefined || (failure.asynchronous && failure.retryAttempts !== undefined)))),
      { layer: 'runtime', title: 'events beyond a limit are told', cure: `${PROTECT.replace(')', '')}, { eventLimits })`, state: ({ guard }) => declared(guard, 'limits', 'limits') },
      alarm('an alarm on throttles, duration or concurrency', 'AWS/Lambda Throttles', 'AWS/Lambda Duration', 'AWS/Lambda ConcurrentExecutions'),
    ],
    remains: 'a flood that stays within the quota',
  },
  'SAS-9': {
    slices: atRuntime('events of sources that were not declared are told', `${PROTECT.replace(')', '')}, { allowedTriggers })`, guard => declared(guard, 'triggers', 'provenance')),
    remains: 'what the order of steps means to the business',
  },
  'SAS-10': {
    slices: [
      byDefault('events that fail are kept', 'alsoSet: [HardeningMeasure.FAILURE_HANDLING]', ({ failure }) => {
        if (!failure.asynchronous) return undefined;
        return failure.destination === 'unknown' ? 'unknown' : when(failure.destination === 'yes');
      }),
      { layer: 'runtime', title: 'stack traces in answers are told', cure: PROTECT, state: ({ guard }) => detectorState(guard, 'leak') },
      alarm('an alarm on errors', 'AWS/Lambda Errors', 'AWS/Lambda DeadLetterErrors'),
    ],
    remains: 'messages that say too much on purpose',
  },
  'SAS-11': { slices: [], remains: 'what was made outside of CDK' },
  'SAS-12': {
    slices: atRuntime('files left in /tmp are told', `${PROTECT.replace(')', '')}, { detectorModes: { 'tmp-residue': GuardMode.REPORT } })`, guard => strongest([detectorState(guard, 'tmp'), detectorState(guard, 'tmp-residue')])),
    remains: 'what native code keeps in memory',
  },
};
