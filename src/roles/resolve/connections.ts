import { ACCOUNT, joinedParts, literalPart, PARTITION, partsOf, referencePart, REGION, type ArnText } from './arn';
import type { AppModel } from '../../app-model/app-model';
import { environmentVariables } from '../../app-model/functions';
import { pointers, targetsOf } from '../../app-model/pointers';
import { property } from '../../app-model/property';
import type { Resource } from '../../app-model/template';
import { functionOf } from '../../app-model/triggers';
import { literalText } from '../../app-model/value';

/** The action by which code answers whoever is connected to a WebSocket API; no parameter names the API, the endpoint does. */
export const MANAGE_CONNECTIONS = 'execute-api:ManageConnections';

/** Each operation is allowed by the method of its request. */
const METHODS: Readonly<Record<string, string>> = { PostToConnection: 'POST', GetConnection: 'GET', DeleteConnection: 'DELETE' };

const stages = pointers(['AWS::ApiGatewayV2::Stage', 'ApiId']);

/** The connections that code can mean: those of the WebSocket APIs that call the function, and that its variables name. */
export function connectionsFor(operation: string, fn: Resource, model: AppModel): readonly ArnText[] {
  return [...new Set([...callers(fn, model), ...named(fn, model)])].filter(isWebSocket).flatMap(api => {
    return stagesOf(api, model).map(stage => joinedParts(
      [literalPart('arn:'), PARTITION, literalPart(':execute-api:'), REGION, literalPart(':'), ACCOUNT, literalPart(':'), referencePart(api), literalPart('/')],
      stage,
      [literalPart(`/${METHODS[operation] ?? '*'}/@connections/*`)],
    ));
  });
}

function callers(fn: Resource, model: AppModel): readonly Resource[] {
  return model.resourcesOf('AWS::ApiGatewayV2::Integration')
    .filter(integration => functionOf(property(integration, 'IntegrationUri'), model) === fn)
    .flatMap(integration => apisOf(integration, model));
}

function named(fn: Resource, model: AppModel): readonly Resource[] {
  return environmentVariables(fn).flatMap(({ possibilities }) => possibilities)
    .flatMap(({ value }) => targetsOf(value, model) ?? [])
    .flatMap(resource => resource.type === 'AWS::ApiGatewayV2::Stage' ? apisOf(resource, model) : [resource]);
}

function apisOf(resource: Resource, model: AppModel): readonly Resource[] {
  return property(resource, 'ApiId').flatMap(({ value }) => targetsOf(value, model) ?? []);
}

function isWebSocket(resource: Resource): boolean {
  return resource.type === 'AWS::ApiGatewayV2::Api' && property(resource, 'ProtocolType').some(({ value }) => literalText(value) === 'WEBSOCKET');
}

function stagesOf(api: Resource, model: AppModel): readonly ArnText[] {
  const names = model.index(stages).to(api).flatMap(stage => property(stage, 'StageName')).map(({ value }) => partsOf(value));
  const known = names.filter(name => name !== undefined);
  return known.length === 0 || known.length < names.length ? [[literalPart('*')]] : known;
}
