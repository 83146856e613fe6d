/**
 * Which controls of other tools come nearest to a rule, by name: what they judge differs in detail.
 *
 * Sources, as of 2026-11: AWS Security Hub CSPM's control reference, cdk-nag 3.0.2 (its packs AwsSolutions and
 * Serverless), checkov's policy index for CloudFormation.
 */
export interface OtherControls {
  readonly securityHub?: readonly string[];
  readonly cdkNag?: readonly string[];
  readonly checkov?: readonly string[];
}

export const ALSO_CHECKED_BY: Readonly<Record<string, OtherControls>> = {
  'SAS1-ApiRequestValidation': { cdkNag: ['AwsSolutions-APIG2'] },
  'SAS1-WafMissing': { securityHub: ['APIGateway.4'], cdkNag: ['AwsSolutions-APIG3'], checkov: ['CKV2_AWS_33'] },
  'SAS2-RestMethodNoAuth': { cdkNag: ['AwsSolutions-APIG4', 'AwsSolutions-COG4'], checkov: ['CKV_AWS_59'] },
  'SAS2-HttpRouteNoAuth': { securityHub: ['APIGateway.8'], cdkNag: ['AwsSolutions-APIG4'] },
  'SAS2-AppSyncApiKeyAuth': { securityHub: ['AppSync.5'] },
  'SAS2-CognitoGuestAccess': { securityHub: ['Cognito.2'], cdkNag: ['AwsSolutions-COG7'] },
  'SAS2-CognitoMfaOff': { cdkNag: ['AwsSolutions-COG2'] },
  'SAS2-CognitoWeakPassword': { securityHub: ['Cognito.3'], cdkNag: ['AwsSolutions-COG1'] },
  'SAS2-PermissionPublic': { securityHub: ['Lambda.1'] },
  'SAS2-PermissionConfusedDeputy': { securityHub: ['Lambda.1'] },
  'SAS2-SqsTriggerPolicyPublic': { securityHub: ['SQS.3'] },
  'SAS2-SnsTriggerPolicyPublic': { securityHub: ['SNS.4'] },
  'SAS2-EventBusPolicyPublic': { cdkNag: ['AwsSolutions-EVB1'] },
  'SAS2-S3TriggerPolicyPublic': { securityHub: ['S3.3'] },
  'SAS3-S3PublicAccessBlockOff': { securityHub: ['S3.8'], cdkNag: ['AwsSolutions-S2'], checkov: ['CKV_AWS_53', 'CKV_AWS_54', 'CKV_AWS_55', 'CKV_AWS_56'] },
  'SAS3-S3PublicAcl': { securityHub: ['S3.2', 'S3.3'], checkov: ['CKV_AWS_20', 'CKV_AWS_57'] },
  'SAS3-S3VersioningOff': { securityHub: ['S3.14'], checkov: ['CKV_AWS_21'] },
  'SAS3-SqsUnencrypted': { securityHub: ['SQS.1'], cdkNag: ['AwsSolutions-SQS2'], checkov: ['CKV_AWS_27'] },
  'SAS3-S3PublicRead': { securityHub: ['S3.2'] },
  'SAS3-S3InsecureTransport': { securityHub: ['S3.5'], cdkNag: ['AwsSolutions-S10'] },
  'SAS3-SqsInsecureTransport': { cdkNag: ['AwsSolutions-SQS4'] },
  'SAS3-SnsInsecureTransport': { cdkNag: ['AwsSolutions-SNS3'] },
  'SAS3-SnsUnencrypted': { securityHub: ['SNS.1'], checkov: ['CKV_AWS_26'] },
  'SAS3-DynamoDbPitrOff': { securityHub: ['DynamoDB.2'], cdkNag: ['AwsSolutions-DDB3'], checkov: ['CKV_AWS_28', 'CKV_AWS_165'] },
  'SAS3-KinesisUnencrypted': { securityHub: ['Kinesis.1'], cdkNag: ['AwsSolutions-KDS1'], checkov: ['CKV_AWS_43'] },
  'SAS3-KmsKeyPublic': { securityHub: ['KMS.5'], checkov: ['CKV_AWS_33'] },
  'SAS3-KmsRotationOff': { securityHub: ['KMS.4'], cdkNag: ['AwsSolutions-KMS5'], checkov: ['CKV_AWS_7'] },
  'SAS3-ApiCacheUnencrypted': { securityHub: ['APIGateway.5', 'AppSync.1'] },
  'SAS3-OpenIngress': { securityHub: ['EC2.18', 'EC2.19'], cdkNag: ['AwsSolutions-EC23'], checkov: ['CKV_AWS_24', 'CKV_AWS_25'] },
  'SAS3-EfsInsecure': { securityHub: ['EFS.1', 'EFS.4'], cdkNag: ['AwsSolutions-EFS1'], checkov: ['CKV_AWS_42'] },
  'SAS4-WildcardAction': { securityHub: ['IAM.21'], cdkNag: ['AwsSolutions-IAM5', 'Serverless-LambdaStarPermissions'] },
  'SAS4-WildcardResource': { cdkNag: ['AwsSolutions-IAM5'], checkov: ['CKV_AWS_111'] },
  'SAS4-DataPlaneWildcard': { cdkNag: ['AwsSolutions-IAM5'], checkov: ['CKV_AWS_108'] },
  'SAS4-AdminPolicy': { securityHub: ['IAM.1'], checkov: ['CKV_AWS_62', 'CKV_AWS_63'] },
  'SAS4-AwsManagedPolicy': { cdkNag: ['AwsSolutions-IAM4'] },
  'SAS4-RoleTrustBroad': { checkov: ['CKV_AWS_60', 'CKV_AWS_61'] },
  'SAS4-PrivilegeEscalation': { checkov: ['CKV_AWS_109', 'CKV_AWS_110'] },
  'SAS5-LogRetentionMissing': { cdkNag: ['Serverless-CloudWatchLogGroupRetentionPeriod'], checkov: ['CKV_AWS_66'] },
  'SAS5-LogRetentionTooShort': { securityHub: ['CloudWatch.16'] },
  'SAS5-LogUnencrypted': { checkov: ['CKV_AWS_158'] },
  'SAS5-AppSyncLogMissing': { securityHub: ['AppSync.2'], cdkNag: ['AwsSolutions-ASC3'], checkov: ['CKV_AWS_193', 'CKV_AWS_194'] },
  'SAS5-TracingDisabled': { securityHub: ['Lambda.7'], cdkNag: ['Serverless-LambdaTracing'] },
  'SAS5-ApiAccessLogMissing': {
    securityHub: ['APIGateway.9'], cdkNag: ['AwsSolutions-APIG1', 'Serverless-APIGWAccessLogging'], checkov: ['CKV_AWS_76', 'CKV_AWS_95'],
  },
  'SAS5-StateMachineLogMissing': { securityHub: ['StepFunctions.1'], cdkNag: ['AwsSolutions-SF1'] },
  'SAS5-CloudTrailGaps': { securityHub: ['CloudTrail.1', 'CloudTrail.4', 'CloudTrail.5'], checkov: ['CKV_AWS_36', 'CKV_AWS_67'] },
  'SAS5-WafLogMissing': { securityHub: ['WAF.11'] },
  'SAS6-RuntimeDeprecated': { securityHub: ['Lambda.2'], cdkNag: ['AwsSolutions-L1', 'Serverless-LambdaLatestVersion'] },
  'SAS6-EcrMutableOrUnscanned': { securityHub: ['ECR.1', 'ECR.2'], checkov: ['CKV_AWS_51', 'CKV_AWS_163'] },
  'SAS7-EnvSecretPattern': { checkov: ['CKV_AWS_45'] },
  'SAS7-EnvCmkMissing': { checkov: ['CKV_AWS_173'] },
  'SAS7-SecretRotationMissing': { securityHub: ['SecretsManager.1'], cdkNag: ['AwsSolutions-SMG4'] },
  'SAS8-TimeoutDefault': { cdkNag: ['Serverless-LambdaDefaultTimeout'] },
  'SAS8-ApiThrottleMissing': { cdkNag: ['Serverless-APIGWDefaultThrottling'] },
  'SAS8-SingleAz': { securityHub: ['Lambda.5'] },
  'SAS10-AsyncFailureUnhandled': { cdkNag: ['Serverless-LambdaAsyncFailureDestination', 'Serverless-LambdaDLQ'], checkov: ['CKV_AWS_116'] },
  'SAS10-EsmFailureUnhandled': { cdkNag: ['Serverless-LambdaEventSourceMappingDestination'] },
  'SAS10-SqsRedriveMissing': { cdkNag: ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy'] },
  'SAS10-SnsRedriveMissing': { cdkNag: ['Serverless-SNSRedrivePolicy'] },
  'SAS10-EventTargetDlqMissing': { cdkNag: ['Serverless-EventBusDLQ'] },
};
