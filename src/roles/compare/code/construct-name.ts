import type { Resource } from '../../../app-model/template';

/** What the constructs of a type call what `Ref` and `Fn::GetAtt` give. */
type Attributes = Readonly<Record<string, string>>;

const ATTRIBUTES: Readonly<Record<string, Attributes>> = {
  'AWS::CodeBuild::Project': { Arn: 'projectArn', Ref: 'projectName' },
  'AWS::Cognito::UserPool': { Arn: 'userPoolArn', Ref: 'userPoolId' },
  'AWS::DynamoDB::GlobalTable': { Arn: 'tableArn', Ref: 'tableName', StreamArn: 'tableStreamArn' },
  'AWS::DynamoDB::Table': { Arn: 'tableArn', Ref: 'tableName', StreamArn: 'tableStreamArn' },
  'AWS::ECS::Cluster': { Arn: 'clusterArn', Ref: 'clusterName' },
  'AWS::ECS::TaskDefinition': { Ref: 'taskDefinitionArn' },
  'AWS::Events::EventBus': { Arn: 'eventBusArn', Ref: 'eventBusName' },
  'AWS::IAM::Role': { Arn: 'roleArn', Ref: 'roleName' },
  'AWS::Kinesis::Stream': { Arn: 'streamArn', Ref: 'streamName' },
  'AWS::KinesisFirehose::DeliveryStream': { Arn: 'deliveryStreamArn', Ref: 'deliveryStreamName' },
  'AWS::KMS::Key': { Arn: 'keyArn', Ref: 'keyId' },
  'AWS::Lambda::Alias': { Ref: 'functionArn' },
  'AWS::Lambda::Function': { Arn: 'functionArn', Ref: 'functionName' },
  'AWS::Lambda::Version': { Ref: 'functionArn' },
  'AWS::Logs::LogGroup': { Arn: 'logGroupArn', Ref: 'logGroupName' },
  'AWS::RDS::DBCluster': { DBClusterArn: 'clusterArn', Ref: 'clusterIdentifier' },
  'AWS::S3::Bucket': { Arn: 'bucketArn', Ref: 'bucketName' },
  'AWS::SNS::Topic': { Ref: 'topicArn', TopicName: 'topicName' },
  'AWS::SQS::Queue': { Arn: 'queueArn', QueueName: 'queueName', Ref: 'queueUrl' },
  'AWS::SSM::Parameter': { Ref: 'parameterName' },
  'AWS::SecretsManager::Secret': { Ref: 'secretArn' },
  'AWS::StepFunctions::Activity': { Ref: 'activityArn' },
  'AWS::StepFunctions::StateMachine': { Ref: 'stateMachineArn' },
};

/** What Ref and GetAtt give of a resource as TypeScript: of its construct, or by its logical id where nobody knows a construct. */
export function attributeCode(resource: Resource, attribute = 'Ref'): string {
  const variable = variableOf(resource);
  const name = ATTRIBUTES[resource.type]?.[attribute];
  if (variable !== undefined && isHighLevel(resource) && name !== undefined) return `${variable}.${name}`;
  if (variable !== undefined && !isHighLevel(resource)) return attribute === 'Ref' ? `${variable}.ref` : `${variable}.attr${attribute.replaceAll('.', '')}`;
  return attribute === 'Ref' ? `Fn.ref('${resource.logicalId}')` : `Fn.getAtt('${resource.logicalId}', '${attribute}').toString()`;
}

/** The name that a variable with the construct of a resource has, as most people write it: `orders` of `Stack/Orders/Resource`. */
export function variableOf({ constructPath }: Resource): string | undefined {
  const id = constructId(constructPath);
  const words = id?.match(/[A-Za-z0-9]+/g)?.map(([first = '', ...rest]) => first.toUpperCase() + rest.join(''));
  const name = words?.join('').replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+(?![a-z])|^[A-Z]/, start => start.toLowerCase());
  if (name === undefined || name === '') return undefined;
  return /^\d/.test(name) || RESERVED.has(name) ? `_${name}` : name;
}

/** The id that a person gave the construct of a resource. */
export function constructId(constructPath: string | undefined): string | undefined {
  const ids = constructPath?.split('/') ?? [];
  return MADE_BY_LIBRARY.test(ids.at(-1) ?? '') ? ids.at(-2) : ids.at(-1);
}

/** A resource whose construct is one of AWS's libraries, not the resource itself. */
export function isHighLevel({ constructPath }: Resource): boolean {
  return MADE_BY_LIBRARY.test(constructPath?.split('/').at(-1) ?? '');
}

const MADE_BY_LIBRARY = /^(Resource|Default)$/;
const RESERVED: ReadonlySet<string> = new Set(['default', 'delete', 'export', 'function', 'import', 'new', 'package', 'public', 'private', 'static', 'switch', 'this', 'var', 'void', 'with', 'class', 'enum', 'case', 'in']);
