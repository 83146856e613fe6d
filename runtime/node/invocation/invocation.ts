import type { Who } from './attribution';
import type { BatchRecord } from './batch';
import type { HostInputs } from './host-inputs';
import type { InputIndex } from './input-index';
import type { InputPlace } from './place';
import { Requests } from './requests';
import type { Visit } from './walk';
import type { Attack } from '../findings/attack';
import { inspection } from '../lazy-inspection';
import { structure } from '../lazy-structure';
import type { BlockedOperationError } from '../response/blocked-error';
import { refusalFor, type HttpRefusal } from '../response/refusal';

/** The parts of Lambda's context object that the guard reads. */
export interface LambdaContext {
  readonly awsRequestId?: string;
  readonly invokedFunctionArn?: string;
  readonly getRemainingTimeInMillis?: () => number;
}

/** Something that an invocation did at a sink, and when. */
export interface Operation {
  readonly sink: string;
  readonly operation: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Operations remembered at most. */
const MAX_OPERATIONS = 8;

/** One event on its way through the handler, and what the guard learned of it. */
export class Invocation {
  /** The first operation that was refused; the answer depends on it. */
  public blocked?: BlockedOperationError;
  /** The refused operations of it, by what refused them. */
  public readonly attacks: Attack[] = [];
  /** Records of its batch that were refused in an earlier delivery, and that the handler does not get. */
  public withheld: readonly BatchRecord[] = [];
  /** Whether the handler is not called: nothing is left of its batch, or the event is none that it expects. */
  public isTurnedAway = false;
  /** Whether the answer itself is what was refused. */
  public isAnswerRefused = false;
  /** Whether the handler is done; what it left running may go on. */
  public isOver = false;
  /** Called when the handler is done. */
  public onEnd?: () => void;
  /** Told at once when an operation is refused: an answer that is being streamed cannot wait for the handler. */
  public onBlocked?: (error: BlockedOperationError) => void;

  /** What it did last at sinks, oldest first. */
  public readonly operations: Operation[] = [];

  /** Whether more work was done for it than it may cost. */
  public isSpent = false;

  /** As it arrived. */
  public readonly event: unknown;
  public readonly requestId: string;
  public readonly functionArn: string | undefined;

  private index?: InputIndex;
  private hostInputs?: HostInputs;
  private markup?: readonly string[];
  private work = 0;
  /* Most invocations need none of these. */
  private origins?: Map<string, string>;
  private requestsMade?: Requests;
  private reported?: Set<string>;

  public constructor(event: unknown, context: LambdaContext | undefined) {
    this.event = snapshot(event);
    this.requestId = context?.awsRequestId ?? '';
    this.functionArn = context?.invokedFunctionArn;
  }

  /** What resolved paths were made of (`sinks/path-origins.ts`). */
  public get pathOrigins(): Map<string, string> {
    return this.origins ??= new Map<string, string>();
  }

  /** What was asked for over HTTP (`sinks/network`). */
  public get requests(): Requests {
    return this.requestsMade ??= new Requests();
  }

  /** The event's inputs; nothing is walked before the first sink asks. */
  public get inputs(): InputIndex {
    return this.index ??= inspection().indexInputs(this.event);
  }

  /** Takes the inputs that were walked for another end. */
  public adopt(inputs: InputIndex): void {
    this.index ??= inputs;
  }

  /** The inputs that may name a host; walked where a connection goes inside. */
  public get hosts(): HostInputs {
    return this.hostInputs ??= inspection().hostInputs(this.event);
  }

  /** The inputs that could be more than text in a page; walked where a page is answered. */
  public get markupInputs(): readonly string[] {
    return this.markup ??= structure().markupInputs(visit => this.walk(visit));
  }

  /** Visits the event's strings once more, for what no index tells. */
  public walk(visit: Visit): void {
    inspection().walk(this.event, visit);
  }

  public locate(inputs: ReadonlySet<string>): ReadonlyMap<string, InputPlace> {
    return inspection().locate(this.event, inputs);
  }

  /** Who sent the event, or the record of it that an input stands in. */
  public who(inputPath = '$'): Who {
    return inspection().attribute(this.event, inputPath);
  }

  /** What the caller of a refused request gets; undefined where nobody waits for HTTP. */
  public refusal(): HttpRefusal | undefined {
    return refusalFor(this.who().trigger, this.event, this.requestId);
  }

  /** @param attack - what refused the operation, where an input of the event did */
  public block(error: BlockedOperationError, attack?: Attack): void {
    if (attack) this.attacks.push(attack);
    const isFirst = !this.blocked;
    this.blocked ??= error;
    if (isFirst || this.isAnswerRefused) this.onBlocked?.(error);
  }

  /** What it leaves running goes on. */
  public end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.onEnd?.();
  }

  public note(operation: Operation): void {
    if (this.operations.push(operation) > MAX_OPERATIONS) this.operations.shift();
  }

  /** Refuses it before the handler is called. */
  public turnAway(error: BlockedOperationError, attack?: Attack): void {
    this.isTurnedAway = true;
    this.block(error, attack);
  }

  /** Counts work done for this invocation; false once it exceeds the budget. */
  public spend(work: number, budget: number): boolean {
    this.work += work;
    this.isSpent ||= this.work > budget;
    return !this.isSpent;
  }

  /** The number of a finding that was not made before in this invocation; undefined for one that was. */
  public countFinding(identity: string): number | undefined {
    const reported = this.reported ??= new Set<string>();
    if (reported.has(identity)) return undefined;
    reported.add(identity);
    return reported.size;
  }
}

/** Middlewares replace `event.body` and the like in place; what arrived must stay comparable. */
function snapshot(event: unknown): unknown {
  return typeof event === 'object' && event !== null && !Array.isArray(event) ? { ...event } : event;
}
