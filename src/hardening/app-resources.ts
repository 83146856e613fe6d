import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { onceAStage } from '../targets/once-a-stage';
import { livePropertiesOf, renderResource } from '../targets/render';

type Properties = Readonly<Record<string, unknown>>;

/** The resources of a type beside a construct: those of every stack in its stage, since references do not leave a stage. */
export function resourcesOf(node: IConstruct, type: string): readonly CfnResource[] {
  return byType(node).get(type) ?? [];
}

const byType = onceAStage(stage => {
  const found = new Map<string, CfnResource[]>();
  for (const node of stage.node.findAll()) {
    if (!CfnResource.isCfnResource(node)) continue;
    const same = found.get(node.cfnResourceType);
    if (same === undefined) found.set(node.cfnResourceType, [node]);
    else same.push(node);
  }
  return found;
});

/** A resource's properties as they will stand in the template, overrides applied; none where they cannot be read yet. */
export function renderedProperties(resource: CfnResource): Properties {
  return readable(() => renderResource(resource).properties);
}

/** The same with references that still follow the resource they name. */
export function liveProperties(resource: CfnResource): Properties {
  return readable(() => livePropertiesOf(resource));
}

function readable(read: () => object): Properties {
  try {
    return read() as Properties;
  } catch {
    // A lazy value of somebody else that is not ready says nothing.
    return {};
  }
}
