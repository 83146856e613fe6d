import type { AppModel } from '../../app-model/app-model';
import { targetsOf } from '../../app-model/pointers';
import type { Resource } from '../../app-model/template';
import { resourceTypesOf, type ActionResourceType } from '../actions/actions';
import type { Text } from '../text';
import type { Use } from '../use';
import { beginning, joinedParts, literalOfParts, literalPart, referencePart, serviceInArn, type ArnText } from './arn';
import { connectionsFor, MANAGE_CONNECTIONS } from './connections';
import { inEnvironment } from './environment';
import { resourcesOfEvent } from './events';
import { keyNeeds } from './keys';
import { namedArn } from './named-arn';
import { arnsOfPart } from './parts';
import { passedTo, rolesOfTask } from './pass-role';
import { resourceTypeOf } from './resource-types';

/** A permission that a function needs: one action on one resource. */
export interface Permission {
  readonly action: string;
  /** `*` only where the action takes no resource. */
  readonly resource: ArnText | '*';
  readonly condition?: { readonly key: string; readonly value: ArnText };
  /** The calls that need it. */
  readonly uses: readonly Use[];
}

/** A use whose resource is not known, and why: it takes a declaration to settle it. */
export interface Unresolved {
  readonly use: Use;
  readonly action: string;
  readonly why: string;
}

export interface Resolution {
  readonly permissions: readonly Permission[];
  readonly unresolved: readonly Unresolved[];
}

/** What a function needs, exactly: its uses with the environment and the triggers that the app gives it. */
export function resolveUses(uses: readonly Use[], fn: Resource, model: AppModel): Resolution {
  const resolver = new Resolver(fn, model);
  for (const use of uses) for (const action of use.actions) resolver.add(use, action);
  return resolver;
}

class Resolver implements Resolution {
  public readonly unresolved: Unresolved[] = [];
  private readonly byKey = new Map<string, Permission & { readonly uses: Use[] }>();

  public constructor(private readonly fn: Resource, private readonly model: AppModel) {}

  public get permissions(): readonly Permission[] {
    return [...this.byKey.values()];
  }

  public add(use: Use, action: string): void {
    const { resource } = use;
    if (action === MANAGE_CONNECTIONS) return this.addConnections(use);
    switch (resource.kind) {
      case 'none': return this.need(use, action, '*');
      case 'dynamic': return this.fail(use, action, resource.parameter === undefined ? 'the code names no resource' : `${resource.parameter} is not known`);
      case 'event': return this.addEvent(use, action, resource.path);
      case 'env':
      case 'literal': return this.addText(use, action, resource.text);
    }
  }

  private addConnections(use: Use): void {
    const connections = connectionsFor(use.operation, this.fn, this.model);
    if (connections.length === 0) return this.fail(use, MANAGE_CONNECTIONS, 'no WebSocket API of the app calls the function, and no variable names one');
    connections.forEach(arn => this.need(use, MANAGE_CONNECTIONS, arn));
  }

  private addEvent(use: Use, action: string, path: string): void {
    const resources = resourcesOfEvent(path, this.fn, this.model);
    if (resources.length === 0) return this.fail(use, action, `${path} of the event names it, and no trigger of the function tells which that is`);
    resources.forEach(resource => this.addResource(use, action, resource));
  }

  private addText(use: Use, action: string, text: Text): void {
    const texts = inEnvironment(text, this.fn);
    if (texts === undefined) return this.fail(use, action, 'the template does not tell the variable');
    texts.forEach(parts => this.addParts(use, action, parts));
  }

  private addParts(use: Use, action: string, parts: ArnText): void {
    const [first] = parts;
    if (first?.kind === 'reference' && parts.length === 1) return this.addResource(use, action, first.resource, first.attribute);
    const types = resourceTypesOf(action) ?? [];
    if (beginning(parts).startsWith('arn:')) return this.addArn(use, action, parts, types);
    const [only, ...others] = this.namedBy(parts).filter(resource => typeNames(resource).some(name => isOneOf(name, types)));
    if (only !== undefined && others.length === 0) return this.addResource(use, action, only);
    if (parts.some(({ kind }) => kind === 'reference')) return this.fail(use, action, 'the text names no resource that the action is about');
    return this.addName(use, action, parts, types);
  }

  /** The resources of the app that a text names. */
  private namedBy(parts: ArnText): readonly Resource[] {
    const text = literalOfParts(parts);
    return targetsOf(text === undefined ? { kind: 'text', parts } : { kind: 'scalar', value: text }, this.model) ?? [];
  }

