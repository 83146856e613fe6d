/**
 * Findings on the library's own integ and example apps, by rule, with the reason why the app keeps what was found.
 *
 * Nothing here is about what the guard makes: that has no findings at all.
 */
export type AcceptedFindings = Readonly<Record<string, string>>;

const TRIGGERS_ONLY = 'the app is about triggers and takes no requests';
const NO_TRAFFIC = 'nobody deploys the app for longer than a test';

export const INTEG_APPS: AcceptedFindings = {
  'AwsSolutions-APIG1': NO_TRAFFIC,
  'AwsSolutions-APIG2': TRIGGERS_ONLY,
  'AwsSolutions-APIG3': NO_TRAFFIC,
  'AwsSolutions-APIG4': TRIGGERS_ONLY,
  'AwsSolutions-APIG6': NO_TRAFFIC,
  'AwsSolutions-COG1': 'a user pool without users, there for its trigger',
  'AwsSolutions-COG4': 'callers are known by IAM',
  'AwsSolutions-COG8': 'a user pool without users, there for its trigger',
  'AwsSolutions-IAM4': 'CDK\'s own provider of bucket notifications',
  'AwsSolutions-IAM5': 'grants that CDK writes for triggers and callers, and the app\'s own tracing',
  'AwsSolutions-L1': 'a Python function that must be left alone, and a runtime that only a deployment knows',
  'AwsSolutions-S1': NO_TRAFFIC,
  'AwsSolutions-SF1': NO_TRAFFIC,
  'AwsSolutions-SF2': NO_TRAFFIC,
  'AwsSolutions-SQS4': 'the queue that CDK makes for `deadLetterQueueEnabled`',
  'AwsSolutions-VPC7': NO_TRAFFIC,
  'SAS1-GuardMissing': 'a runtime that only a deployment knows',
  'SAS1-GuardMonitorOnly': 'the option is what the app is about',
  'SAS3-SnsUnencrypted': TRIGGERS_ONLY,
  'SAS4-SharedRole': 'roles by hand, as older templates have them',
  'SAS5-LogRetentionMissing': 'a log group that was given INFINITE, which the guard keeps',
};

export const ORDER_API: AcceptedFindings = {
  'AwsSolutions-APIG1': 'an example without traffic',
  'AwsSolutions-APIG2': 'its input is not validated, which is what the demo attacks',
  'AwsSolutions-APIG3': 'a firewall would hide what the guard does',
  'AwsSolutions-APIG4': 'tracking an order needs no account',
  'AwsSolutions-APIG6': 'an example without traffic',
  'AwsSolutions-COG1': 'an example without users',
  'AwsSolutions-COG2': 'an example without users',
  'AwsSolutions-COG8': 'an example without users',
  'AwsSolutions-IAM4': 'CDK\'s own provider of bucket notifications',
  'AwsSolutions-IAM5': 'what S3 Files asks for, by its documentation',
  'AwsSolutions-L1': 'Node 22, as many apps still have it',
  'AwsSolutions-RDS11': 'an example without traffic',
  'AwsSolutions-RDS3': 'an example without traffic',
  'AwsSolutions-S1': 'an example without traffic',
  'AwsSolutions-SMG4': 'an example without traffic',
  'AwsSolutions-VPC7': 'an example without traffic',
  'SAS2-CognitoMfaOff': 'an example without users',
  'SAS3-SnsUnencrypted': 'an example without traffic',
  'SAS7-EnvDynamicReference': 'the password in the environment is what the demo\'s attacks are after',
};
