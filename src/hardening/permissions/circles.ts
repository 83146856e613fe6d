import { CfnElement, CfnResource, Stack } from 'aws-cdk-lib';
import { Dependable } from 'constructs';
import type { IConstruct } from 'constructs';
import { liveApp } from './live-app';
import type { LiveApp } from './live-app';
import { asObject } from '../../app-model/json';
import { referenceGraph } from '../../app-model/references';
import type { Resource } from '../../app-model/template';
import { onceAStage } from '../../targets/once-a-stage';

/**
 * Which resources wait for which, as CloudFormation sees it: within a template each for each, a nested stack as one; and
 * between stacks the whole stack for the whole stack.
 */
export class Circles {
  private readonly edges = new Map<string, Set<string>>();

  public constructor(app: LiveApp, stage: IConstruct) {
    const graph = app.model.index(referenceGraph);
    for (const resource of app.model.resources) {
      graph.from(resource).forEach(target => this.add(resource, target));
      for (const id of [asObject(asObject(resource.template.body.Resources)[resource.logicalId]).DependsOn].flat()) {
        const target = typeof id === 'string' ? resource.template.resources.get(id) : undefined;
        if (target !== undefined) this.add(resource, target);
      }
    }
    for (const node of stage.node.findAll()) this.addDependencies(node, app);
  }

  /** Whether a reference would make something wait for what waits for it. */
  public wouldClose(from: Resource, to: Resource): boolean {
    const [source, target] = ends(from, to);
    return source === target || this.reaches(target, source);
  }

  /** Remembers a reference that is made. */
  public add(from: Resource, to: Resource): void {
    const [source, target] = ends(from, to);
    if (source !== target) this.edges.set(source, (this.edges.get(source) ?? new Set<string>()).add(target));
  }

  /** What constructs are told to wait for becomes `DependsOn` when the app is prepared. */
  private addDependencies(node: IConstruct, app: LiveApp): void {
    const targets = node.node.dependencies.flatMap(dependency => Dependable.of(dependency).dependencyRoots).flatMap(root => resourcesBelow(root, app));
    if (targets.length > 0) for (const source of resourcesBelow(node, app)) targets.forEach(target => this.add(source, target));
    if (!Stack.isStack(node)) return;
    for (const { node: { path } } of node.dependencies) {
      this.edges.set(node.node.path, (this.edges.get(node.node.path) ?? new Set<string>()).add(path));
    }
  }

  private reaches(start: string, end: string): boolean {
    const seen = new Set([start]);
    for (const name of seen) {
      if (name === end) return true;
      this.edges.get(name)?.forEach(next => seen.add(next));
    }
    return false;
  }
}

/** What waits for what in a stage; further references are remembered there. */
export const circlesOf: (node: IConstruct) => Circles = onceAStage(stage => new Circles(liveApp(stage), stage));

/** The ends of a reference in the template that holds both, nested stacks in the place of what is in them; else their stacks. */
function ends(from: Resource, to: Resource): readonly [string, string] {
  for (const source of outwards(from)) {
    for (const target of outwards(to)) if (source.template === target.template) return [source.key, target.key];
  }
  return [outwards(from).at(-1)?.template.id ?? '', outwards(to).at(-1)?.template.id ?? ''];
}

/** A resource, the nested stack that it is in, the one around that. */
function outwards(resource: Resource): readonly Resource[] {
  const { parent } = resource.template;
  return parent === undefined ? [resource] : [resource, ...outwards(parent)];
}

function resourcesBelow(root: IConstruct, app: LiveApp): readonly Resource[] {
  return root.node.findAll().flatMap(node => CfnElement.isCfnElement(node) && CfnResource.isCfnResource(node) ? app.resourceOf(node) ?? [] : []);
}
