import type { Callers } from './inventory';

/** How a type of resource starts functions. */
export interface TriggerKind {
  readonly kind: string;
  /** Whom it lets in where no property says so. */
  readonly callers: Callers;
  /** The service that a permission names for it, without `.amazonaws.com`: the same trigger, said twice. */
  readonly principal?: string;
  /** The property that names where events come from. */
  readonly source?: string;
}

/** The types of resources that start a function by naming it. */
export const TRIGGER_KINDS: Readonly<Record<string, TriggerKind>> = {
  'AWS::Lambda::Url': { kind: 'url', callers: 'unknown' },
  'AWS::Lambda::WebFunctionEndpoint': { kind: 'web-endpoint', callers: 'unknown' },
  'AWS::Lambda::EventSourceMapping': { kind: 'event-source', callers: 'service', source: 'EventSourceArn' },
  'AWS::ApiGateway::Method': { kind: 'rest-api', callers: 'unknown', principal: 'apigateway', source: 'RestApiId' },
  'AWS::ApiGateway::Authorizer': { kind: 'authorizer', callers: 'service', principal: 'apigateway', source: 'RestApiId' },
  'AWS::ApiGateway::RestApi': { kind: 'rest-api', callers: 'unknown', principal: 'apigateway' },
  'AWS::ApiGatewayV2::Integration': { kind: 'http-api', callers: 'unknown', principal: 'apigateway', source: 'ApiId' },
  'AWS::ApiGatewayV2::Authorizer': { kind: 'authorizer', callers: 'service', principal: 'apigateway', source: 'ApiId' },
  'AWS::ApiGatewayV2::Api': { kind: 'http-api', callers: 'anyone', principal: 'apigateway' },
  'AWS::AppSync::DataSource': { kind: 'graphql', callers: 'service', principal: 'appsync', source: 'ApiId' },
  'AWS::Bedrock::Agent': { kind: 'agent', callers: 'service', principal: 'bedrock' },
  'AWS::CloudFront::Distribution': { kind: 'distribution', callers: 'anyone', principal: 'cloudfront' },
  'AWS::Cognito::UserPool': { kind: 'user-pool', callers: 'service', principal: 'cognito-idp' },
  'AWS::Config::ConfigRule': { kind: 'config-rule', callers: 'service', principal: 'config' },
  'AWS::ElasticLoadBalancingV2::TargetGroup': { kind: 'load-balancer', callers: 'unknown', principal: 'elasticloadbalancing' },
  'AWS::Events::Rule': { kind: 'event-rule', callers: 'service', principal: 'events', source: 'EventBusName' },
  'AWS::IoT::TopicRule': { kind: 'iot-rule', callers: 'service', principal: 'iot' },
  'AWS::KinesisFirehose::DeliveryStream': { kind: 'firehose', callers: 'service', principal: 'firehose' },
  'AWS::Lex::Bot': { kind: 'bot', callers: 'service', principal: 'lexv2' },
  'AWS::Logs::SubscriptionFilter': { kind: 'log-subscription', callers: 'service', principal: 'logs', source: 'LogGroupName' },
  'AWS::Pipes::Pipe': { kind: 'pipe', callers: 'service', source: 'Source' },
  'AWS::S3::Bucket': { kind: 'bucket', callers: 'service', principal: 's3' },
  'AWS::Scheduler::Schedule': { kind: 'schedule', callers: 'service', principal: 'scheduler' },
  'AWS::SecretsManager::RotationSchedule': { kind: 'rotation', callers: 'service', principal: 'secretsmanager', source: 'SecretId' },
  'AWS::SES::ReceiptRule': { kind: 'mail', callers: 'anyone', principal: 'ses' },
  'AWS::SNS::Subscription': { kind: 'topic', callers: 'service', principal: 'sns', source: 'TopicArn' },
  'AWS::StepFunctions::StateMachine': { kind: 'state-machine', callers: 'service', principal: 'states' },
  'AWS::VpcLattice::TargetGroup': { kind: 'lattice', callers: 'unknown', principal: 'vpc-lattice' },
  'Custom::S3BucketNotifications': { kind: 'bucket', callers: 'service', principal: 's3', source: 'BucketName' },
};

/** What Lambda polls, by the type of the source. */
export const POLLED: Readonly<Record<string, string>> = {
  'AWS::SQS::Queue': 'queue',
  'AWS::Kinesis::Stream': 'stream',
  'AWS::Kinesis::StreamConsumer': 'stream',
  'AWS::DynamoDB::Table': 'table',
  'AWS::DynamoDB::GlobalTable': 'table',
  'AWS::MSK::Cluster': 'kafka',
  'AWS::MSK::ServerlessCluster': 'kafka',
  'AWS::AmazonMQ::Broker': 'mq',
  'AWS::DocDB::DBCluster': 'documents',
};

/** The events of a SAM function, by their type. */
export const SAM_EVENTS: Readonly<Record<string, Pick<TriggerKind, 'kind' | 'callers'>>> = {
  Api: { kind: 'rest-api', callers: 'unknown' },
  HttpApi: { kind: 'http-api', callers: 'unknown' },
  S3: { kind: 'bucket', callers: 'service' },
  SQS: { kind: 'queue', callers: 'service' },
  SNS: { kind: 'topic', callers: 'service' },
  Kinesis: { kind: 'stream', callers: 'service' },
  DynamoDB: { kind: 'table', callers: 'service' },
  MSK: { kind: 'kafka', callers: 'service' },
  MQ: { kind: 'mq', callers: 'service' },
  SelfManagedKafka: { kind: 'kafka', callers: 'service' },
  DocumentDB: { kind: 'documents', callers: 'service' },
  Schedule: { kind: 'event-rule', callers: 'service' },
  ScheduleV2: { kind: 'schedule', callers: 'service' },
  CloudWatchEvent: { kind: 'event-rule', callers: 'service' },
  EventBridgeRule: { kind: 'event-rule', callers: 'service' },
  CloudWatchLogs: { kind: 'log-subscription', callers: 'service' },
  IoTRule: { kind: 'iot-rule', callers: 'service' },
  AlexaSkill: { kind: 'alexa', callers: 'service' },
  Cognito: { kind: 'user-pool', callers: 'service' },
};
