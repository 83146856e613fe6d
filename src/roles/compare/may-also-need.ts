import { covers } from '../../app-model/iam/pattern';

/**
 * What calls may need beside their own action, though no parameter of them tells: services that act with their caller's
 * permissions, and what an answer is different without. Nothing of that is called needless beside such a call.
 *
 * The first row whose pattern covers an action counts; a service that is in none of them may need anything.
 */
const ROWS: ReadonlyArray<readonly [used: string, mayNeed: string]> = [
  // Without it an object that is not there is refused, and not `NoSuchKey`; a copy takes the source's tags along.
  ['s3:GetObject*', 's3:ListBucket s3:GetObjectTagging s3:PutObjectTagging s3:GetObjectVersion*'],
  ['s3:PutObject*', 's3:AbortMultipartUpload s3express:CreateSession'],
  ['s3:*', 's3express:CreateSession'],
  ['s3express:*', 's3:*'],
  ['dynamodb:*Import*', '*'],
  ['dynamodb:*Export*', '*'],
  ['dynamodb:Restore*', '*'],
  ['dynamodb:Create*', '*'],
  ['dynamodb:Update*Table*', '*'],
  ['dynamodb:TransactWriteItems', 'dynamodb:ConditionCheckItem'],
  ['dynamodb:*', ''],
  ['sqs:*', ''],
  ['sns:*', ''],
  ['kinesis:*', ''],
  ['firehose:Put*', ''],
  ['events:PutEvents', ''],
  ['lambda:Invoke*', ''],
  ['lambda:Get*', ''],
  ['lambda:List*', ''],
  ['states:Start*', ''],
  ['states:Send*', ''],
  ['states:Stop*', ''],
  ['states:Get*', ''],
  ['states:Describe*', ''],
  ['states:List*', ''],
  ['secretsmanager:*', 'kms:*'],
  ['ssm:Get*', 'kms:* secretsmanager:GetSecretValue'],
  ['ssm:PutParameter', 'kms:*'],
  ['ssm:Describe*', ''],
  ['ssm:DeleteParameter*', ''],
  ['kms:*', 'kms:*'],
  ['sts:*', 'sts:*'],
  ['iam:PassRole', 'iam:PassRole iam:GetRole'],
  ['iam:Get*', ''],
  ['iam:List*', ''],
  ['cloudwatch:*', ''],
  ['logs:*', ''],
  ['xray:*', ''],
  ['cognito-idp:*', ''],
  ['ses:*', 'ses:*'],
  ['execute-api:*', 'execute-api:*'],
  ['iot:Publish', ''],
  ['scheduler:*', 'iam:PassRole'],
  ['appconfig:*', ''],
  ['rds-data:*', 'secretsmanager:* kms:*'],
  ['rekognition:*', 's3:Get* s3:List* kms:*'],
  ['textract:*', 's3:* kms:* iam:PassRole sns:*'],
  ['comprehend:Detect*', ''],
  ['translate:TranslateText', ''],
  ['polly:SynthesizeSpeech', ''],
  ['bedrock:Invoke*', 'bedrock:* aws-marketplace:*'],
  ['athena:*', 'athena:* s3:* glue:* lakeformation:* kms:*'],
  ['redshift-data:*', 'redshift*:* secretsmanager:* kms:*'],
  ['ec2:Describe*', ''],
];

const EVERYTHING: readonly string[] = ['*'];
const known = new Map<string, readonly string[]>();

/** The actions, as patterns, that a needed action may need beside it. */
export function mayAlsoNeed(action: string): readonly string[] {
  const cached = known.get(action);
  if (cached !== undefined) return cached;
  const row = ROWS.find(([used]) => covers(used, action));
  const patterns = row === undefined ? EVERYTHING : row[1].split(' ').filter(pattern => pattern !== '');
  known.set(action, patterns);
  return patterns;
}

/** Actions that no operation of an SDK stands for: connections that are signed, and what an SDK asks by itself. */
const NOT_CALLED = [
  'rds-db:*', 'execute-api:*', 'appsync:GraphQL', 'kafka-cluster:*', 'aoss:*', 'es:ESHttp*', 'lambda:InvokeFunctionUrl', 'neptune-db:*', 'dsql:DbConnect*', 'elasticache:Connect',
  'memorydb:Connect', 'vpc-lattice-svcs:*', 's3express:CreateSession', 'cassandra:*', 'bedrock-mantle:*', 'docdb-elastic:*', 'iot:*', 'mobiletargeting:*', 'aps:*', 'airflow:*', 'sts:TagSession',
  'sts:SetSourceIdentity', 'sts:SetContext', 'redshift:GetClusterCredentials*', 'redshift-serverless:GetCredentials', 'codewhisperer:*', 'q:*', 'ssmmessages:*', 'ec2messages:*',
];

/** Whether code that uses an action always shows a call of it, so that where there is none it is not used. */
export function isShownByCalls(action: string): boolean {
  return !NOT_CALLED.some(pattern => covers(pattern, action));
}
