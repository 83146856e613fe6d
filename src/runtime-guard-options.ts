import type { BlockedAnswer, GuardDetector, GuardLoader, GuardMode, GuardSink, GuardTrigger, RefusedRecords } from './guard-options';

/** A place where a verdict of the runtime guard is not wanted; every given part must match. */
export interface GuardExemption {
  /**
   * The detector whose verdict is not wanted.
   *
   * @default - every detector
   */
  readonly detector?: GuardDetector;

  /**
   * The sink where it is not wanted.
   *
   * @default - every sink
   */
  readonly sink?: GuardSink;

  /**
   * The route as the finding prints it, such as `POST /orders`, or the name of the event source.
   *
   * @default - every route
   */
  readonly route?: string;

  /**
   * The place of the input as the finding prints it, such as `$.queryStringParameters.q`.
   *
   * @default - every input
   */
  readonly parameter?: string;

  /** Why a verdict is not wanted here. */
  readonly reason: string;

  /**
   * ISO 8601 date (`YYYY-MM-DD`, UTC) from which the exemption does not hold.
   *
   * @default - the exemption does not end
   */
  readonly expires?: string;
}

/** What an event may hold at most; texts that stand in texts, such as JSON in a body, are counted as well. */
export interface EventLimits {
  /**
   * Characters of all texts together.
   *
   * @default - no limit but Lambda's, 6 MB for a synchronous call and 1 MB for an asynchronous one
   */
  readonly characters?: number;

  /**
   * Levels of objects and lists.
   *
   * @default - no limit
   */
  readonly depth?: number;

  /**
   * Texts, without the names of properties.
   *
   * @default - no limit
   */
  readonly values?: number;

  /**
   * Characters that the entities of one XML document come to, those that stand in other entities counted each time.
   *
   * Whichever parser the function uses: a document of a kilobyte may come to gigabytes.
   *
   * @default - no limit; native parsers are not given documents that come to millions of characters
   */
  readonly entities?: number;
}

/** How the runtime guard works in a function. */
export interface RuntimeGuardOptions {
  /**
   * What the guard does on a verdict.
   *
   * @default GuardMode.BLOCK
   */
  readonly mode?: GuardMode;

  /**
   * How the guard gets into a Node function.
   *
   * @default GuardLoader.NODE_OPTIONS
   */
  readonly loader?: GuardLoader;

  /**
   * Whether the container images of the functions hold the guard's files, copied there by their Dockerfiles
   * (docs/container-images.md). Lambda takes no layers on images; without the files such a function would not start.
   *
   * @default false - a function from a container image runs without the guard, with a warning
   */
  readonly guardInImage?: boolean;

  /**
   * Modes of single detectors, by the values of `GuardDetector`; never stronger than `mode`.
   *
   * What a function never does is declared here as well: `{ [GuardDetector.CHILD_PROCESS]: GuardMode.BLOCK }`; OFF allows it.
   *
   * @default - detectors of attacks have the function's mode; EGRESS, LEAK, PROVENANCE, LIMITS and PROCFS at most REPORT;
   * CHILD_PROCESS, WORKER, CODE_GENERATION, OWN_FILES, TMP and TMP_RESIDUE are OFF
   */
  readonly detectorModes?: { readonly [detector: string]: GuardMode };

  /**
   * Places where a verdict is not wanted.
   *
   * @default - none
   */
  readonly exemptions?: GuardExemption[];

  /**
   * Where the function may connect to: names such as `api.example.com`, `*.example.com` for every name below it, and
   * addresses, each with or without a port (`db.example.com:5432`).
   *
   * Once this or `allowedServices` is given, every other destination is a finding; it is refused where the mode of the
   * detector EGRESS is BLOCK. What listens beside the function, such as Lambda's extensions, needs no entry.
   *
   * @default - nothing is declared, and connections are not compared with anything
   */
  readonly allowedDomains?: string[];

  /**
   * AWS services whose endpoints in the function's own region it may connect to, by the first label of the endpoint:
   * `dynamodb`, `s3`, `sts`.
   *
   * @default - every service's where `allowedDomains` is given, other than `execute-api`, which leads to anybody's code
   */
  readonly allowedServices?: string[];

  /**
   * Event sources that the function expects.
   *
   * Once given, an event of every other source is a finding; it is turned away before the handler is called where the mode of
   * the detector PROVENANCE is BLOCK.
   *
   * @default - nothing is declared, and every source is expected
   */
  readonly allowedTriggers?: GuardTrigger[];

  /**
   * What an event may hold at most; more is a finding, and turned away before the handler is called where the mode of the
   * detector LIMITS is BLOCK.
   *
   * @default - nothing but Lambda's own limits
   */
  readonly eventLimits?: EventLimits;

  /**
   * What the caller of a blocked invocation gets when the handler swallowed the guard's error.
   *
   * @default BlockedAnswer.REFUSE
   */
  readonly blockedAnswer?: BlockedAnswer;

  /**
   * What becomes of a record of a batch (SQS, Kinesis, DynamoDB Streams, Firehose) whose processing was refused.
   *
   * @default RefusedRecords.RETRY
   */
  readonly refusedRecords?: RefusedRecords;
}
