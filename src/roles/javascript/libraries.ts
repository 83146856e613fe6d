/** Packages that call AWS by themselves, with what they do: their calls are declared, not found. */
const LIBRARIES: ReadonlyArray<readonly [name: RegExp, does: string]> = [
  [/^@aws-lambda-powertools\/parameters/, 'reads parameters, secrets or configuration'],
  [/^@aws-lambda-powertools\/idempotency/, 'keeps records in its table: GetItem, PutItem, UpdateItem and DeleteItem'],
  [/^@middy\/(ssm|secrets-manager|s3|sts|dynamodb|appconfig|rds-signer|service-discovery|ws-response|sqs-partial-batch-failure)/, 'calls its service around the handler'],
  [/^(dynamoose|dynamodb-toolbox|dynamodb-onetable|electrodb|typedorm|@typedorm\/|dynamo-types|@shiftcoders\/dynamo-easy|@aws\/dynamodb-data-mapper|@aws\/dynamodb-auto-marshaller)/, 'calls DynamoDB'],
  [/^(aws4|aws4-axios|aws4fetch|aws-sigv4-fetch|@aws-sdk\/signature-v4|@smithy\/signature-v4|@aws-sdk\/signature-v4-crt|aws-elasticsearch-connector|http-aws-es|@opensearch-project\/opensearch\/aws)/, 'signs requests, of which the action is not known'],
  [/^@aws-sdk\/(rds-signer|dsql-signer)/, 'signs in to a database'],
  [/^(@aws\/durable-execution-sdk|aws-durable-execution)/, 'keeps checkpoints: lambda:CheckpointDurableExecution, lambda:GetDurableExecutionState'],
  [/^(sqs-consumer|sqs-producer|sns-sqs-big-payload|serverless-mysql-iam|lambda-api|s3-upload-stream|s3-streams|multer-s3|@aws-crypto\/client-node)/, 'calls AWS'],
  [/^(@langchain\/aws|@langchain\/community|@ai-sdk\/amazon-bedrock|@anthropic-ai\/bedrock-sdk|llamaindex)/, 'calls Bedrock'],
  [/^(aws-amplify|@aws-amplify\/)/, 'calls AWS'],
];

/** Names of services that packages call themselves by, and AWS's own. */
const SERVICE_NAME = /(^|[/@._-])(aws|dynamo|dynamodb|s3|sqs|sns|ssm|kinesis|cognito|lambda-invoke|secrets-?manager|appconfig|bedrock)([/._-]|$)/;

/** Packages with such a name that call nothing: types, frameworks around the handler, metrics, tracers, the CDK, what the SDK is made of. */
const SILENT = new RegExp([
  '^aws-lambda$', '^aws-lambda-ric$', '^@?aws-xray-sdk', '^@aws-lambda-powertools/', '^aws-cdk-lib$', '^@aws-cdk/', '^@aws-crypto/', '^aws-crt$', '^aws-embedded-metrics$',
  '^aws-jwt-verify$', '^@?aws-sdk-client-mock', '^aws-serverless-express$', '^@fastify/aws-lambda$', '^@aws/lambda-invoke-store$', '^@aws-amplify/data-schema', 'eslint',
  '^@opentelemetry/', '^aws-arn', 'arn-parser$', 'event-types$', '^@hono/', '^@as-integrations/', '^@nestjs/',
].join('|'));

/** Whether a package of which only the name is known is likely to call AWS by itself. */
export function looksLikeLibrary(name: string): boolean {
  return SERVICE_NAME.test(name) && !SILENT.test(name);
}

/** Whether a module starts what acts by the role of the function and is not followed. */
export function startsPrograms(specifier: string): boolean {
  return /^(node:)?(child_process|worker_threads|cluster)$|^(execa|cross-spawn|zx|piscina)$/.test(specifier);
}

/** What a package does with AWS by itself, where that is known. */
export function libraryCalls(specifier: string): string | undefined {
  return LIBRARIES.find(([pattern]) => pattern.test(specifier))?.[1];
}
