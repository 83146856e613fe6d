import { pointers } from './pointers';
import { property } from './property';
import type { Resource } from './template';
import { literalText } from './value';

/** What takes requests of an API: the methods of a REST API, the routes of an HTTP API. */
export const ROUTE_TYPES = ['AWS::ApiGateway::Method', 'AWS::ApiGatewayV2::Route'] as const;

/** The methods and routes of each API. Pass it to `model.index()`. */
export const routes = pointers([ROUTE_TYPES[0], 'RestApiId'], [ROUTE_TYPES[1], 'ApiId']);

/** Whether a method or route takes every method on every path below its own. */
export function isCatchAll(route: Resource): boolean {
  if (route.type !== ROUTE_TYPES[0]) return texts(route, 'RouteKey').some(key => /^ANY .*\/\{\w+\+\}$/.test(key) || (key === '$default' && isOfHttpApi(route)));
  const parts = referenced(route, 'ResourceId').flatMap(resource => texts(resource, 'PathPart'));
  return texts(route, 'HttpMethod').includes('ANY') && parts.some(part => /^\{\w+\+\}$/.test(part));
}

/** The integrations that a route of an HTTP API names as `integrations/<id>`. */
export function integrationsOf(route: Resource): readonly Resource[] {
  return property(route, 'Target').flatMap(({ value }) => {
    if (value.kind === 'reference') return [value.resource];
    return value.kind === 'text' ? value.parts.flatMap(part => part.kind === 'reference' ? [part.resource] : []) : [];
  });
}

/** A WebSocket API needs its `$default`: it answers messages of no known kind. */
function isOfHttpApi(route: Resource): boolean {
  return referenced(route, 'ApiId').some(api => texts(api, 'ProtocolType').includes('HTTP'));
}

function texts(resource: Resource, name: string): readonly string[] {
  return property(resource, name).flatMap(({ value }) => literalText(value) ?? []);
}

function referenced(resource: Resource, name: string): readonly Resource[] {
  return property(resource, name).flatMap(({ value }) => value.kind === 'reference' ? [value.resource] : []);
}
