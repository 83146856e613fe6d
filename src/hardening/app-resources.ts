import { CfnResource, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

interface RenderedResource {
  readonly Resources: Readonly<Record<string, { readonly Properties?: object }>>;
}

const RESOURCES = new WeakMap<IConstruct, ReadonlyMap<string, readonly CfnResource[]>>();

/**
 * The resources of a type beside a construct: those of every stack in its stage, since references do not leave a stage.
 *
 * Read once per stage, so that the work grows with the app and not with its square.
 */
export function resourcesOf(node: IConstruct, type: string): readonly CfnResource[] {
  return indexOf(node).get(type) ?? [];
}

/** Every resource in the same stage. */
export function allResourcesOf(node: IConstruct): readonly CfnResource[] {
  return [...indexOf(node).values()].flat();
}

/** A resource's properties as they will stand in the template, overrides applied; none where they cannot be read yet. */
export function renderedProperties(resource: CfnResource): Readonly<Record<string, unknown>> {
  try {
    const { Resources } = Stack.of(resource).resolve(resource._toCloudFormation()) as RenderedResource;
    return { ...Object.values(Resources)[0]?.Properties };
  } catch {
    // A lazy value of somebody else that is not ready says nothing.
    return {};
  }
}

function indexOf(node: IConstruct): ReadonlyMap<string, readonly CfnResource[]> {
  const root = Stage.of(node) ?? node.node.root;
  const known = RESOURCES.get(root) ?? byType(root);
  RESOURCES.set(root, known);
  return known;
}

function byType(root: IConstruct): ReadonlyMap<string, readonly CfnResource[]> {
  const found = new Map<string, CfnResource[]>();
  for (const node of root.node.findAll()) {
    if (!CfnResource.isCfnResource(node)) continue;
    const same = found.get(node.cfnResourceType);
    if (same === undefined) found.set(node.cfnResourceType, [node]);
    else same.push(node);
  }
  return found;
}
