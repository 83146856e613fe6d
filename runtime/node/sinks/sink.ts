import type { PathOrigins } from './path-origins';
import type { DetectorName, SinkName } from '../../../src/contract/policy';
import type { Behaviours } from '../behaviour/behaviours';
import type { Egress } from '../behaviour/egress';
import type { Inspect } from '../detectors/verdict';
import type { InputIndex } from '../invocation/input-index';
import type { Invocation } from '../invocation/invocation';
import type { BlockedOperationError } from '../response/blocked-error';

/** A text that is about to take effect. */
export interface SinkCall {
  readonly sink: SinkName;
  readonly detector: DetectorName;
  /** The function or message, as the finding prints it: `fs.readFile`, `Query`. */
  readonly operation: string;
  readonly text: string;
  /**
   * The one event whose inputs are compared.
   *
   * @default - those of all events in flight
   */
  readonly only?: Invocation;
  /** The inputs to ask about, where they need not stand in the text to choose what it names. */
  readonly inputs?: (invocation: Invocation) => Iterable<string>;
  /** Prepares the detector for the text; called only where an input may stand in it. */
  readonly prepare: (text: string, invocation: Invocation) => Inspect;
  /**
   * Inputs that are compared beside those which may stand in the text.
   *
   * @default - none
   */
  readonly alsoCompare?: (inputs: InputIndex, text: string) => readonly string[];
}

/** Judges a text; an error to refuse the operation with, or undefined to let it happen. Never throws. */
export type Judge = (call: SinkCall) => BlockedOperationError | undefined;

/** What a sink needs of the guard. */
export interface SinkTools {
  readonly judge: Judge;
  /** Whether an invocation is in flight: outside one, nothing has to be looked at. */
  readonly isWatching: () => boolean;
  readonly inFlight: () => readonly Invocation[];
  /** Takes back what inputs planted on prototypes; an error where the operation in question is refused for it. Never throws. */
  readonly polluted: () => BlockedOperationError | undefined;
  /** What the function declared of its connections; undefined where it declared nothing. */
  readonly egress: Egress | undefined;
  /** What the function declared that it never does. */
  readonly behaviours: Behaviours;
  /** Runs a hook's own work: an error of it is counted and goes no further. */
  readonly attempt: <T>(where: string, work: () => T) => T | undefined;
  /** What the paths of the invocation in flight were made of; undefined outside one. */
  readonly pathOrigins: () => PathOrigins | undefined;
  /** Tells once that something is in use which the guard does not look into. */
  readonly notCovered: (what: string) => void;
  /** Counts a failure of the guard's own. */
  readonly failed: (where: string, error: unknown) => void;
}

/** A family of places where input can do harm, hooked once. */
export interface Sink {
  readonly name: string;
  install(tools: SinkTools): InstalledSink | void;
}

/** A sink that waits for what the app loads. */
export interface InstalledSink {
  /** Hooks what has been loaded since; called when the handler is loaded, and before every event. */
  hookLoaded(): void;
}
