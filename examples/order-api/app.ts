import { App } from 'aws-cdk-lib';
import { OrderStack } from './infrastructure/order-stack';

/**
 * The order API as a CDK app, without any protection.
 *
 * @param outdir where the cloud assembly is written; `cdk.out` below the working directory by default
 */
export function orderApp(outdir?: string): App {
  const app = new App({ outdir, analyticsReporting: false });
  new OrderStack(app, 'OrderApi');
  return app;
}
