import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { integApp, PLAIN } from './integ-app';
import { GuardDetector, GuardMode, HardeningMeasure, SecuredFunction, SecuredNodejsFunction } from '../../src';

/** The secured constructs with their defaults, and with every option that changes the template. */
export = integApp(module, app => {
  const stack = new Stack(app, 'SecuredFunctions');
  new SecuredFunction(stack, 'Defaults', PLAIN);

  const table = new dynamodb.TableV2(stack, 'Orders', {
    partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  });
  const reader = new SecuredNodejsFunction(stack, 'Bundled', {
    entry: join(__dirname, 'functions', 'handler.ts'),
    runtime: PLAIN.runtime,
    environment: { TABLE: table.tableName },
  });
  table.grantReadData(reader);

  new SecuredFunction(stack, 'Options', {
    ...PLAIN,
    mode: GuardMode.REPORT,
    detectorModes: { [GuardDetector.PATH]: GuardMode.OFF },
    exemptions: [{ detector: GuardDetector.SQL, route: 'POST /reports', parameter: '$.body.query', reason: 'analysts send whole statements' }],
    optOut: [{ measure: HardeningMeasure.ALARMS, reason: 'a batch job that may fail' }],
  });
  return [stack];
});
