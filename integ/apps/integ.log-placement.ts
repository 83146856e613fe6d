import { NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { integApp, OLD_APP, PLAIN } from './integ-app';
import { LogPlacement, ServerlessGuard } from '../../src';

/** Wherever logs can go; in a nested stack too, whose names are generated. */
export = integApp(module, app => {
  const stack = new Stack(app, 'LogPlacement');
  new lambda.Function(stack, 'InPlace', PLAIN);
  ServerlessGuard.protect(new lambda.Function(stack, 'OwnGroup', PLAIN), { logPlacement: LogPlacement.OWN_GROUP });
  new lambda.Function(stack, 'GivenGroup', { ...PLAIN, logGroup: new logs.LogGroup(stack, 'Given', { retention: logs.RetentionDays.INFINITE, removalPolicy: RemovalPolicy.DESTROY }) });
  new lambda.CfnFunction(stack, 'Raw', {
    code: { zipFile: 'exports.handler = async event => event;' },
    handler: PLAIN.handler,
    runtime: PLAIN.runtime.name,
    role: new lambda.Function(stack, 'GivenRole', PLAIN).role?.roleArn ?? '',
  });
  const nested = new NestedStack(stack, 'Nested');
  new lambda.Function(nested, 'InNestedStack', PLAIN);
  ServerlessGuard.protect(app, { retention: logs.RetentionDays.THREE_MONTHS });
  return [stack];
}, OLD_APP);
