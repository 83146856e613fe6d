import { join } from 'node:path';
import { CfnElement, CfnResource, Stack, Stage, Token, Tokenization } from 'aws-cdk-lib';
import type { Reference } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { LiveResolver } from './live-resolver';
import { AppModel } from '../../app-model/app-model';
import { evaluate } from '../../app-model/evaluate';
import type { ExportedValue, Resource, Template, TemplateSource } from '../../app-model/template';
import type { Possibility } from '../../app-model/value';
import { onceAStage } from '../../targets/once-a-stage';
import { logicalIdOf } from '../../targets/render';

type Section = Record<string, unknown>;
type Body = Record<string, Section>;

/** The app as plain data while it is still being made, with the way back to its constructs. */
export interface LiveApp {
  readonly model: AppModel;
  /** The construct of a resource. */
  elementOf(resource: Resource): CfnResource | undefined;
  /** The resource of a construct. */
  resourceOf(element: CfnElement): Resource | undefined;
  /** A value with tokens as it will stand in the template of a construct that holds it, imports by names of their own. */
  resolve(value: unknown, holder: IConstruct): unknown;
  /** Everything that a value with tokens can be, for a construct that holds it. */
  evaluate(value: unknown, holder: CfnElement): readonly Possibility[];
}

/** The live app of a stage, read once: no reference leaves a stage. */
export const liveApp: (node: IConstruct) => LiveApp = onceAStage(stage => new LiveTree(stage));

class LiveTree implements LiveApp {
  public readonly model: AppModel;
  private readonly bodies = new Map<Stack, Body>();
  private isRead = false;
  private readonly elements = new Map<string, CfnResource>();
  private readonly resolver = new LiveResolver(reference => this.exported(reference));

  public constructor(stage: IConstruct) {
    const sources = elementsBelow(stage).filter(element => !isVersion(element));
    sources.forEach(element => this.bodyOf(element.stack));
    sources.forEach(element => this.read(element));
    this.model = AppModel.of([...this.bodies].map(([stack, body]) => sourceOf(stack, body, sources)));
    this.isRead = true;
  }

  public elementOf({ key }: Resource): CfnResource | undefined {
    return this.elements.get(key);
  }

  public resourceOf(element: CfnElement): Resource | undefined {
    return this.templateOf(element.stack)?.resources.get(logicalIdOf(element));
  }

  public evaluate(value: unknown, holder: CfnElement): readonly Possibility[] {
    const template = this.templateOf(holder.stack);
    return template === undefined ? [] : evaluate(this.resolve(value, holder), template);
  }

  public resolve(value: unknown, holder: IConstruct): unknown {
    return Tokenization.resolve(value, { scope: holder, resolver: this.resolver, preparing: false });
  }

  private templateOf(stack: Stack): Template | undefined {
    return this.model.templates.find(({ id }) => id === stack.node.path);
  }

  /** What cannot be rendered yet is not known; whoever refers to it finds nothing. */
  private read(element: CfnElement): void {
    const body = this.bodyOf(element.stack);
    try {
      const rendered = this.resolve(element._toCloudFormation(), element) as Body;
      for (const [name, section] of Object.entries(rendered)) {
        if (typeof section === 'object' && section !== null) body[name] = { ...body[name], ...section };
      }
      if (CfnResource.isCfnResource(element)) this.elements.set(`${element.stack.node.path}\n${logicalIdOf(element)}`, element);
    } catch {
      // Its own synthesis tells what is wrong with it.
    }
  }

  private bodyOf(stack: Stack): Body {
    const body = this.bodies.get(stack) ?? {};
    this.bodies.set(stack, body);
    return body;
  }

  private exported(reference: Reference): string {
    const { target, displayName } = reference;
    const stack = Stack.of(target);
    const id = CfnElement.isCfnElement(target) ? logicalIdOf(target) : displayName;
    const value = displayName === 'Ref' || !CfnElement.isCfnElement(target) ? { Ref: id } : { 'Fn::GetAtt': [id, displayName] };
    const name = `${stack.node.path}\n${id}.${displayName}`;
    this.export(name, value, stack);
    return name;
  }

  /** As an output while the templates are read; among the exports that they share, afterwards. */
  private export(name: string, value: unknown, stack: Stack): void {
    const template = this.isRead ? this.templateOf(stack) : undefined;
    const body = this.bodyOf(stack);
    if (template === undefined) body.Outputs = { ...body.Outputs, [name]: { Value: value, Export: { Name: name } } };
    else (template.exports as Map<string, ExportedValue>).set(name, { expression: value, template });
  }
}

function sourceOf(stack: Stack, body: Body, elements: readonly CfnElement[]): TemplateSource {
  const constructPaths = new Map(elements.filter(element => element.stack === stack).map(element => [logicalIdOf(element), element.node.path]));
  const { nestedStackParent: parent, nestedStackResource } = stack;
  const resource: unknown = nestedStackResource;
  const nestedIn = parent === undefined || !CfnElement.isCfnElement(resource) ? undefined : { id: parent.node.path, logicalId: logicalIdOf(resource) };
  return {
    id: stack.node.path,
    body,
    // Not written yet; assets lie beside it already.
    file: join(Stage.of(stack)?.outdir ?? '', stack.templateFile),
    account: Token.isUnresolved(stack.account) ? undefined : stack.account,
    constructPaths,
    nestedIn,
  };
}

/** Iterative, since deep trees exist; what is in a stage is the stage's own. */
function elementsBelow(stage: IConstruct): readonly CfnElement[] {
  const found: CfnElement[] = [];
  const open: IConstruct[] = [stage];
  for (let construct = open.pop(); construct !== undefined; construct = open.pop()) {
    if (CfnElement.isCfnElement(construct)) found.push(construct);
    open.push(...construct.node.children.filter(child => !Stage.isStage(child)).reverse());
  }
  return found;
}

function isVersion(element: CfnElement): boolean {
  return element.node.scope instanceof lambda.Version;
}
