import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { CALLER } from '../seed';

export interface HttpRequest {
  /** Such as `GET /orders/{id}`. */
  readonly route: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly contentType?: string;
  readonly body?: string;
  /** Sends the body base64-encoded, as API Gateway does for types it takes for binary. */
  readonly base64?: boolean;
}

/** An event of an API Gateway HTTP API, payload version 2.0. */
export function httpApiEvent(request: HttpRequest): APIGatewayProxyEventV2WithJWTAuthorizer {
  const [method = 'GET'] = request.route.split(' ');
  const body = request.base64 ? Buffer.from(request.body ?? '').toString('base64') : request.body;
  return {
    version: '2.0',
    routeKey: request.route,
    rawPath: request.path,
    rawQueryString: new URLSearchParams(request.query).toString(),
    headers: {
      'accept': '*/*',
      'host': 'orders.execute-api.eu-central-1.amazonaws.com',
      'user-agent': 'shop-app/3.1',
      'x-forwarded-for': '203.0.113.24',
      ...(request.contentType && { 'content-type': request.contentType }),
    },
    ...(request.query && { queryStringParameters: request.query }),
    ...(request.pathParameters && { pathParameters: request.pathParameters }),
    requestContext: {
      accountId: '111122223333',
      apiId: 'orders',
      authorizer: { principalId: '', integrationLatency: 0, jwt: { claims: { 'sub': CALLER.user, 'custom:customer': CALLER.customer }, scopes: [] } },
      domainName: 'orders.execute-api.eu-central-1.amazonaws.com',
      domainPrefix: 'orders',
      http: { method, path: request.path, protocol: 'HTTP/1.1', sourceIp: '203.0.113.24', userAgent: 'shop-app/3.1' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: request.route,
      stage: '$default',
      time: '10/Mar/2026:08:00:00 +0000',
      timeEpoch: 1_773_129_600_000,
    },
    ...(body !== undefined && { body }),
    isBase64Encoded: request.base64 ?? false,
  };
}
