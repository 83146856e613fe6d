import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as signer from 'aws-cdk-lib/aws-signer';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { SecuredFunction } from '../../src';

const QUEUE = 'orders';
const ORDERS_ONLY = lambda.FilterCriteria.filter({ body: { order: lambda.FilterRule.exists() } });

/** An API that takes orders from callers with AWS credentials into a queue, and a worker that writes them into a table. */
export class HardenedStack extends Stack {
  private readonly key: kms.Key;
  private readonly operators: SnsAction;
  private readonly signing: lambda.CodeSigningConfig;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new kms.Key(this, 'Key', { enableKeyRotation: true });
    this.operators = new SnsAction(new sns.Topic(this, 'Operators', { masterKey: this.key, enforceSSL: true }));
    this.signing = new lambda.CodeSigningConfig(this, 'Signing', {
      untrustedArtifactOnDeployment: lambda.UntrustedArtifactOnDeployment.ENFORCE,
      signingProfiles: [new signer.SigningProfile(this, 'Profile', { platform: signer.Platform.AWS_LAMBDA_SHA384_ECDSA })],
    });
    const queue = this.queue();
    const orders = this.fn('Orders', { QUEUE_URL: queue.queueUrl });
    // One action, where `grantSendMessages` gives three.
    queue.grant(orders, 'sqs:SendMessage');
    this.key.grantEncryptDecrypt(orders);
    const api = this.api(orders);
    this.firewall(api);
    Validations.of(orders).acknowledge(
      { id: 'AwsSolutions-IAM5[Action::kms:ReEncrypt*]', reason: 'CDK grants the use of one key, the queue\'s' },
      { id: 'AwsSolutions-IAM5[Action::kms:GenerateDataKey*]', reason: 'CDK grants the use of one key, the queue\'s' },
    );
    Validations.of(api).acknowledge({ id: 'AwsSolutions-COG4', reason: 'callers are known by IAM' });
    const table = this.table();
    const worker = this.fn('Worker', { TABLE: table.tableName });
    table.grant(worker, 'dynamodb:PutItem');
    worker.addEventSource(new SqsEventSource(queue, { batchSize: 5, maxConcurrency: 5, reportBatchItemFailures: true, filters: [ORDERS_ONLY] }));
    new CfnBudget(this, 'MonthlyBudget', { budget: { budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount: 100, unit: 'USD' } } });
  }

  private fn(id: string, environment: Record<string, string>): SecuredFunction {
    return new SecuredFunction(this, id, {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(join(__dirname, 'functions', id.toLowerCase())),
      codeSigningConfig: this.signing,
      environment,
      environmentEncryption: this.key,
      memorySize: 512,
      timeout: Duration.seconds(10),
      reservedConcurrentExecutions: 10,
      logEncryptionKey: this.key,
      dataProtectionPolicy: masked(),
      alarms: { duration: { Warning: { threshold: 80 } }, concurrency: { Warning: { threshold: 80 } } },
      alarmActions: [this.operators],
    });
  }

  private queue(): sqs.Queue {
    const settings: sqs.QueueProps = { encryptionMasterKey: this.key, enforceSSL: true };
    // By name, since each of the two queues refers to the other.
    const orders = sqs.Queue.fromQueueArn(this, 'Source', this.formatArn({ service: 'sqs', resource: QUEUE }));
    const failed = new sqs.Queue(this, 'Failed', { ...settings, retentionPeriod: Duration.days(14), redriveAllowPolicy: { sourceQueues: [orders] } });
    const alarm = failed.metricApproximateNumberOfMessagesVisible().createAlarm(this, 'FailedOrders', { threshold: 1, evaluationPeriods: 1 });
    alarm.addAlarmAction(this.operators);
    return new sqs.Queue(this, 'Queue', { ...settings, queueName: QUEUE, visibilityTimeout: Duration.seconds(60), deadLetterQueue: { queue: failed, maxReceiveCount: 5 } });
  }

  private table(): dynamodb.Table {
    return new dynamodb.Table(this, 'Table', {
      partitionKey: { name: 'order', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      maxReadRequestUnits: 100,
      maxWriteRequestUnits: 100,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  private api(orders: lambda.IFunction): apigateway.RestApi {
    const accessLogs = this.logGroup('AccessLogs');
    const api = new apigateway.RestApi(this, 'Api', {
      cloudWatchRole: false,
      defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM },
      deployOptions: {
        accessLogDestination: new apigateway.LogGroupLogDestination(accessLogs),
        accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields(),
        loggingLevel: apigateway.MethodLoggingLevel.ERROR,
        throttlingRateLimit: 20,
        throttlingBurstLimit: 10,
        tracingEnabled: true,
      },
    });
    const order = api.addModel('Order', { schema: { type: apigateway.JsonSchemaType.OBJECT, required: ['order'], additionalProperties: false, properties: { order: { type: apigateway.JsonSchemaType.STRING, maxLength: 40 } } } });
    api.root.addResource('orders').addMethod('POST', new apigateway.LambdaIntegration(orders), {
      requestModels: { 'application/json': order },
      requestValidatorOptions: { validateRequestBody: true, validateRequestParameters: true },
    });
    for (const type of [apigateway.ResponseType.DEFAULT_4XX, apigateway.ResponseType.DEFAULT_5XX]) {
      api.addGatewayResponse(type.responseType, { type, templates: { 'application/json': '{"message": "refused", "id": "$context.requestId"}' } });
    }
    return api;
  }

  private firewall(api: apigateway.RestApi): void {
    const metrics = (metricName: string) => ({ metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true });
    const acl = new wafv2.CfnWebACL(this, 'ApiFirewall', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: metrics('ApiFirewall'),
      rules: [
        { name: 'Flood', priority: 0, action: { block: {} }, statement: { rateBasedStatement: { limit: 500, aggregateKeyType: 'IP' } }, visibilityConfig: metrics('Flood') },
        {
          name: 'Common',
          priority: 1,
          overrideAction: { none: {} },
          statement: { managedRuleGroupStatement: { vendorName: 'AWS', name: 'AWSManagedRulesCommonRuleSet' } },
          visibilityConfig: metrics('Common'),
        },
      ],
    });
    new wafv2.CfnWebACLAssociation(this, 'FirewallOfApi', { webAclArn: acl.attrArn, resourceArn: api.deploymentStage.stageArn });
    // WAF writes only into groups of this name.
    const destination = this.logGroup('FirewallLogs', 'aws-waf-logs-orders');
    new wafv2.CfnLoggingConfiguration(this, 'FirewallLogging', { resourceArn: acl.attrArn, logDestinationConfigs: [destination.logGroupArn] });
  }

  private logGroup(id: string, logGroupName?: string): logs.LogGroup {
    return new logs.LogGroup(this, id, { logGroupName, retention: logs.RetentionDays.ONE_YEAR, encryptionKey: this.key, dataProtectionPolicy: masked() });
  }
}

function masked(): logs.DataProtectionPolicy {
  return new logs.DataProtectionPolicy({ identifiers: [logs.DataIdentifier.CREDITCARDNUMBER, logs.DataIdentifier.AWSSECRETKEY] });
}
