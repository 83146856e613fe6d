/** Packages that call AWS by themselves, with what they do: their calls are declared, not found. */
const LIBRARIES: ReadonlyArray<readonly [name: RegExp, does: string]> = [
  [/^aws_lambda_powertools\.utilities\.(data_masking|feature_flags)\b/, 'may call KMS or AppConfig'],
  [/^(pynamodb|dynamodb_json\.client|boto3_dynamodb|dynamorm|pynamo|dyntastic|pydynamodb|flywheel|dynamo_dao)\b/, 'calls DynamoDB'],
  [/^(s3fs|s3path|smart_open|cloudpathlib|s3pypi|s3transfer|fsspec|boto3_s3)\b/, 'calls S3'],
  [/^(awswrangler|pyathena|aws_data_wrangler|petastorm|redshift_connector)\b/, 'calls S3, Athena or Glue'],
  [/^(requests_aws4auth|aws_requests_auth|requests_auth_aws_sigv4|botocore\.auth|httpx_auth_awssigv4|aws_signing|boto3_requests|requests_iamauth|aws_sigv4)\b/, 'signs requests, of which the action is not known'],
  [/^(opensearchpy\.(AWSV4SignerAuth|RequestsAWSV4SignerAuth|Urllib3AWSV4SignerAuth|helpers\.signer))/, 'signs requests, of which the action is not known'],
  [/^(langchain_aws|langchain_community\.(llms|embeddings|chat_models|retrievers)\.bedrock|llama_index\.\w+\.bedrock\w*|strands|litellm|bedrock_agentcore)\b/, 'calls Bedrock'],
  [/^anthropic\.(AnthropicBedrock|AsyncAnthropicBedrock)/, 'calls Bedrock'],
  [/^(aws_encryption_sdk|dynamodb_encryption_sdk|s3_encryption_client)\b/, 'calls KMS'],
  [/^(aws_secretsmanager_caching|ssm_cache|ssm_parameter_store|aws_parameter_store|pydantic_settings_aws|chamber)\b/, 'reads secrets or parameters'],
  [/^(aws_durable_execution_sdk_python|aws_durable_execution)\b/, 'keeps checkpoints: lambda:CheckpointDurableExecution, lambda:GetDurableExecutionState'],
  [/^(sagemaker|kinesis_producer|aws_kinesis_agg|watchtower|mangum\.adapter|celery|kombu|chalice\.local|zappa|sqs_listener|pysqs|sqs_extended_client|sns_extended_client|amazon_textract_\w+|textractcaller|textractmanifest|stepfunctions|boto|crhelper)\b/, 'calls AWS'],
  [/^snowflake\.connector\b|^databricks\b|^pyspark\b/, 'may read and write S3'],
  [/^(subprocess|pty|asyncio\.(create_)?subprocess\w*)\b/, 'starts programs by the role of the function, which are not followed'],
];

/** What a package does with AWS by itself, where that is known. */
export function libraryCalls(name: string): string | undefined {
  return LIBRARIES.find(([pattern]) => pattern.test(name))?.[1];
}
