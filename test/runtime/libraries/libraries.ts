import type { EventName } from '../suite/events';

/** One event for a library's handler. */
export type Ask = readonly [event: EventName, input: string];

/** What a handler is built for: as users ship it. */
export type Packaging = 'bundled' | 'unbundled';

/** Libraries that one small handler uses together, as their users do. */
export interface LibraryCase {
  /** Packages whose versions the table tells; the handler's file is `apps/APP.mjs`. */
  readonly packages: readonly string[];
  readonly app: string;
  /** @default - every event of `ASKS` */
  readonly asks?: readonly Ask[];
  /** @default - both */
  readonly packagings?: readonly Packaging[];
  /**
   * Least major version of Node that the library runs on.
   *
   * @default 22
   */
  readonly node?: number;
  /**
   * The function's own variables; `SERVICE_URL` in a value is replaced.
   *
   * @default - none
   */
  readonly environment?: Readonly<Record<string, string>>;
  /** @default 'index.handler' */
  readonly handler?: string;
  /** What loads another tool beside the guard, by the same means. */
  readonly beside?: string;
}

/** Texts that are no attack, though each has something that one would have. */
export const TEXTS = [
  'widget',
  "O'Brien & Söhne; 100 % <b>\"quoted\"</b> `x` -- 漢字 🎁",
  'https://shop.example/a/../b?c=d&e=[1]#f',
  '{"$set":{"name":"select * from orders"}}',
  `${'lorem ipsum dolor sit amet '.repeat(60)}end`,
] as const;

const [PLAIN, MARKED, URL, NESTED, LONG] = TEXTS;

const EVERY: readonly Ask[] = [
  ['API Gateway v2, query', PLAIN], ['API Gateway v2, JSON body', MARKED], ['API Gateway v1, JSON body', URL], ['API Gateway v1, query', MARKED],
  ['API Gateway v2, base64 JSON body', NESTED], ['function URL, JSON body', LONG], ['SQS, JSON body', MARKED], ['SNS, JSON message', URL],
  ['Kinesis, base64 JSON', NESTED], ['DynamoDB stream', MARKED], ['EventBridge', LONG], ['S3, object key', 'reports/2026 (final).pdf'],
  ['API Gateway v2, JSON body', 'fail'], ['SQS, JSON body', 'fail'], ['direct', MARKED],
];

const WEB: readonly Ask[] = [
  ['API Gateway v2, query', PLAIN], ['API Gateway v2, query', MARKED], ['API Gateway v2, JSON body', NESTED], ['API Gateway v2, base64 JSON body', MARKED],
  ['API Gateway v2, form body', MARKED], ['function URL, JSON body', LONG], ['API Gateway v2, JSON body', 'fail'],
];
const REST: readonly Ask[] = [['API Gateway v1, query', MARKED], ['API Gateway v1, JSON body', URL]];
const BATCHES: readonly Ask[] = [['SQS, JSON body', MARKED], ['SQS, JSON body', 'fail'], ['SQS, JSON body', 'half']];

/** What the real trees of their users bundle, and what only their `node_modules` can hold: native parts, hooks on packages. */
export const LIBRARIES: readonly LibraryCase[] = [
  { packages: ['@middy/core', '@middy/http-json-body-parser', '@middy/http-error-handler'], app: 'middy', asks: EVERY.filter(([name]) => /API|URL|direct/.test(name)) },
  { packages: ['@middy/core', '@middy/sqs-partial-batch-failure'], app: 'middy-batch', asks: BATCHES },
  { packages: ['@aws-lambda-powertools/logger', '@aws-lambda-powertools/metrics', '@aws-lambda-powertools/tracer'], app: 'powertools' },
  { packages: ['@aws-lambda-powertools/batch'], app: 'powertools-batch', asks: BATCHES },
  { packages: ['@aws-lambda-powertools/parameters', '@aws-lambda-powertools/idempotency'], app: 'powertools-parameters' },
  { packages: ['@aws-sdk/client-s3', '@aws-sdk/lib-storage', '@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'], app: 'aws-sdk-v3' },
  { packages: ['aws-sdk'], app: 'aws-sdk-v2' },
  { packages: ['serverless-http', 'express'], app: 'serverless-http', asks: [...WEB, ...REST] },
  { packages: ['@codegenie/serverless-express', 'express'], app: 'serverless-express', asks: [...WEB, ...REST], node: 24 },
  { packages: ['fastify', '@fastify/aws-lambda'], app: 'fastify', asks: [...WEB, ...REST] },
  { packages: ['hono'], app: 'hono', asks: [...WEB, ...REST] },
  { packages: ['hono'], app: 'hono-stream', asks: [['API Gateway v2, query', PLAIN], ['API Gateway v2, query', MARKED]] },
  { packages: ['axios'], app: 'axios' },
  { packages: ['got'], app: 'got' },
  { packages: ['undici'], app: 'undici' },
  { packages: ['node-fetch'], app: 'node-fetch' },
  { packages: ['pg'], app: 'pg' },
  { packages: ['mysql2'], app: 'mysql2' },
  { packages: ['knex', 'pg'], app: 'knex' },
  { packages: ['typeorm', 'pg'], app: 'typeorm', packagings: ['unbundled'] },
  { packages: ['mongoose'], app: 'mongoose' },
  { packages: ['ioredis'], app: 'ioredis' },
  { packages: ['sharp'], app: 'sharp', packagings: ['unbundled'] },
  { packages: ['@apollo/server', '@as-integrations/aws-lambda', 'graphql'], app: 'apollo', asks: [['API Gateway v2, JSON body', MARKED]] },
  { packages: ['zod', 'lodash', 'ejs', 'handlebars', 'jsonwebtoken', 'uuid'], app: 'text-libraries' },
  { packages: ['winston', 'pino'], app: 'loggers' },
  {
    packages: ['@opentelemetry/auto-instrumentations-node', '@opentelemetry/sdk-node', 'pg'],
    app: 'instrumented',
    packagings: ['unbundled'],
    environment: {
      NODE_OPTIONS: '--require @opentelemetry/auto-instrumentations-node/register', OTEL_EXPORTER_OTLP_ENDPOINT: 'SERVICE_URL', OTEL_NODE_RESOURCE_DETECTORS: 'env', OTEL_BSP_SCHEDULE_DELAY: '50',
    },
    beside: 'by NODE_OPTIONS, as the ADOT layer loads it',
  },
  {
    packages: ['datadog-lambda-js', 'dd-trace', 'pg'],
    app: 'instrumented',
    packagings: ['unbundled'],
    handler: 'node_modules/datadog-lambda-js/dist/handler.handler',
    environment: {
      DD_LAMBDA_HANDLER: 'index.handler', DD_TRACE_AGENT_URL: 'SERVICE_URL', DD_API_KEY: 'none', DD_FLUSH_TO_LOG: 'true', DD_LOG_LEVEL: 'none', DD_TRACE_STARTUP_LOGS: 'false',
    },
    beside: 'by its handler, as the Datadog layer loads it',
  },
];

/** Events for a case. */
export const asksOf = ({ asks }: LibraryCase): readonly Ask[] => asks ?? EVERY;
