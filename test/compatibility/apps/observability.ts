import { Duration, Validations } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as cloudwatchActions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { NODE, inStack, nodeFunction } from './app-parts';
import type { AppCases } from '../app-case';

export const observability: AppCases = {
  'wrapper in the way of Datadog': inStack(stack => {
    const layer = (id: string, name: string) => lambda.LayerVersion.fromLayerVersionArn(stack, id, `arn:aws:lambda:eu-central-1:464622532012:layer:${name}:1`);
    nodeFunction(stack, 'Orders', {
      handler: '/opt/nodejs/node_modules/datadog-lambda-js/handler.handler',
      layers: [layer('Tracer', 'Datadog-Node22-x'), layer('Extension', 'Datadog-Extension')],
      environment: { DD_LAMBDA_HANDLER: 'index.handler', AWS_LAMBDA_EXEC_WRAPPER: '/opt/datadog_wrapper', DD_API_KEY_SECRET_ARN: 'arn' },
    });
  }),
  'OpenTelemetry': inStack(stack => {
    nodeFunction(stack, 'Orders', {
      adotInstrumentation: {
        layerVersion: lambda.AdotLayerVersion.fromJavaScriptSdkLayerVersion(lambda.AdotLambdaLayerJavaScriptSdkVersion.LATEST),
        execWrapper: lambda.AdotLambdaExecWrapper.REGULAR_HANDLER,
      },
      tracing: lambda.Tracing.ACTIVE,
    });
  }),
  'parameters and secrets, Insights and profiling': inStack(stack => {
    nodeFunction(stack, 'Orders', {
      paramsAndSecrets: lambda.ParamsAndSecretsLayerVersion.fromVersion(lambda.ParamsAndSecretsVersions.V1_0_103),
      insightsVersion: lambda.LambdaInsightsVersion.VERSION_1_0_333_0,
      systemLogLevelV2: lambda.SystemLogLevel.INFO,
      loggingFormat: lambda.LoggingFormat.JSON,
    });
  }),
  'alarms, dashboards and metrics of the user': inStack(stack => {
    const fn = nodeFunction(stack, 'Orders');
    const alarm = fn.metricErrors({ period: Duration.minutes(1) }).createAlarm(stack, 'ErrorsAlarm', { threshold: 1, evaluationPeriods: 1 });
    alarm.addAlarmAction(new cloudwatchActions.SnsAction(new sns.Topic(stack, 'Alerts')));
    alarm.addAlarmAction(new cloudwatchActions.LambdaAction(nodeFunction(stack, 'Heal')));
    new cloudwatch.Dashboard(stack, 'Board', { widgets: [[new cloudwatch.GraphWidget({ left: [fn.metricDuration()] })]] });
    new cloudwatch.CompositeAlarm(stack, 'Composite', { alarmRule: cloudwatch.AlarmRule.anyOf(alarm) });
  }),
  'names that the guard uses too': inStack(stack => {
    const fn = nodeFunction(stack, 'Orders', { environment: { SERVERLESS_GUARD_MODE: 'report' } });
    nodeFunction(stack, 'ServerlessGuard');
    nodeFunction(stack, 'ServerlessGuardLayer');
    new logs.LogGroup(fn, 'Logs');
    new sns.Topic(fn, 'ServerlessGuard');
  }),
  'packs of cdk-nag that find something': app => {
    inStack(stack => { nodeFunction(stack, 'Orders'); new sns.Topic(stack, 'Topic'); })(app);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  },
  'pack of cdk-nag that finds nothing': app => {
    inStack(stack => {
      const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
      new lambda.Function(stack, 'Orders', { ...NODE, runtime: lambda.Runtime.NODEJS_24_X, role });
    })(app);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    Validations.of(app).acknowledge({ id: 'AwsSolutions::AwsSolutions-L1', reason: 'the newest runtime of this version of CDK' });
  },
};
