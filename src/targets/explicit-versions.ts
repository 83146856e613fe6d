import { CfnResource } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { mentionedIn } from './mentioned';
import { onceAStage } from './once-a-stage';

const VERSION = 'AWS::Lambda::Version';

/** A version of a function that does not follow its configuration, as `currentVersion` does by a hash in its logical id. */
export function explicitVersionOf(resource: CfnResource): CfnResource | undefined {
  return versionsIn(resource).get(resource);
}

const versionsIn = onceAStage(stage => {
  const versions = new Map<IConstruct, CfnResource>();
  for (const node of stage.node.findAll()) {
    if (!CfnResource.isCfnResource(node) || node.cfnResourceType !== VERSION || isCurrentVersion(node)) continue;
    for (const fn of mentionedIn(node, 'FunctionName')) versions.set(fn, node);
  }
  return versions;
});

function isCurrentVersion({ node: { scope } }: CfnResource): boolean {
  return scope instanceof lambda.Version && scope.node.scope === scope.lambda && scope.node.id === 'CurrentVersion';
}
