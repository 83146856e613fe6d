import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { EU, NODE, US, inStack, nodeFunction } from './app-parts';
import type { AppCases } from '../app-case';

export const releases: AppCases = {
  'gradual deployment with alarms and hooks': inStack(stack => {
    const fn = nodeFunction(stack, 'Orders');
    const alias = new lambda.Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion });
    new codedeploy.LambdaDeploymentGroup(stack, 'Deployment', {
      alias,
      deploymentConfig: codedeploy.LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
      alarms: [new cloudwatch.Alarm(stack, 'Errors', { metric: alias.metricErrors(), threshold: 1, evaluationPeriods: 1 })],
      preHook: nodeFunction(stack, 'Before'),
      postHook: nodeFunction(stack, 'After'),
    });
  }),
  'provisioned concurrency that scales': inStack(stack => {
    const alias = nodeFunction(stack, 'Orders').addAlias('live', { provisionedConcurrentExecutions: 1 });
    const scaling = alias.addAutoScaling({ minCapacity: 1, maxCapacity: 5 });
    scaling.scaleOnUtilization({ utilizationTarget: 0.5 });
  }),
  'versions and aliases of every sort': inStack(stack => {
    const fn = nodeFunction(stack, 'Orders', { currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN, description: 'v' } });
    const fixed = new lambda.Version(stack, 'V1', { lambda: fn });
    new lambda.Alias(stack, 'Mixed', { aliasName: 'mixed', version: fn.currentVersion, additionalVersions: [{ version: fixed, weight: 0.1 }] });
    new lambda.Alias(stack, 'Latest', { aliasName: 'latest', version: fn.latestVersion });
    fn.addAlias('url').addFunctionUrl();
    fn.currentVersion.addAlias('other');
    fn.currentVersion.configureAsyncInvoke({ maxEventAge: Duration.minutes(5) });
    new CfnOutput(stack, 'Arn', { value: fn.currentVersion.functionArn, exportName: 'OrdersVersion' });
  }),
  'alias behind a queue in another stack': app => {
    const first = new Stack(app, 'First');
    const alias = nodeFunction(first, 'Orders').addAlias('live');
    alias.addEventSource(new SqsEventSource(new sqs.Queue(first, 'Queue')));
    nodeFunction(new Stack(app, 'Second'), 'Caller', { environment: { TARGET: alias.functionArn, VERSION: alias.version.version } });
  },
  'SnapStart on a version': inStack(stack => {
    const fn = new lambda.Function(stack, 'Java', {
      runtime: lambda.Runtime.JAVA_21, handler: 'a.B::c', code: lambda.Code.fromAsset(`${__dirname}/code`), snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS,
    });
    void fn.currentVersion;
  }),
  'functions at the edge, of every make': app => {
    const stack = new Stack(app, 'Site', { env: EU, crossRegionReferences: true });
    const edge = new cloudfront.experimental.EdgeFunction(stack, 'Edge', NODE);
    const distribution = new cloudfront.Distribution(stack, 'Site', {
      defaultBehavior: {
        origin: origins.S3BucketOrigin.withOriginAccessControl(new s3.Bucket(stack, 'Origin')),
        edgeLambdas: [{ functionVersion: edge.currentVersion, eventType: cloudfront.LambdaEdgeEventType.VIEWER_REQUEST }],
      },
    });
    nodeFunction(stack, 'Invalidate', { environment: { DISTRIBUTION: distribution.distributionId } });
  },
  'plain function at the edge': inStack(stack => {
    const fn = nodeFunction(stack, 'Rewrite');
    new cloudfront.Distribution(stack, 'Site', {
      certificate: acm.Certificate.fromCertificateArn(stack, 'Cert', 'arn:aws:acm:us-east-1:123456789012:certificate/x'),
      domainNames: ['www.example.com'],
      defaultBehavior: {
        origin: new origins.HttpOrigin('example.com'),
        edgeLambdas: [{ functionVersion: fn.currentVersion, eventType: cloudfront.LambdaEdgeEventType.ORIGIN_REQUEST }],
        functionAssociations: [{
          function: new cloudfront.Function(stack, 'Js', { code: cloudfront.FunctionCode.fromInline('function handler(e){return e.request}') }),
          eventType: cloudfront.FunctionEventType.VIEWER_REQUEST,
        }],
      },
    });
  }, { env: US }),
  'function at the edge of a legacy distribution': inStack(stack => {
    const fn = nodeFunction(stack, 'Headers');
    new cloudfront.CloudFrontWebDistribution(stack, 'Site', {
      originConfigs: [{
        customOriginSource: { domainName: 'example.com' },
        behaviors: [{
          isDefaultBehavior: true,
          lambdaFunctionAssociations: [{ eventType: cloudfront.LambdaEdgeEventType.ORIGIN_RESPONSE, lambdaFunction: fn.currentVersion }],
        }],
      }],
    });
  }, { env: US }),
};
