/** The guard: puts its hooks on the sinks and protects the handler. Bundled to guard.cjs of the layer. */
import { syncBuiltinESMExports } from 'node:module';
import { getEnvironmentData, isMainThread } from 'node:worker_threads';
import { protectHandler, type Handler, type Protection } from './protect-handler';
import { readMode } from './read-mode';
import { GUARD_ENVIRONMENT } from '../../../src/contract/environment';
import type { DetectorName } from '../../../src/contract/policy';
import { createBehaviours } from '../behaviour/behaviours';
import { WORKER_SETTINGS, type WorkerSettings } from '../behaviour/worker-settings';
import { createLateScreening } from '../findings/late-screening';
import { writeLine } from '../findings/line-writer';
import { createOverhead, type Overhead } from '../findings/overhead';
import { createReporter, type Reporter } from '../findings/reporter';
import { watch } from '../findings/watchdog';
import { manyInFlight, oneInFlight } from '../invocation/in-flight';
import type { Invocation, LambdaContext } from '../invocation/invocation';
import { inspection } from '../lazy-inspection';
import type { RefusedRecords } from '../response/batches';
import { BlockedOperationError } from '../response/blocked-error';
import { finalOutcome, hasFailed, type Outcome } from '../response/final-answer';
import { inspectAnswer } from '../response/inspect-answer';
import { createStreamInspection } from '../response/inspect-stream';
import { createOutgoing, type Outgoing } from '../response/outgoing';
import { createPolicy, parsePolicy, type Policy } from '../response/policy';
import { awsApiSink } from '../sinks/aws-api/aws-api';
import { codeSink } from '../sinks/code/code';
import { filesystemSink } from '../sinks/filesystem';
import { createJudge, type Court } from '../sinks/judge';
import { nativeDriversSink } from '../sinks/native-drivers';
import { networkSink } from '../sinks/network/network';
import { pathOriginsSink } from '../sinks/path-origins';
import { processSink } from '../sinks/process/process';
import { createPrototypeWatch, type PrototypeWatch } from '../sinks/prototypes/watch';
import { sideDoorsSink } from '../sinks/side-doors';
import type { Judge, Sink, SinkTools } from '../sinks/sink';
import { sqliteSink } from '../sinks/sqlite';
import { wireSink } from '../sinks/wire/socket';

/** The running guard. */
export interface Guard {
  /** The user's handler with the guard around it; anything but a function is handed back for the runtime client to judge. */
  protect(handler: unknown): unknown;
}

/** What the environment said, before it was cleared. */
export interface GuardSettings {
  readonly mode: string | undefined;
  /** The policy's JSON. */
  readonly policy: string | undefined;
}

const SINKS: readonly Sink[] = [
  processSink, pathOriginsSink, filesystemSink, wireSink, sqliteSink, nativeDriversSink, networkSink, awsApiSink, codeSink, sideDoorsSink,
];
/** Those of a Worker that the app starts, where something is refused. */
const WORKER_SINKS: readonly Sink[] = [processSink, filesystemSink, codeSink, sideDoorsSink];

/** Captured before the app can replace them. */
const { now } = Date;
const { hrtime } = process;
const STARTED = hrtime();

/** Starts the guard of this process, or of this Worker on Managed Instances. */
export function startGuard(settings: GuardSettings): Guard {
  const { env } = process;
  const facts = { name: env.AWS_LAMBDA_FUNCTION_NAME ?? '', region: env.AWS_REGION ?? '', build: env[GUARD_ENVIRONMENT.build], logLevel: logLevel(env) };
  const reporter = createReporter(facts, writeLine, now);
  const policy = readPolicy(settings, reporter);
  const inFlight = env.AWS_LAMBDA_MAX_CONCURRENCY === undefined ? oneInFlight() : manyInFlight();
  const overhead = createOverhead(micros);
  const court = { inFlight, policy, reporter, now };
  const judge = createJudge(court);
  const prototypes = createPrototypeWatch(court);
  const judgeUnpolluted: Judge = call => prototypes.refused() ?? judge(call);
  const refusal = (operation: string, requestId: string) => refuse('egress', operation, requestId);
  const egress = policy.egress && inspection().createEgress(policy.egress, { inFlight, policy, reporter, now, region: facts.region, refusal });
  const isInvoked = () => inFlight.current().length > 0;
  const behaviours = createBehaviours({ ...court, ...TWINS, isInvoked, settings: { ...settings, facts, taskRoot: env.LAMBDA_TASK_ROOT } });
  const tools: SinkTools = {
    judge: call => overhead.measure(judgeUnpolluted, call),
    polluted: prototypes.refused,
    egress,
    behaviours,
    attempt: (where, work) => attempt(where, reporter, work),
    isWatching: () => {
      if (!isInvoked()) return false;
      prototypes.check();
      return true;
    },
    inFlight: () => inFlight.current(),
    pathOrigins: () => inFlight.current()[0]?.pathOrigins,
    notCovered: reporter.notCovered,
    failed: reporter.guardError,
  };
  const hookLoaded = installSinks(tools, reporter);
  const inspectStream = createStreamInspection(tools);
  const settled = settling(prototypes, tools);
  const refusedRecords: RefusedRecords = new Map();
  return {
    protect: handler => {
      hookLoaded();
      attempt('behaviour', reporter, behaviours.dropPermissions);
      if (typeof handler !== 'function') return handler;
      return protectHandler(handler as Handler, {
        inFlight,
        blockedAnswer: policy.blockedAnswer,
        onInvocation: beginning(court, overhead, [{ where: 'behaviour', take: behaviours.sweep }, { where: 'sinks', take: hookLoaded }]),
        settled,
        inspectStream,
        withhold: (event, invocation) => {
          if (refusedRecords.size === 0) return event;
          return attempt('response', reporter, () => inspection().withholdRefused(event, invocation, refusedRecords, reporter)) ?? event;
        },
        conclude: concluding(court, createOutgoing({ policy, reporter, now, env }), refusedRecords),
      });
    },
  };
}

