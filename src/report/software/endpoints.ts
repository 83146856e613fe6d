/** Services whose endpoint is called otherwise than their actions. */
const OTHERWISE: Readonly<Record<string, string>> = { cloudwatch: 'monitoring', ses: 'email' };

/** Services whose regional endpoint has the name of their actions. */
const REGIONAL = new Set([
  'appconfig', 'athena', 'batch', 'bedrock', 'cloudformation', 'cognito-idp', 'dynamodb', 'ecs', 'events', 'firehose', 'glue', 'kinesis', 'kms', 'lambda', 'logs',
  'pipes', 'rekognition', 's3', 'scheduler', 'secretsmanager', 'sns', 'sqs', 'ssm', 'states', 'sts', 'textract', 'translate', 'xray',
]);

/** The endpoint of a service in a region, where it is known for sure; what depends on the account or on a resource has none. */
export function endpointOf(service: string, region: string): string | undefined {
  const name = Object.hasOwn(OTHERWISE, service) ? OTHERWISE[service] : service;
  if (name === service && !REGIONAL.has(service) || !/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region)) return undefined;
  return `https://${name}.${region}.${region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}`;
}
