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

/** What a package does with AWS by itself, where that is known. */
export function libraryCalls(specifier: string): string | undefined {
  return LIBRARIES.find(([pattern]) => pattern.test(specifier))?.[1];
}
