import type { EventSource } from './event-source';
import { readFormat2, restApi } from './http';
import { recordAt, stringAt } from '../read';

/** Buses, rules on a schedule, and the Scheduler's default event. */
export const eventBridge: EventSource = {
  name: 'eventbridge',
  read: event => {
    const source = stringAt(event, 'source');
    const type = stringAt(event, 'detail-type');
    if (!source || !type || !('detail' in event)) return undefined;
    return { route: `${source} ${type}`, principal: stringAt(event, 'account') };
  },
};

/** The event that names its field of the schema; a batch is a list of them. */
export const appSync: EventSource = {
  name: 'appsync',
  read: (event, inputPath) => {
    const one = Array.isArray(event) ? recordAt(event, Number(/^\$\[(\d+)\]/.exec(inputPath)?.[1] ?? 0)) : event;
    const type = stringAt(one, 'info', 'parentTypeName');
    const field = stringAt(one, 'info', 'fieldName');
    if (!type || !field) return undefined;
    const identity = recordAt(one, 'identity');
    return {
      route: `${type}.${field}`,
      sourceIp: stringAt(identity, 'sourceIp', 0),
      principal: stringAt(identity, 'sub') ?? stringAt(identity, 'username') ?? stringAt(identity, 'userArn'),
      userAgent: stringAt(one, 'request', 'headers', 'user-agent'),
    };
  },
};

/** API Gateway's authorizers of both kinds and formats, and AppSync's. */
export const authorizer: EventSource = {
  name: 'authorizer',
  read: (event, inputPath) => {
    const arn = stringAt(event, 'methodArn') ?? stringAt(event, 'routeArn');
    const type = stringAt(event, 'type');
    if (arn !== undefined && (type === 'TOKEN' || type === 'REQUEST')) {
      return { route: routeOfArn(arn), ...restApi.read(event, inputPath), ...readFormat2(event) };
    }
    if (stringAt(event, 'authorizationToken') === undefined || stringAt(event, 'requestContext', 'queryString') === undefined) return undefined;
    return { route: stringAt(event, 'requestContext', 'operationName'), userAgent: stringAt(event, 'requestHeaders', 'user-agent') };
  },
};

/** `arn:…:API/STAGE/METHOD/PATH`; a WebSocket's ends with its route. */
function routeOfArn(arn: string): string {
  const [, , method = '', ...path] = arn.split('/');
  return path.length === 0 ? method : `${method} /${path.join('/')}`;
}

/** The triggers of a user pool. */
export const cognito: EventSource = {
  name: 'cognito',
  read: event => {
    const route = stringAt(event, 'triggerSource');
    return route && stringAt(event, 'userPoolId') ? { route, principal: stringAt(event, 'userName') } : undefined;
  },
};

/** Custom resources. */
export const cloudFormation: EventSource = {
  name: 'cloudformation',
  read: event => {
    const type = stringAt(event, 'ResourceType');
    const request = stringAt(event, 'RequestType');
    return type && request && stringAt(event, 'ResponseURL') ? { route: `${request} ${type}`, principal: stringAt(event, 'StackId') } : undefined;
  },
};

/** Rules of AWS Config with code of their own. */
export const config: EventSource = {
  name: 'config',
  read: event => {
    const route = stringAt(event, 'configRuleName');
    return route && stringAt(event, 'invokingEvent') ? { route, principal: stringAt(event, 'accountId') } : undefined;
  },
};

/** Action groups of agents, described by an API or by functions. */
export const bedrockAgent: EventSource = {
  name: 'bedrock-agent',
  read: event => {
    const group = stringAt(event, 'actionGroup');
    if (!group || !stringAt(event, 'agent', 'id')) return undefined;
    const method = stringAt(event, 'httpMethod');
    const path = stringAt(event, 'apiPath');
    return {
      route: method ? `${method} ${path ?? ''}` : `${group} ${stringAt(event, 'function') ?? ''}`,
      ...(method === undefined ? {} : { method, path }),
      principal: stringAt(event, 'sessionId'),
    };
  },
};

/** Bots, version 2. */
export const lex: EventSource = {
  name: 'lex',
  read: event => {
    const bot = stringAt(event, 'bot', 'name');
    const intent = stringAt(event, 'sessionState', 'intent', 'name');
    return bot && intent ? { route: `${bot} ${intent}`, principal: stringAt(event, 'sessionId') } : undefined;
  },
};
