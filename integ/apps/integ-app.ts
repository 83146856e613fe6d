import { join } from 'node:path';
import { App, type AppProps, type Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Manifest } from 'aws-cdk-lib/cloud-assembly-schema';
import { guardAssets } from '../../src/hardening/guard-layer-version';

/** The region that integ-runner gives while it looks at snapshots, and only then. */
const SNAPSHOT_REGION = 'test-region';

/** An app without the feature flags that integ-runner sets and that an app of some years does not have. */
export const OLD_APP: AppProps = { postCliContext: { '@aws-cdk/aws-lambda:useCdkManagedLogGroup': false } };

/** A function with nothing set but what must be. */
export const PLAIN = {
  runtime: lambda.Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async event => event;'),
} satisfies lambda.FunctionProps;

/** One app that integ-runner finds; tests make it too. */
export interface IntegApp {
  /** Builds the app, without synthesising it. */
  readonly create: (props?: AppProps) => App;
}

/**
 * An app for integ-runner, synthesised where its file is what Node was started with.
 *
 * @param main the module of the app's file
 * @param build adds the stacks and returns those that are compared and deployed
 * @param props properties of the app
 */
export function integApp(main: NodeModule, build: (app: App) => Stack[], props: AppProps = {}): IntegApp {
  const create = (more: AppProps = {}) => {
    const app = new App({ analyticsReporting: false, treeMetadata: false, ...props, ...more });
    return { app, stacks: build(app) };
  };
  if (require.main === main) synthesise(create);
  return { create: more => create(more).app };
}

function synthesise(create: () => { app: App; stacks: Stack[] }): void {
  if (process.env.CDK_INTEG_REGION === SNAPSHOT_REGION) guardAssets.folder = join(__dirname, 'stand-in');
  const { app, stacks } = create();
  const { directory } = app.synth();
  // Without the update workflow integ-runner keeps no assets in the snapshot.
  const testCase = { stacks: stacks.map(({ artifactId }) => artifactId), diffAssets: false, stackUpdateWorkflow: false };
  Manifest.saveIntegManifest({ version: Manifest.version(), testCases: { default: testCase } }, join(directory, 'integ.json'));
}