  private addName(use: Use, action: string, name: ArnText, types: readonly ActionResourceType[]): void {
    const parameter = 'parameter' in use.resource ? use.resource.parameter ?? '' : '';
    const arn = namedArn(action, parameter, name, types);
    if (arn === undefined) return this.fail(use, action, 'the name alone does not tell the ARN');
    this.needParts(use, action, arn, types);
  }

  private addArn(use: Use, action: string, arn: ArnText, types: readonly ActionResourceType[]): void {
    const service = serviceInArn(arn);
    const fits = types.some(type => new RegExp(`^arn:[^:]*:${service ?? ''}:`).test(type.arn.replace(/\$\{\w+\}/g, '')));
    if (service === undefined || !fits) return this.fail(use, action, `an ARN of ${service ?? 'no service'} is none that the action is about`);
    this.needParts(use, action, arn, types);
  }

  private addResource(use: Use, action: string, resource: Resource, attribute?: string): void {
    const types = resourceTypesOf(action) ?? [];
    const arn = arnFor(resource, attribute, types);
    if (arn === undefined) return this.fail(use, action, `${resource.logicalId} is a ${resource.type}, which the action is not known to be about`);
    this.needParts(use, action, arn, types, resource);
    for (const { actions, key, via } of keyNeeds(action, resource)) actions.forEach(needed => this.need(use, needed, key, { key: 'kms:ViaService', value: via }));
    for (const role of rolesOfTask(action, resource)) this.addRole(use, role);
  }

  private addRole(use: Use, role: ArnText): void {
    this.need(use, 'iam:PassRole', role, { key: 'iam:PassedToService', value: [literalPart(passedTo(use.service))] });
  }

  private needParts(use: Use, action: string, arn: ArnText, types: readonly ActionResourceType[], resource?: Resource): void {
    if (action === 'iam:PassRole') return this.addRole(use, arn);
    const prefix = action.slice(0, action.indexOf(':'));
    const names = types.map(({ name }) => `${prefix}:${name}`.toLowerCase());
    const part = use.part === undefined ? undefined : inEnvironment(use.part, this.fn)?.[0];
    const known = resource === undefined ? undefined : resourceTypeOf(resource.type)?.iam;
    const wanted = names.filter(name => PARTED.has(name) || known?.includes(name));
    const arns = (wanted.length > 0 ? wanted : names.slice(0, 1)).flatMap(name => arnsOfPart(name, arn, part, use.part !== undefined));
    arns.forEach(exact => this.need(use, action, exact));
    // What stands below a path is asked for by the path.
    if (action === 'ssm:GetParametersByPath') this.need(use, action, joinedParts(arn, [literalPart('/*')]));
  }

  private need(use: Use, action: string, resource: ArnText | '*', condition?: Permission['condition']): void {
    const key = JSON.stringify([action, resource === '*' ? '*' : resource.map(keyOfPart), condition?.key, condition?.value.map(keyOfPart)]);
    const known = this.byKey.get(key);
    if (known !== undefined) known.uses.push(use);
    else this.byKey.set(key, { action, resource, ...condition === undefined ? {} : { condition }, uses: [use] });
  }

  private fail(use: Use, action: string, why: string): void {
    this.unresolved.push({ use, action, why });
  }
}

/** Types whose ARNs are made of that of another: every one of them is looked at. */
const PARTED: ReadonlySet<string> = new Set(['s3:object', 'dynamodb:index', 'dynamodb:table']);

/** The ARN of a resource, where the action can be about its type: a subnet is never bound to `ecs:RunTask`. */
function arnFor(resource: Resource, attribute: string | undefined, types: readonly ActionResourceType[]): ArnText | undefined {
  if (attribute === 'StreamArn') return isOneOf('dynamodb:stream', types) ? [referencePart(resource, attribute)] : undefined;
  return typeNames(resource).some(name => isOneOf(name, types)) ? resourceTypeOf(resource.type)?.arn(resource) : undefined;
}

function typeNames({ type }: Resource): readonly string[] {
  return resourceTypeOf(type)?.iam ?? [];
}

function isOneOf(name: string, types: readonly ActionResourceType[]): boolean {
  const type = name.slice(name.indexOf(':') + 1);
  return types.some(candidate => same(candidate.name, type));
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function keyOfPart(part: ArnText[number]): unknown {
  return part.kind === 'reference' ? [part.resource.key, part.attribute] : part;
}
