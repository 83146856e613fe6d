/**
 * Which parameter of an operation names the resource, by the prefix of the action: `Path:type`, the first that is given
 * counts. The type is IAM's, and tells how a bare name becomes an ARN; what holds an ARN needs none.
 *
 * `[]` stands for every item of a list, `{}` for every key of a map.
 */
const PARAMETERS: Readonly<Record<string, string>> = {
  's3': 'Bucket:bucket CopySource:bucket',
  'dynamodb': 'TableName:table RequestItems{}:table TransactItems[].Get.TableName:table StreamArn:stream TableArn:table SourceTableArn:table SourceTableName:table '
    + 'TargetTableName:table BackupArn:backup ResourceArn:table ExportArn:export ImportArn:import GlobalTableName:global-table',
  'sqs': 'QueueUrl:queue QueueName:queue SourceArn:queue',
  'sns': 'TopicArn:topic TargetArn:topic ResourceArn:topic SubscriptionArn:topic Name:topic',
  'lambda': 'FunctionName:function FunctionArn:function LayerName:layer Arn:layer Resource:function',
  'secretsmanager': 'SecretId:Secret SecretIdList[]:Secret Name:Secret',
  'ssm': 'Name:parameter Names[]:parameter Path:parameter DocumentName:document InstanceId:instance ResourceId:parameter',
  'states': 'stateMachineArn:statemachine executionArn:execution activityArn:activity name:statemachine resourceArn:statemachine',
  'events': 'Entries[].EventBusName:event-bus Name:rule Rule:rule EventBusName:event-bus',
  'kinesis': 'StreamARN:stream StreamName:stream ConsumerARN:consumer',
  'firehose': 'DeliveryStreamName:deliverystream DeliveryStreamARN:deliverystream',
  'logs': 'logGroupName:log-group logGroupIdentifier:log-group logGroupNames[]:log-group resourceArn:log-group',
  'kms': 'KeyId:key SourceKeyId:key',
  'cognito-idp': 'UserPoolId:userpool',
  'sts': 'RoleArn:role',
  'iam': 'RoleName:role UserName:user GroupName:group PolicyArn:policy InstanceProfileName:instance-profile RoleArn:role',
  'bedrock': 'modelId:foundation-model knowledgeBaseId:knowledge-base agentId:agent guardrailIdentifier:guardrail flowIdentifier:flow',
  'athena': 'WorkGroup:workgroup workGroup:workgroup',
  'glue': 'JobName:job CrawlerName:crawler Name:crawler',
  'ecs': 'taskDefinition:task-definition service:service cluster:cluster',
  'rds-data': 'resourceArn:cluster',
  'codebuild': 'projectName:project',
  'codepipeline': 'name:pipeline pipelineName:pipeline',
  'cloudformation': 'StackName:stack',
  'cloudfront': 'DistributionId:distribution Id:distribution',
  'route53': 'HostedZoneId:hostedzone Id:hostedzone',
  'iot': 'thingName:thing topic:topic',
  'scheduler': 'Name:schedule',
  'ec2': 'InstanceIds[]:instance InstanceId:instance',
  'rds': 'DBInstanceIdentifier:db DBClusterIdentifier:cluster',
  'cloudwatch': 'AlarmNames[]:alarm AlarmName:alarm',
  'execute-api': '',
};

/** A parameter that may name a resource, with the type of it in IAM's words. */
export interface ResourceParameter {
  readonly path: string;
  readonly type?: string;
}

const read = new Map<string, readonly ResourceParameter[]>();

/** The parameters that name the resource of an action, best first; `undefined` for a service that is not described. */
export function describedParameters(action: string): readonly ResourceParameter[] | undefined {
  const prefix = action.slice(0, action.indexOf(':'));
  const line = PARAMETERS[prefix];
  if (line === undefined) return undefined;
  const known = read.get(prefix) ?? line.split(' ').filter(word => word !== '').map(word => {
    const colon = word.indexOf(':');
    return { path: word.slice(0, colon), type: word.slice(colon + 1) };
  });
  read.set(prefix, known);
  return known;
}

/** What a parameter is named that holds a resource of a type, where no better is known: `clusterArn`, `ClusterName`. */
const NAMING = ['', 'arn', 'name', 'id', 'identifier'];

/** Whether a top-level parameter is named like a resource type. */
export function isNamedLike(parameter: string, type: string): boolean {
  const name = parameter.toLowerCase();
  const stem = type.toLowerCase().replace(/[^a-z0-9]/g, '');
  return name === 'resourcearn' || NAMING.some(ending => name === stem + ending);
}

/** The parameter that names a part of the resource, by resource type: an object of a bucket, an index of a table. */
export const PARTS: Readonly<Record<string, string>> = {
  's3:object': 'Key',
  'dynamodb:index': 'IndexName',
};
