import { authorized, methodRoute, routesOf } from './api-routes';
import type { Callers, InventoriedTrigger } from './inventory';
import { byText, idOf, nameOf, textOf } from './texts';
import { POLLED, SAM_EVENTS, TRIGGER_KINDS, type TriggerKind } from './trigger-kinds';
import type { AppModel } from '../../app-model/app-model';
import { functionProperty, isServerlessFunction } from '../../app-model/functions';
import { identityPolicy } from '../../app-model/iam/identity-policies';
import { covers } from '../../app-model/iam/pattern';
import { targetsOf } from '../../app-model/pointers';
import { at, entries, items, property } from '../../app-model/property';
import { referenceGraph } from '../../app-model/references';
import type { Resource } from '../../app-model/template';
import { triggers as declaredTriggers } from '../../app-model/triggers';
import { literalText, skeleton } from '../../app-model/value';

/** What starts a function, with the resources that make it so. */
export interface FunctionTriggers {
  readonly triggers: readonly InventoriedTrigger[];
  readonly resources: readonly Resource[];
}

const POLICY = /^AWS::(?:IAM::|Serverless::(?:Function|StateMachine)$)/;
const INVOKING = ['lambda:InvokeFunction', 'lambda:InvokeAsync'];

/** Everything that starts a function, by whatever names it: the function, an alias, a version, or its literal name. */
export function triggersOf(fn: Resource, model: AppModel): FunctionTriggers {
  const naming = namedBy(fn, model);
  const found = naming.flatMap(resource => [...fromResource(resource, fn, model), ...fromPolicy(resource, model)]);
  const services = new Set(naming.flatMap(({ type }) => kindOf(type)?.principal ?? []));
  const permissions = naming.flatMap(resource => fromPermission(resource, services, model));
  const triggers = [...found, ...permissions, ...samTriggers(fn)];
  const unique = [...new Map(triggers.map(trigger => [`${trigger.id}\n${trigger.name}`, trigger])).values()];
  return {
    triggers: unique.sort((a, b) => byText(a.id, b.id) || byText(a.name, b.name)),
    resources: [...new Set(naming.filter(isTriggering).flatMap(resource => [resource, ...around(resource, model)]))],
  };
}

function isTriggering({ type }: Resource): boolean {
  return type === 'AWS::Lambda::Permission' || kindOf(type) !== undefined;
}

/** The source of a trigger, the routes of an integration, and the stages of an API: a hole there is one of the function. */
function around(resource: Resource, model: AppModel): readonly Resource[] {
  const graph = model.index(referenceGraph);
  const routes = [...graph.to(resource)].filter(({ type }) => type === 'AWS::ApiGatewayV2::Route');
  const name = kindOf(resource.type)?.source;
  const sources = name === undefined ? [] : property(resource, name).flatMap(({ value }) => targetsOf(value, model) ?? []);
  const stages = sources.flatMap(source => [...graph.to(source)].filter(({ type }) => /^AWS::ApiGateway(?:V2)?::Stage$/.test(type)));
  return [...routes, ...sources, ...stages];
}

function kindOf(type: string): TriggerKind | undefined {
  return Object.hasOwn(TRIGGER_KINDS, type) ? TRIGGER_KINDS[type] : undefined;
}

function namedBy(fn: Resource, model: AppModel): readonly Resource[] {
  const graph = model.index(referenceGraph);
  const direct = [...graph.to(fn)];
  const qualified = direct.filter(({ type }) => type === 'AWS::Lambda::Alias' || type === 'AWS::Lambda::Version');
  return [...new Set([...direct, ...qualified.flatMap(alias => [...graph.to(alias)]), ...model.index(declaredByFunction).get(fn) ?? []])];
}

/** What names a function by its literal name or ARN is in no graph of references. */
function declaredByFunction(model: AppModel): ReadonlyMap<Resource, readonly Resource[]> {
  const found = new Map<Resource, Resource[]>();
  for (const { function: fn, resource } of model.index(declaredTriggers)) {
    if (fn !== undefined && resource !== fn) found.set(fn, [...found.get(fn) ?? [], resource]);
  }
  return found;
}

function fromResource(resource: Resource, fn: Resource, model: AppModel): readonly InventoriedTrigger[] {
  if (resource.type === 'AWS::ApiGateway::Method') return [withSource(methodRoute(resource), resource, model)];
  if (resource.type === 'AWS::ApiGatewayV2::Integration') {
    const routes = routesOf(resource, model);
    if (routes.length > 0) return routes.map(route => withSource(route, resource, model));
  }
  const known = kindOf(resource.type) ?? customResource(resource, fn, model);
  if (known === undefined) return [];
  const callers = known.callers === 'unknown' && hasAuthType(resource) ? authorized(property(resource, 'AuthType')) : known.callers;
  return [withSource({ id: idOf(resource), kind: known.kind, name: nameOf(resource), callers }, resource, model)];
}

