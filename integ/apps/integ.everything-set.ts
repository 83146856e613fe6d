import { Duration, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { integApp, PLAIN } from './integ-app';
import { HardeningMeasure, SecuredFunction, ServerlessGuard } from '../../src';

/** In a VPC, traced, behind an alias, with a dead-letter queue, and with every measure that is only reported by default. */
export = integApp(module, app => {
  const stack = new Stack(app, 'EverythingSet');
  const vpc = new ec2.Vpc(stack, 'Network', {
    maxAzs: 1,
    natGateways: 0,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [{ name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
  });
  const inVpc = { ...PLAIN, vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } };

  new lambda.Function(stack, 'InVpc', inVpc);
  new SecuredFunction(stack, 'SecuredInVpc', inVpc);
  const nightly = new lambda.Function(stack, 'Nightly', { ...PLAIN, tracing: lambda.Tracing.ACTIVE, deadLetterQueueEnabled: true });
  new events.Rule(stack, 'EveryNight', { schedule: events.Schedule.rate(Duration.days(1)), targets: [new LambdaFunction(nightly.addAlias('live'))] });
  const asynchronous = new lambda.Function(stack, 'Asynchronous', PLAIN);
  new events.Rule(stack, 'EveryHour', { schedule: events.Schedule.rate(Duration.hours(1)), targets: [new LambdaFunction(asynchronous)] });

  ServerlessGuard.protect(app, {
    alsoSet: [HardeningMeasure.LOG_FORMAT, HardeningMeasure.TRACING, HardeningMeasure.FAILURE_HANDLING],
    alarmActions: [new SnsAction(new sns.Topic(stack, 'Alarms', { enforceSSL: true }))],
  });
  return [stack];
});
