import { CfnElement, Stack, Token } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import { circlesOf } from './circles';
import type { LiveApp } from './live-app';
import type { Resource } from '../../app-model/template';
import type { ArnText } from '../../roles/resolve/arn';
import { mentioned } from '../../targets/mentioned';
import { live } from '../../targets/render';

/** Why an ARN cannot be written into a function's policy, in words; `undefined` where it can. */
export function obstacleTo(resource: ArnText | '*', fn: Resource, app: LiveApp): string | undefined {
  const holder = app.elementOf(fn);
  if (holder === undefined) return 'the function cannot be read yet';
  for (const target of targetsIn(resource, holder, app)) {
    const element = app.elementOf(target);
    if (element === undefined) return `${target.logicalId} cannot be read yet`;
    if (Stack.of(element).environment !== Stack.of(holder).environment) return `${pathOf(element)} is in another account or region`;
    if (circlesOf(holder).wouldClose(fn, target)) return `${pathOf(element)} waits for the function, and its ARN in the function's role would close a circle`;
  }
  return undefined;
}

/** An ARN as a statement takes it, with references that CDK follows, into other stacks too. */
export function writeResource(resource: ArnText | '*', fn: Resource, app: LiveApp): string {
  if (resource === '*') return resource;
  const holder = app.elementOf(fn) as CfnResource;
  targetsIn(resource, holder, app).forEach(target => circlesOf(holder).add(fn, target));
  return resource.map(part => writePart(part, app)).join('');
}

/** By the construct that the user knows. */
function pathOf({ node }: CfnResource): string {
  return (node.id === 'Resource' ? node.scope?.node.path : undefined) ?? node.path;
}

function targetsIn(resource: ArnText | '*', holder: CfnResource, app: LiveApp): readonly Resource[] {
  if (resource === '*') return [];
  return resource.flatMap(part => {
    if (part.kind === 'reference') return [part.resource];
    // What the app model does not know stands there as the token that was given.
    if (part.kind !== 'literal' || !Token.isUnresolved(part.text)) return [];
    return mentioned(live(part.text, holder), Stack.of(holder)).flatMap(construct => CfnElement.isCfnElement(construct) ? app.resourceOf(construct) ?? [] : []);
  });
}

function writePart(part: ArnText[number], app: LiveApp): string {
  switch (part.kind) {
    case 'literal': return part.text;
    case 'pseudo': return Token.asString({ Ref: part.name });
    case 'reference': {
      const element = app.elementOf(part.resource);
      if (element === undefined) throw new Error(`${part.resource.logicalId} cannot be read yet`);
      return part.attribute === undefined ? element.ref : element.getAtt(part.attribute).toString();
    }
    default: throw new Error('a part of its ARN is not known');
  }
}