function hasAuthType({ type }: Resource): boolean {
  return type === 'AWS::Lambda::Url' || type === 'AWS::Lambda::WebFunctionEndpoint';
}

/** Only what names it as its provider: log retention and others merely mention a function. */
function customResource(resource: Resource, fn: Resource, model: AppModel): TriggerKind | undefined {
  if (!/^(?:Custom::|AWS::CloudFormation::CustomResource$)/.test(resource.type)) return undefined;
  const isProvider = property(resource, 'ServiceToken').some(({ value }) => targetsOf(value, model)?.includes(fn));
  return isProvider ? { kind: 'custom-resource', callers: 'service', principal: 'cloudformation' } : undefined;
}

function withSource(trigger: InventoriedTrigger, resource: Resource, model: AppModel): InventoriedTrigger {
  const name = kindOf(resource.type)?.source;
  const [source] = name === undefined ? [] : property(resource, name).flatMap(({ value }) => targetsOf(value, model) ?? []);
  if (source === undefined) return trigger;
  const polled = trigger.kind === 'event-source' ? POLLED[source.type] : undefined;
  const isRoute = / /.test(trigger.name) || trigger.id !== idOf(resource);
  return { ...trigger, kind: polled ?? trigger.kind, name: isRoute ? trigger.name : nameOf(source), source: idOf(source) };
}

/** A permission tells who may call where nothing else in the app does. */
function fromPermission(permission: Resource, services: ReadonlySet<string>, model: AppModel): readonly InventoriedTrigger[] {
  if (permission.type !== 'AWS::Lambda::Permission') return [];
  const isOfUrl = ['FunctionUrlAuthType', 'InvokedViaFunctionUrl'].some(name => property(permission, name).some(({ value }) => value.kind !== 'absent'));
  if (isOfUrl) return [];
  return property(permission, 'Principal').flatMap(({ value }) => {
    const principal = skeleton(value) ?? '<unknown>';
    const service = /^([\w-]+)(?:\.[\w-]+)*\.amazonaws\.com/.exec(principal)?.[1];
    if (service !== undefined && services.has(service)) return [];
    const [source] = property(permission, 'SourceArn').flatMap(arn => targetsOf(arn.value, model) ?? []);
    const trigger = { id: idOf(permission), kind: 'permission', name: source === undefined ? principal : `${principal} for ${nameOf(source)}`, callers: callersOf(principal, service, permission) };
    return [source === undefined ? trigger : { ...trigger, source: idOf(source) }];
  });
}

function callersOf(principal: string, service: string | undefined, permission: Resource): Callers {
  if (service !== undefined) return 'service';
  if (principal !== '*') return principal.includes('<') ? 'unknown' : 'account';
  const isNarrowed = ['PrincipalOrgID', 'SourceAccount', 'SourceArn'].some(name => property(permission, name).every(({ value }) => value.kind !== 'absent'));
  return isNarrowed ? 'account' : 'anyone';
}

/** A role that may invoke the function: other functions, users, state machines. */
function fromPolicy(resource: Resource, model: AppModel): readonly InventoriedTrigger[] {
  if (!POLICY.test(resource.type) || kindOf(resource.type) !== undefined) return [];
  const invokes = identityPolicy(resource).some(({ effect, actions }) => effect === 'Allow'
    && actions.some(({ value }) => INVOKING.some(action => covers(literalText(value) ?? '', action))));
  if (!invokes) return [];
  const [holder] = [...items(property(resource, 'Roles')), ...property(resource, 'RoleName')].flatMap(({ value }) => targetsOf(value, model) ?? []);
  return [{ id: idOf(resource), kind: 'invoker', name: nameOf(holder ?? resource), callers: 'iam', ...(holder === undefined ? {} : { source: idOf(holder) }) }];
}

function samTriggers(fn: Resource): readonly InventoriedTrigger[] {
  if (!isServerlessFunction(fn)) return [];
  const events = entries(functionProperty(fn, 'Events')).flatMap(({ name, possibilities }) => {
    const type = textOf(at(possibilities, 'Type')) ?? '<unknown>';
    const known = Object.hasOwn(SAM_EVENTS, type) ? SAM_EVENTS[type] : undefined;
    const path = textOf(at(possibilities, 'Properties', 'Path'));
    const route = path === undefined ? name : `${(textOf(at(possibilities, 'Properties', 'Method')) ?? 'any').toUpperCase()} ${path}`;
    return [{ id: `${idOf(fn)}/Events/${name}`, kind: known?.kind ?? type, name: route, callers: known?.callers ?? 'unknown' }];
  });
  const url = functionProperty(fn, 'FunctionUrlConfig').filter(({ value }) => value.kind === 'map');
  return url.length === 0 ? events : [...events, { id: `${idOf(fn)}/FunctionUrlConfig`, kind: 'url', name: 'function URL', callers: authorized(at(url, 'AuthType')) }];
}
