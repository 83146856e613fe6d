import type { Callers, InventoriedTrigger } from './inventory';
import { idOf, nameOf, textOf } from './texts';
import type { AppModel } from '../../app-model/app-model';
import { property } from '../../app-model/property';
import { referenceGraph } from '../../app-model/references';
import type { Resource } from '../../app-model/template';
import { display, literalText, type Possibility } from '../../app-model/value';

const MAX_PATH_PARTS = 50;

type Route = Pick<InventoriedTrigger, 'id' | 'kind' | 'name' | 'callers'>;

/** The routes of a WebSocket or HTTP API that lead to an integration. */
export function routesOf(integration: Resource, model: AppModel): readonly Route[] {
  return [...model.index(referenceGraph).to(integration)]
    .filter(({ type }) => type === 'AWS::ApiGatewayV2::Route')
    .map(route => {
      const key = textOf(property(route, 'RouteKey')) ?? nameOf(route);
      // A WebSocket knows its callers from the moment they connect.
      const isMessage = !/^\$(?:connect|default)$|[ /]/.test(key);
      return { id: idOf(route), kind: isWebSocket(route) ? 'websocket' : 'http-api', name: key, callers: isMessage ? 'unknown' : authorized(property(route, 'AuthorizationType')) };
    });
}

function isWebSocket(route: Resource): boolean {
  return property(route, 'ApiId').some(({ value }) => value.kind === 'reference' && property(value.resource, 'ProtocolType').some(protocol => literalText(protocol.value) === 'WEBSOCKET'));
}

/** A method of a REST API, by its verb and path. */
export function methodRoute(method: Resource): Route {
  const verb = textOf(property(method, 'HttpMethod')) ?? 'ANY';
  return { id: idOf(method), kind: 'rest-api', name: `${verb} ${pathOf(method)}`, callers: authorized(property(method, 'AuthorizationType')) };
}

/** The path is written as a chain of resources, of which a template may make a circle. */
function pathOf(method: Resource): string {
  const parts: string[] = [];
  let [next] = property(method, 'ResourceId');
  while (next?.value.kind === 'reference' && next.value.resource.type === 'AWS::ApiGateway::Resource' && parts.length < MAX_PATH_PARTS) {
    const { resource } = next.value;
    const [part] = property(resource, 'PathPart');
    parts.unshift(part === undefined ? '<unknown>' : display(part.value));
    [next] = property(resource, 'ParentId');
  }
  return `/${parts.join('/')}`;
}

/** Whom an authorization type lets in; the widest of what it may be. */
export function authorized(types: readonly Possibility[]): Callers {
  const callers = types.map(({ value }): Callers => {
    const text = value.kind === 'absent' ? 'NONE' : literalText(value);
    if (text === undefined) return 'unknown';
    if (text === 'NONE' || text === 'ApplicationManaged') return 'anyone';
    return text === 'AWS_IAM' || text === 'IamAuth' ? 'iam' : 'authorizer';
  });
  return callers.find(caller => caller === 'anyone') ?? callers.find(caller => caller === 'unknown') ?? callers[0] ?? 'unknown';
}
