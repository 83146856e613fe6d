import type { EventSource, Sender } from './event-source';
import { recordAt, stringAt, type Unknowns } from '../read';

/** Also HTTP APIs of payload format 1.0. */
export const restApi: EventSource = {
  name: 'apigateway',
  read: event => {
    const context = recordAt(event, 'requestContext');
    const method = stringAt(event, 'httpMethod');
    if (!method || stringAt(event, 'resource') === undefined || !('identity' in context)) return undefined;
    return {
      method,
      path: stringAt(event, 'path'),
      route: `${method} ${stringAt(event, 'resource')}`,
      sourceIp: stringAt(context, 'identity', 'sourceIp'),
      userAgent: stringAt(context, 'identity', 'userAgent'),
      principal: stringAt(context, 'authorizer', 'principalId') ?? stringAt(context, 'authorizer', 'claims', 'sub')
        ?? stringAt(context, 'identity', 'userArn') ?? stringAt(context, 'identity', 'cognitoIdentityId'),
    };
  },
};

export const webSocket: EventSource = {
  name: 'websocket',
  read: event => {
    const context = recordAt(event, 'requestContext');
    if (stringAt(context, 'connectionId') === undefined || stringAt(context, 'routeKey') === undefined) return undefined;
    return {
      route: stringAt(context, 'routeKey'),
      sourceIp: stringAt(context, 'identity', 'sourceIp'),
      userAgent: stringAt(context, 'identity', 'userAgent'),
      principal: stringAt(context, 'authorizer', 'principalId') ?? stringAt(context, 'connectionId'),
    };
  },
};

/** API Gateway's HTTP APIs and function URLs share payload format 2.0. */
export function readFormat2(event: Unknowns): Sender | undefined {
  const context = recordAt(event, 'requestContext');
  const method = stringAt(context, 'http', 'method');
  if (stringAt(event, 'version') !== '2.0' || !method) return undefined;
  const path = stringAt(event, 'rawPath');
  const routeKey = stringAt(event, 'routeKey');
  return {
    method,
    path,
    route: routeKey && routeKey !== '$default' ? routeKey : `${method} ${path ?? ''}`,
    sourceIp: stringAt(context, 'http', 'sourceIp'),
    userAgent: stringAt(context, 'http', 'userAgent'),
    principal: stringAt(context, 'authorizer', 'jwt', 'claims', 'sub') ?? stringAt(context, 'authorizer', 'iam', 'userArn')
      ?? stringAt(context, 'authorizer', 'lambda', 'principalId'),
  };
}

function isFunctionUrl(event: Unknowns): boolean {
  return stringAt(event, 'requestContext', 'domainName')?.includes('.lambda-url.') ?? false;
}

export const functionUrl: EventSource = { name: 'function-url', read: event => (isFunctionUrl(event) ? readFormat2(event) : undefined) };
export const httpApi: EventSource = { name: 'apigatewayv2', read: event => (isFunctionUrl(event) ? undefined : readFormat2(event)) };

export const loadBalancer: EventSource = {
  name: 'alb',
  read: event => {
    if (stringAt(event, 'requestContext', 'elb', 'targetGroupArn') === undefined) return undefined;
    const method = stringAt(event, 'httpMethod');
    const path = stringAt(event, 'path');
    const header = (name: string) => stringAt(event, 'headers', name) ?? stringAt(event, 'multiValueHeaders', name, 0);
    return {
      method,
      path,
      route: `${method ?? ''} ${path ?? ''}`,
      /* The load balancer appends the address it saw; what stands before it is the caller's claim. */
      sourceIp: header('x-forwarded-for')?.split(',').at(-1)?.trim(),
      userAgent: header('user-agent'),
    };
  },
};
