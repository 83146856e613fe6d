import { App, AspectPriority, Aspects, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { HardeningMeasure, LogPlacement, PermissionsMode, SecuredFunction, ServerlessGuard } from '../../src';
import { guardAssets } from '../../src/hardening/guard-layer-version';

export const SHOP = 'Shop';

/** How an app is protected: not at all, by the aspect, or by the aspect with everything that it leaves alone by itself. */
export type Protection = 'none' | 'default' | 'everything';

const EVERYTHING = {
  permissions: PermissionsMode.ENFORCE,
  logPlacement: LogPlacement.OWN_GROUP,
  alsoSet: [HardeningMeasure.LOG_FORMAT, HardeningMeasure.TRACING, HardeningMeasure.FAILURE_HANDLING],
};

/** One call, on the table that the environment names. */
const CODE = `const { DynamoDBClient, GetItemCommand } = require("@aws-sdk/client-dynamodb");
const client = new DynamoDBClient();
exports.handler = ({ id }) => client.send(new GetItemCommand({ TableName: process.env.TABLE, Key: { id: { S: id } } }));`;

/** A function behind an alias and one that a rule invokes, both plain; with `secured`, a secured one too. */
export function synthesiseShop(outdir: string, protection: Protection, { assets, secured = false }: { assets?: string; secured?: boolean } = {}): string {
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new Stack(app, SHOP);
  const props = {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline(CODE),
    environment: { TABLE: 'orders' },
  };
  // CDK deletes the version before the current one unless it is told to keep it.
  new lambda.Function(stack, 'Checkout', { ...props, currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN } }).addAlias('live');
  const nightly = new lambda.Function(stack, 'Nightly', props);
  new events.Rule(stack, 'EveryNight', { schedule: events.Schedule.cron({ hour: '3', minute: '0' }), targets: [new targets.LambdaFunction(nightly)] });
  if (secured) new SecuredFunction(stack, 'Payments', props);
  // What `protect()` adds beside the aspect are the checks, which change nothing and print much.
  if (protection !== 'none') Aspects.of(app).add(new ServerlessGuard(protection === 'everything' ? EVERYTHING : {}), { priority: AspectPriority.MUTATING });
  return withAssets(assets, () => app.synth().directory);
}

/** Another build of the guard than the one in `assets/`, while something is synthesised. */
function withAssets<T>(folder: string | undefined, work: () => T): T {
  const usual = guardAssets.folder;
  guardAssets.folder = folder ?? usual;
  try {
    return work();
  } finally {
    guardAssets.folder = usual;
  }
}
