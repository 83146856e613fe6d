import { statementsOf, type Statement } from './iam/statement';
import { jsonIn } from './json-text';
import { property } from './property';
import type { Resource } from './template';

/** Where the policy documents of a type stand; a single statement counts as a document. */
const DOCUMENTS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'AWS::S3::BucketPolicy': [['PolicyDocument']],
  'AWS::SQS::QueuePolicy': [['PolicyDocument']],
  'AWS::SQS::QueueInlinePolicy': [['PolicyDocument']],
  'AWS::SNS::TopicPolicy': [['PolicyDocument']],
  'AWS::SNS::TopicInlinePolicy': [['PolicyDocument']],
  // Its property `Statement` makes the resource itself the document.
  'AWS::Events::EventBusPolicy': [[]],
  'AWS::Events::EventBus': [['Policy']],
  'AWS::Kinesis::ResourcePolicy': [['ResourcePolicy']],
  'AWS::DynamoDB::Table': [['ResourcePolicy', 'PolicyDocument'], ['StreamSpecification', 'ResourcePolicy', 'PolicyDocument']],
  'AWS::KMS::Key': [['KeyPolicy']],
  'AWS::SecretsManager::ResourcePolicy': [['ResourcePolicy']],
  'AWS::Logs::ResourcePolicy': [['PolicyDocument']],
  'AWS::Logs::LogGroup': [['ResourcePolicyDocument']],
  'AWS::ApiGateway::RestApi': [['Policy']],
  'AWS::Lambda::ResourcePolicy': [['PolicyDocument']],
  'AWS::IoT::Policy': [['PolicyDocument']],
  'AWS::IAM::Role': [['AssumeRolePolicyDocument']],
};

const read = new WeakMap<Resource, readonly Statement[]>();

/** The statements of the policy that a resource is or has: who may use it. Several rules ask; a resource never changes. */
export function resourcePolicy(resource: Resource): readonly Statement[] {
  const known = read.get(resource);
  if (known !== undefined) return known;
  const statements = (DOCUMENTS[resource.type] ?? [])
    .flatMap(path => statementsOf(jsonIn(property(resource, ...path), resource.template), resource));
  read.set(resource, statements);
  return statements;
}
