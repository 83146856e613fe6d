import { CfnElement, CfnResource, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { mentioned, mentionedIn } from './mentioned';
import { onceAStage } from './once-a-stage';
import { live } from './render';

const VERSION = 'AWS::Lambda::Version';

/**
 * A version of a function that does not follow its configuration, as `currentVersion` does by a hash in its logical id.
 *
 * One that nothing in the app refers to, such as an alias or an output, gets no traffic by it.
 */
export function explicitVersionOf(resource: CfnResource): CfnResource | undefined {
  return versionsIn(resource).get(resource)?.find(version => mentionedInStage(version).has(version));
}

const versionsIn = onceAStage(stage => {
  const versions = new Map<IConstruct, CfnResource[]>();
  for (const node of stage.node.findAll()) {
    if (!isVersion(node) || isCurrentVersion(node)) continue;
    for (const fn of mentionedIn(node, 'FunctionName')) versions.set(fn, [...versions.get(fn) ?? [], node]);
  }
  return versions;
});

/** What the elements of a stage refer to. Only read where there are such versions, since it renders the whole stage. */
const mentionedInStage = onceAStage(stage => {
  // A version refers to no other, and the logical id of one that follows its function is a hash which nobody may ask for yet.
  const elements = stage.node.findAll().filter(node => CfnElement.isCfnElement(node) && !isVersion(node));
  return new Set(elements.flatMap(element => mentionedBy(element as CfnElement)));
});

function mentionedBy(element: CfnElement): IConstruct[] {
  try {
    return mentioned(live(element._toCloudFormation(), element), Stack.of(element));
  } catch {
    return [];
  }
}

function isVersion(node: IConstruct): node is CfnResource {
  return CfnResource.isCfnResource(node) && node.cfnResourceType === VERSION;
}

function isCurrentVersion({ node: { scope } }: CfnResource): boolean {
  return scope instanceof lambda.Version && scope.node.scope === scope.lambda && scope.node.id === 'CurrentVersion';
}
