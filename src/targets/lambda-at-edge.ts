import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';

/** The principal that CDK adds to the role of every function that a distribution runs. */
const EDGE_PRINCIPAL = 'edgelambda.amazonaws.com';

/**
 * Whether the function runs at the edge, where environment variables and layers fail the deployment
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html).
 */
export function isLambdaAtEdge(construct: lambda.Function): boolean {
  if (construct.node.scope instanceof cloudfront.experimental.EdgeFunction) return true;
  if (!(construct.role instanceof iam.Role)) return false;
  return JSON.stringify(construct.role.assumeRolePolicy?.toJSON())?.includes(EDGE_PRINCIPAL) ?? false;
}