/** Something that is done where an invocation begins. What fails must not take the others with it. */
interface Step {
  readonly where: string;
  readonly take: (invocation: Invocation, context: LambdaContext | undefined) => void;
}

/** What is done where an invocation begins. */
function beginning({ policy, reporter }: Court, overhead: Overhead, prepare: readonly Step[]): Protection['onInvocation'] {
  const isGated = policy.triggers !== undefined || policy.limits !== undefined;
  const screen = createLateScreening({ policy, reporter, now });
  const steps: readonly Step[] = [
    {
      where: 'watchdog',
      take: (invocation, context) => {
        invocation.onEnd = watch(invocation, context, reporter, now);
      },
    },
    ...(isGated ? [{ where: 'admission', take: (invocation: Invocation) => inspection().admit(invocation, { policy, reporter, now }) }] : []),
    ...prepare,
    { where: 'overhead', take: overhead.next },
    { where: 'screening', take: invocation => overhead.measure(screen, invocation) },
    { where: 'heartbeat', take: () => reporter.heartbeat(overhead.take) },
  ];
  return (invocation, context) => {
    for (let index = 0; index < steps.length; index++) {
      try {
        steps[index].take(invocation, context);
      } catch (error) {
        reporter.guardError(steps[index].where, error);
      }
    }
  };
}

/** What is judged where an invocation ends. */
function settling(prototypes: PrototypeWatch, tools: SinkTools): (invocation?: Invocation, own?: Outcome) => void {
  return (invocation, own) => {
    prototypes.settle();
    if (!invocation || !own || hasFailed(own)) return;
    try {
      inspectAnswer(tools, invocation, own.answer);
    } catch (error) {
      tools.failed('answer', error);
    }
  };
}

/** The outcome that Lambda gets; the handler's own where that cannot be told. */
function concluding({ policy, reporter }: Court, outgoing: Outgoing, refused: RefusedRecords): Protection['conclude'] {
  return (invocation, own) => {
    try {
      return outgoing(invocation, finalOutcome(invocation, policy, refused, own));
    } catch (error) {
      reporter.guardError('response', error);
      return own;
    }
  };
}

/** The hooks of a Worker that the app starts: what is refused in the function is refused there. No event is handled in it. */
function startInWorker({ isInvoked, ...settings }: WorkerSettings): void {
  const reporter = createReporter(settings.facts, writeLine, now);
  const policy = readPolicy(settings, reporter);
  const behaviours = createBehaviours({ ...TWINS, inFlight: oneInFlight(), policy, reporter, now, isInvoked: () => isInvoked, settings });
  const nothing = () => undefined;
  installSinks({
    judge: nothing,
    polluted: nothing,
    egress: undefined,
    behaviours,
    attempt: (where, work) => attempt(where, reporter, work),
    isWatching: () => isInvoked,
    inFlight: () => [],
    pathOrigins: nothing,
    notCovered: nothing,
    failed: reporter.guardError,
  }, reporter, WORKER_SINKS);
  attempt('behaviour', reporter, behaviours.dropPermissions);
}

const refuse = (detector: DetectorName, operation: string, requestId: string) => new BlockedOperationError(detector, operation, requestId);
/** What the guards of a function and of its Workers share. */
const TWINS = { guard: __filename, refusal: refuse };

/** Of the process's own clock, which nobody sets back; `performance` would have to be loaded first. */
function micros(): number {
  const [seconds, nanos] = hrtime(STARTED);
  return seconds * 1e6 + nanos / 1e3;
}

/** Lambda filters lines by level in the log format JSON alone. */
function logLevel(env: NodeJS.ProcessEnv): string | undefined {
  return env.AWS_LAMBDA_LOG_FORMAT === 'JSON' ? env.AWS_LAMBDA_LOG_LEVEL : undefined;
}

function readPolicy({ mode, policy }: GuardSettings, reporter: Reporter): Policy {
  const parsed = policy === undefined ? {} : parsePolicy(policy);
  if (!parsed) reporter.guardError('policy', new Error('the policy is not JSON of version 1, expected what synth wrote; the defaults hold until the next deployment'));
  return createPolicy(readMode(mode), parsed ?? {});
}

/**
 * One sink that cannot be hooked must not take the others, or the function, with it.
 *
 * @returns what hooks the modules that the app has loaded since
 */
function installSinks(tools: SinkTools, reporter: Reporter, sinks = SINKS): () => void {
  const waiting: Array<() => void> = [];
  for (const sink of sinks) {
    attempt(`sinks/${sink.name}`, reporter, () => {
      const installed = sink.install(tools);
      if (installed) waiting.push(() => attempt(`sinks/${sink.name}`, reporter, () => installed.hookLoaded()));
    });
  }
  syncBuiltinESMExports();
  return () => {
    for (const hookLoaded of waiting) hookLoaded();
  };
}

function attempt<T>(where: string, reporter: Reporter, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    reporter.guardError(where, error);
    return undefined;
  }
}

const workerSettings = isMainThread ? undefined : getEnvironmentData(WORKER_SETTINGS) as unknown as WorkerSettings | undefined;
if (workerSettings) startInWorker(workerSettings);
