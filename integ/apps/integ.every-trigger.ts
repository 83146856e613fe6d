import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration, WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as eventTargets from 'aws-cdk-lib/aws-events-targets';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as logs from 'aws-cdk-lib/aws-logs';
import { LambdaDestination as LogDestination } from 'aws-cdk-lib/aws-logs-destinations';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as schedulerTargets from 'aws-cdk-lib/aws-scheduler-targets';
import * as sns from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as stepfunctions from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { integApp, OLD_APP, PLAIN } from './integ-app';
import { ServerlessGuard } from '../../src';

/** An app that runs already: a plain function for each kind of trigger. */
class EveryTrigger extends Stack {
  public constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    this.addApis();
    this.addSchedules();
    this.addPollers();
    this.addNotifications();
    this.addCallers();
  }

  private fn(id: string, props: Partial<lambda.FunctionProps> = {}): lambda.Function {
    return new lambda.Function(this, id, { ...PLAIN, ...props });
  }

  private addApis(): void {
    new apigateway.LambdaRestApi(this, 'Rest', {
      handler: this.fn('RestApi'),
      cloudWatchRole: false,
      defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM },
    });
    new apigatewayv2.HttpApi(this, 'Http', { defaultIntegration: new HttpLambdaIntegration('HttpIntegration', this.fn('HttpApi')) });
    const socket = this.fn('WebSocketApi');
    new apigatewayv2.WebSocketApi(this, 'Socket', { defaultRouteOptions: { integration: new WebSocketLambdaIntegration('SocketIntegration', socket) } });
    this.fn('FunctionUrl').addFunctionUrl({ authType: lambda.FunctionUrlAuthType.AWS_IAM });
  }

  private addSchedules(): void {
    const schedule = events.Schedule.rate(Duration.hours(1));
    new events.Rule(this, 'Hourly', { schedule, targets: [new eventTargets.LambdaFunction(this.fn('EventBridgeRule'))] });
    const target = new schedulerTargets.LambdaInvoke(this.fn('Scheduler'));
    new scheduler.Schedule(this, 'Schedule', { schedule: scheduler.ScheduleExpression.rate(Duration.hours(1)), target });
  }

  private addPollers(): void {
    const deadLetterQueue = { maxReceiveCount: 3, queue: new sqs.Queue(this, 'DeadLetters', { enforceSSL: true }) };
    this.fn('SqsQueue').addEventSource(new sources.SqsEventSource(new sqs.Queue(this, 'Queue', { enforceSSL: true, deadLetterQueue })));
    const startingPosition = lambda.StartingPosition.LATEST;
    const stream = new kinesis.Stream(this, 'Stream', { encryption: kinesis.StreamEncryption.MANAGED });
    this.fn('KinesisStream').addEventSource(new sources.KinesisEventSource(stream, { startingPosition }));
    const table = new dynamodb.Table(this, 'Table', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      stream: dynamodb.StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.fn('DynamoDbStream').addEventSource(new sources.DynamoEventSource(table, { startingPosition }));
  }

  private addNotifications(): void {
    new sns.Topic(this, 'Topic', { enforceSSL: true }).addSubscription(new LambdaSubscription(this.fn('SnsTopic')));
    const bucket = new s3.Bucket(this, 'Bucket', { enforceSSL: true, removalPolicy: RemovalPolicy.DESTROY });
    bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new LambdaDestination(this.fn('S3Bucket')));
    new logs.LogGroup(this, 'Watched', { retention: logs.RetentionDays.ONE_WEEK, removalPolicy: RemovalPolicy.DESTROY }).addSubscriptionFilter('Filter', {
      destination: new LogDestination(this.fn('LogsFilter')),
      filterPattern: logs.FilterPattern.allEvents(),
    });
  }

  private addCallers(): void {
    new cognito.UserPool(this, 'Users', {
      lambdaTriggers: { preSignUp: this.fn('CognitoTrigger') },
      mfa: cognito.Mfa.REQUIRED,
      mfaSecondFactor: { sms: false, otp: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const task = new LambdaInvoke(this, 'Task', { lambdaFunction: this.fn('StepFunctionsTask') });
    new stepfunctions.StateMachine(this, 'Machine', { definitionBody: stepfunctions.DefinitionBody.fromChainable(task) });
    const destination = this.fn('Destination');
    this.fn('WithOtherRuntime', { runtime: lambda.Runtime.PYTHON_3_13, code: lambda.Code.fromInline('def handler(event, context): return event') })
      .grantInvoke(destination);
  }
}

export = integApp(module, app => {
  const stack = new EveryTrigger(app, 'EveryTrigger');
  ServerlessGuard.protect(app);
  return [stack];
}, OLD_APP);
