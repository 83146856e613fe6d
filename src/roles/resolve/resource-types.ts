import { ACCOUNT, joinedParts, literalPart, PARTITION, referencePart, REGION, type ArnText } from './arn';
import { property } from '../../app-model/property';
import type { Resource } from '../../app-model/template';
import { literalText } from '../../app-model/value';

/** A type of CloudFormation as IAM knows it. */
export interface ResourceType {
  /** IAM's names of it, `service:type`. */
  readonly iam: readonly string[];
  readonly arn: (resource: Resource) => ArnText;
}

/** `Fn::GetAtt`. */
const attribute = (name: string) => (resource: Resource): ArnText => [referencePart(resource, name)];
/** `Ref`, where that is the ARN. */
const ref = (resource: Resource): ArnText => [referencePart(resource)];
/** An ARN around the name that `Ref` gives. */
const around = (service: string, before: string, region: ArnText = [REGION]) => (resource: Resource): ArnText => joinedParts(
  [literalPart('arn:'), PARTITION, literalPart(`:${service}:`)], region, [literalPart(':'), ACCOUNT, literalPart(`:${before}`), referencePart(resource)]);

/**
 * The types that code names by environment variables. A type that is not here is never bound to an action: a wrong
 * resource is worse than none.
 */
const TYPES: Readonly<Record<string, ResourceType>> = {
  'AWS::Athena::WorkGroup': { iam: ['athena:workgroup'], arn: around('athena', 'workgroup/') },
  'AWS::CloudFormation::Stack': { iam: ['cloudformation:stack'], arn: ref },
  'AWS::CloudFront::Distribution': { iam: ['cloudfront:distribution'], arn: around('cloudfront', 'distribution/', []) },
  'AWS::CodeBuild::Project': { iam: ['codebuild:project'], arn: attribute('Arn') },
  'AWS::CodePipeline::Pipeline': { iam: ['codepipeline:pipeline'], arn: around('codepipeline', '') },
  'AWS::Cognito::UserPool': { iam: ['cognito-idp:userpool'], arn: attribute('Arn') },
  'AWS::DynamoDB::GlobalTable': { iam: ['dynamodb:table'], arn: attribute('Arn') },
  'AWS::DynamoDB::Table': { iam: ['dynamodb:table'], arn: attribute('Arn') },
  'AWS::ECS::Cluster': { iam: ['ecs:cluster'], arn: attribute('Arn') },
  'AWS::ECS::TaskDefinition': { iam: ['ecs:task-definition'], arn: ref },
  'AWS::Events::EventBus': { iam: ['events:event-bus'], arn: attribute('Arn') },
  'AWS::Glue::Crawler': { iam: ['glue:crawler'], arn: around('glue', 'crawler/') },
  'AWS::Glue::Job': { iam: ['glue:job'], arn: around('glue', 'job/') },
  'AWS::IAM::Role': { iam: ['iam:role', 'sts:role'], arn: attribute('Arn') },
  'AWS::Kinesis::Stream': { iam: ['kinesis:stream'], arn: attribute('Arn') },
  'AWS::KinesisFirehose::DeliveryStream': { iam: ['firehose:deliverystream'], arn: attribute('Arn') },
  'AWS::KMS::Key': { iam: ['kms:key'], arn: attribute('Arn') },
  'AWS::Lambda::Alias': { iam: ['lambda:function alias', 'lambda:function'], arn: ref },
  'AWS::Lambda::Function': { iam: ['lambda:function'], arn: attribute('Arn') },
  'AWS::Lambda::Version': { iam: ['lambda:function version', 'lambda:function'], arn: ref },
  'AWS::Logs::LogGroup': { iam: ['logs:log-group', 'logs:log-stream'], arn: attribute('Arn') },
  'AWS::RDS::DBCluster': { iam: ['rds-data:cluster', 'rds:cluster'], arn: around('rds', 'cluster:') },
  'AWS::RDS::DBInstance': { iam: ['rds:db'], arn: around('rds', 'db:') },
  'AWS::S3::Bucket': { iam: ['s3:bucket', 's3:object'], arn: attribute('Arn') },
  'AWS::SNS::Topic': { iam: ['sns:topic'], arn: ref },
  'AWS::SQS::Queue': { iam: ['sqs:queue'], arn: attribute('Arn') },
  'AWS::SSM::Parameter': { iam: ['ssm:parameter'], arn: parameterArn },
  'AWS::SecretsManager::Secret': { iam: ['secretsmanager:secret'], arn: ref },
  'AWS::SecretsManager::SecretTargetAttachment': { iam: ['secretsmanager:secret'], arn: ref },
  'AWS::RDS::SecretTargetAttachment': { iam: ['secretsmanager:secret'], arn: ref },
  'AWS::Serverless::Function': { iam: ['lambda:function'], arn: attribute('Arn') },
  'AWS::Serverless::SimpleTable': { iam: ['dynamodb:table'], arn: attribute('Arn') },
  'AWS::Serverless::StateMachine': { iam: ['states:statemachine'], arn: ref },
  'AWS::StepFunctions::Activity': { iam: ['states:activity'], arn: ref },
  'AWS::StepFunctions::StateMachine': { iam: ['states:statemachine'], arn: ref },
};

/** How IAM knows a type of CloudFormation; `undefined` where it is not described. */
export function resourceTypeOf(type: string): ResourceType | undefined {
  return Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
}

/** `parameter/name`, or `parameter/a/b` for a name that begins with a slash. */
function parameterArn(resource: Resource): ArnText {
  const beginsWithSlash = property(resource, 'Name').some(({ value }) => literalText(value)?.startsWith('/') ?? false);
  return around('ssm', beginsWithSlash ? 'parameter' : 'parameter/')(resource);
}
