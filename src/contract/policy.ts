/** What the guard does on a verdict. */
export const GUARD_MODES = ['off', 'report', 'block'] as const;
export type GuardMode = (typeof GUARD_MODES)[number];

/** What a function may declare that it never does; judged without an input. */
export const BEHAVIOURS = ['child-process', 'worker', 'code-generation', 'own-files', 'procfs', 'tmp', 'tmp-residue'] as const;
export type BehaviourName = (typeof BEHAVIOURS)[number];

/** The detectors, by the name that findings, metrics and exemptions carry. */
export const DETECTORS = [
  'sql', 'shell', 'path', 'nosql', 'ldap', 'ssrf', 'code', 'prototype', 'xss', 'crlf', 'xxe', 'egress', 'leak', 'provenance', 'limits', 'screening',
  ...BEHAVIOURS,
] as const;
export type DetectorName = (typeof DETECTORS)[number];

/** The sinks: places where input can do harm. */
export const SINKS = [
  'process', 'filesystem', 'postgres', 'mysql', 'sqlserver', 'sqlite', 'mongodb', 'redis', 'ldap', 'smtp', 'memcached', 'network', 'aws-api', 'code', 'xml', 'answer', 'event', 'prototypes',
] as const;
export type SinkName = (typeof SINKS)[number];

/** A place where a verdict is not wanted; every given part must match. */
export interface PolicyExemption {
  readonly detector?: DetectorName;
  readonly sink?: SinkName;
  /** The route as the finding prints it, such as `POST /orders`, or the event source's name. */
  readonly route?: string;
  /** The input's place as the finding prints it, such as `$.queryStringParameters.q`. */
  readonly parameter?: string;
  /** For people who read the policy; left out where the environment has no room for it. */
  readonly reason?: string;
  /** ISO 8601 date (UTC); from that day on the exemption does not hold. */
  readonly expires?: string;
}

/** What the caller of a blocked invocation gets when the handler swallowed the guard's error. */
export type BlockedAnswer = 'refuse' | 'handler';

/** The event sources that the guard tells apart, by the name that findings carry; `direct` is every payload without an envelope of AWS's. */
export const TRIGGERS = [
  'apigateway', 'apigatewayv2', 'function-url', 'websocket', 'alb', 'appsync', 'authorizer', 'cognito', 's3', 'sqs', 'sns', 'eventbridge', 'dynamodb', 'kinesis',
  'firehose', 'kafka', 'mq', 'rmq', 'ses', 'cloudformation', 'config', 'logs', 'bedrock-agent', 'lex', 'direct',
] as const;
export type TriggerName = (typeof TRIGGERS)[number];

/** Event sources that hand over batches, and take single records back where their mapping says so. */
export const BATCH_SOURCES = ['sqs', 'kinesis', 'dynamodb'] as const;
export type BatchSource = (typeof BATCH_SOURCES)[number];

/** What becomes of a record of a batch whose processing was refused. */
export const REFUSED_RECORDS = ['retry', 'drop'] as const;
export type RefusedRecordsPolicy = (typeof REFUSED_RECORDS)[number];

/**
 * The guard's policy: kinds and literals only. It holds no secret and no token, since an environment
 * variable that names a trigger would be a circular dependency in CloudFormation.
 */
export interface GuardPolicy {
  readonly version: 1;
  /** Modes of single detectors; never stronger than the function's mode. */
  readonly detectors?: Partial<Record<DetectorName, GuardMode>>;
  readonly exemptions?: readonly PolicyExemption[];
  readonly blockedAnswer?: BlockedAnswer;
  /** Sources of which every mapping reports batch item failures; of the others a batch fails as a whole. */
  readonly batchItemFailures?: readonly BatchSource[];
  readonly refusedRecords?: RefusedRecordsPolicy;
  /** Sources that the function expects events of; absent where nothing was declared. */
  readonly triggers?: readonly TriggerName[];
  /** What an event may hold at most; absent where nothing was declared. */
  readonly limits?: EventLimitsPolicy;
  /** What the function may connect to; absent where nothing was declared, and nothing is enforced. */
  readonly egress?: EgressPolicy;
}

/** What an event may hold at most, texts that stand in texts included. */
export interface EventLimitsPolicy {
  readonly characters?: number;
  readonly depth?: number;
  readonly values?: number;
  readonly entities?: number;
}

/** Where a function may connect to: everything else is a finding. */
export interface EgressPolicy {
  /** `api.example.com`, `*.example.com` for every name below, each with or without `:port`; addresses too. */
  readonly domains: readonly string[];
  /** Endpoint prefixes of AWS services, such as `dynamodb`, in the function's own region; absent: every service's. */
  readonly services?: readonly string[];
}
