import { covers } from '../../../app-model/iam/pattern';
import type { Statement } from '../../../app-model/iam/statement';
import { resourcePolicy } from '../../../app-model/resource-policies';
import type { Resource } from '../../../app-model/template';
import { literalText } from '../../../app-model/value';
import { publicStatements, restrictsCaller, servicePrincipals } from '../../iam/access';
import type { Rule } from '../../rule';

/** A resource whose policy decides who may send events; everything but the types and actions is the same. */
interface TriggerPolicy extends Pick<Rule, 'id' | 'title' | 'fix' | 'resourceTypes' | 'supersedes'> {
  /** An action that everybody must not have; one with a wildcard counts where it covers it. */
  readonly actions: readonly string[];
  readonly example: { readonly type: string; readonly property: string; readonly action: string; readonly beside: object };
}

const POLICIES: readonly TriggerPolicy[] = [
  {
    id: 'SAS2-SqsTriggerPolicyPublic',
    title: 'the queue\'s policy lets everybody send messages',
    fix: 'queue.grantSendMessages(producer); // or a statement with the condition aws:SourceArn or aws:PrincipalOrgID',
    resourceTypes: ['AWS::SQS::QueuePolicy', 'AWS::SQS::QueueInlinePolicy'],
    actions: ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:PurgeQueue', 'sqs:SetQueueAttributes', 'sqs:AddPermission'],
    example: { type: 'AWS::SQS::QueuePolicy', property: 'PolicyDocument', action: 'sqs:SendMessage', beside: { Queues: ['orders'] } },
  },
  {
    id: 'SAS2-SnsTriggerPolicyPublic',
    title: 'the topic\'s policy lets everybody publish or subscribe',
    fix: 'topic.grantPublish(producer); // or a statement with the condition aws:SourceArn or aws:PrincipalOrgID',
    resourceTypes: ['AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy'],
    actions: ['sns:Publish', 'sns:Subscribe', 'sns:SetTopicAttributes', 'sns:AddPermission', 'sns:DeleteTopic', 'sns:Receive'],
    example: { type: 'AWS::SNS::TopicPolicy', property: 'PolicyDocument', action: 'sns:Publish', beside: { Topics: ['orders'] } },
  },
  {
    id: 'SAS2-EventBusPolicyPublic',
    title: 'the bus\'s policy lets everybody put events',
    fix: 'const statement = { Principal: \'*\', Action: \'events:PutEvents\', Condition: { StringEquals: { \'aws:PrincipalOrgID\': \'o-a1b2c3d4e5\' } } };',
    resourceTypes: ['AWS::Events::EventBusPolicy', 'AWS::Events::EventBus'],
    actions: ['events:PutEvents', 'events:PutRule', 'events:PutTargets'],
    example: { type: 'AWS::Events::EventBusPolicy', property: 'Statement', action: 'events:PutEvents', beside: { StatementId: 'orders' } },
  },
  {
    id: 'SAS2-StreamPolicyPublic',
    title: 'the stream\'s or table\'s policy lets everybody use it',
    fix: 'stream.grantWrite(producer); // or a resource policy that names the accounts',
    resourceTypes: ['AWS::Kinesis::ResourcePolicy', 'AWS::DynamoDB::Table'],
    actions: ['kinesis:PutRecord', 'kinesis:GetRecords', 'kinesis:SubscribeToShard', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:Scan', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:GetRecords'],
    example: { type: 'AWS::Kinesis::ResourcePolicy', property: 'ResourcePolicy', action: 'kinesis:PutRecord', beside: { ResourceArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/orders' } },
  },
  {
    id: 'SAS2-S3TriggerPolicyPublic',
    title: 'the bucket\'s policy lets everybody write to it or manage it',
    fix: 'bucket.grantWrite(producer); // or a statement with the condition aws:SourceArn or aws:PrincipalOrgID',
    resourceTypes: ['AWS::S3::BucketPolicy'],
    supersedes: ['SAS3-S3PublicRead'],
    actions: ['s3:PutObject', 's3:DeleteObject', 's3:PutBucketPolicy', 's3:PutObjectAcl', 's3:ListBucket', 's3:PutBucketNotification', 's3:RestoreObject', 's3:AbortMultipartUpload', 's3:ReplicateObject', 's3:DeleteBucket', 's3:PutBucketAcl'],
    example: { type: 'AWS::S3::BucketPolicy', property: 'PolicyDocument', action: 's3:PutObject', beside: { Bucket: 'uploads' } },
  },
  {
    id: 'SAS2-LambdaResourcePolicyPublic',
    title: 'the function\'s policy lets everybody, or any service on behalf of anybody, invoke it',
    fix: 'const conditions = { ArnEquals: { \'aws:SourceArn\': topic.topicArn }, StringEquals: { \'aws:SourceAccount\': this.account } }; // in each statement',
    resourceTypes: ['AWS::Lambda::ResourcePolicy'],
    actions: ['lambda:InvokeFunction', 'lambda:InvokeFunctionUrl', 'lambda:InvokeWebFunctionEndpoint', 'lambda:UpdateFunctionCode', 'lambda:GetFunction', 'lambda:UpdateFunctionConfiguration'],
    example: { type: 'AWS::Lambda::ResourcePolicy', property: 'PolicyDocument', action: 'lambda:InvokeFunction', beside: { ResourceArn: 'arn:aws:lambda:eu-west-1:111122223333:function:orders' } },
  },
];

export const publicTriggerPolicyRules: readonly Rule[] = POLICIES.map(policyRule);

function policyRule({ actions, example: { type, property, action, beside }, ...texts }: TriggerPolicy): Rule {
  const statement = { Effect: 'Allow', Principal: '*', Action: action, Resource: '*' };
  const narrowed = { ...statement, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } };
  const policy = (made: object) => ({ It: { Type: type, Properties: { ...beside, [property]: property === 'Statement' ? made : { Statement: [made] } } } });
  return {
    ...texts,
    weakness: 'SAS-2',
    severity: 'error',
    tier: 'core',
    cwe: ['CWE-284', 'CWE-732'],
    why: 'Whoever may send to a trigger invokes the functions behind it, with events of their choice and from any account.',
    example: { flagged: { Resources: policy(statement) }, findings: { It: [texts.id] }, fixed: { Resources: policy(narrowed) } },
    check: resource => openStatements(resource).filter(made => concerns(made, actions)).slice(0, 1).map(({ when }) => ({ when })),
  };
}

/** A service acts for every customer: in a function's own policy it is everybody unless a source is named. */
function openStatements(resource: Resource): readonly Statement[] {
  const statements = resourcePolicy(resource);
  const services = resource.type === 'AWS::Lambda::ResourcePolicy'
    ? statements.filter(statement => statement.effect === 'Allow' && servicePrincipals(statement).length > 0 && !restrictsCaller(statement))
    : [];
  return [...publicStatements(statements), ...services];
}

/** Whether a statement allows one of the actions; `NotAction` allows all but a few. */
function concerns(statement: Statement, actions: readonly string[]): boolean {
  if (statement.notActions.length > 0 || statement.notPrincipals.length > 0) return true;
  return statement.actions.some(({ value }) => actions.some(action => covers(literalText(value) ?? '', action)));
}
