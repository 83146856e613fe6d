import { App } from 'aws-cdk-lib';
import { HardenedStack } from './hardened-stack';

/**
 * An API and a worker with nothing to be found: what an app looks like that passes the strict pack.
 *
 * @param outdir where the cloud assembly is written; `cdk.out` below the working directory by default
 */
export function hardenedApp(outdir?: string): App {
  const app = new App({ outdir, analyticsReporting: false });
  new HardenedStack(app, 'HardenedApi');
  return app;
}
