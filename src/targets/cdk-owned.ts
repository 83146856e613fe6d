import { sep } from 'node:path';
import { AssetStaging, CustomResourceProviderBase } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';

/** Singletons that CDK writes as raw resources with inline code; their ids hold a UUID and are stable since they were introduced. */
const RAW_SINGLETONS: ReadonlySet<string> = new Set([
  'LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a',
  'BucketNotificationsHandler050a0587b7544547bf325f094a3db834',
]);

const CDK_PACKAGES = [`${sep}node_modules${sep}aws-cdk-lib${sep}`, `${sep}node_modules${sep}@aws-cdk${sep}`];

/** Whether a function's code comes with CDK: custom-resource providers, bucket deployments and their kin. */
export function isCdkOwnedFunction(construct: lambda.Function): boolean {
  const staging = construct.node.tryFindChild('Code')?.node.tryFindChild('Stage');
  if (!(staging instanceof AssetStaging)) return false;
  return CDK_PACKAGES.some(folder => staging.sourcePath.includes(folder));
}

/** Whether a raw function resource is one of the providers that CDK writes without its own L2. */
export function isCdkOwnedResource(resource: CfnResource): boolean {
  const parent = resource.node.scope;
  if (parent === undefined) return false;
  return parent instanceof CustomResourceProviderBase || RAW_SINGLETONS.has(parent.node.id);
}
