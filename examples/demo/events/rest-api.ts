import { CALLER } from '../seed';

export interface DownloadRequest {
  /** The document's name as it stands in the URL. */
  readonly name: string;
  readonly query?: Readonly<Record<string, string>>;
}

/** An event of an API Gateway REST API for `GET /documents/{name+}`. */
export function downloadEvent({ name, query }: DownloadRequest): unknown {
  const headers = { 'Accept': '*/*', 'User-Agent': 'Mozilla/5.0', 'X-Forwarded-For': '203.0.113.24' };
  const multiValue = (single: Readonly<Record<string, string>>): Record<string, string[]> =>
    Object.fromEntries(Object.entries(single).map(([key, value]) => [key, [value]]));
  return {
    resource: '/documents/{name+}',
    path: `/documents/${name}`,
    httpMethod: 'GET',
    headers,
    multiValueHeaders: multiValue(headers),
    queryStringParameters: query ?? null,
    multiValueQueryStringParameters: query ? multiValue(query) : null,
    pathParameters: { name },
    stageVariables: null,
    requestContext: {
      accountId: '111122223333',
      apiId: 'documents',
      authorizer: { claims: { 'sub': CALLER.user, 'custom:customer': CALLER.customer } },
      httpMethod: 'GET',
      identity: { sourceIp: '203.0.113.24', userAgent: 'Mozilla/5.0' },
      path: `/prod/documents/${name}`,
      protocol: 'HTTP/1.1',
      requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      requestTimeEpoch: 1_773_129_600_000,
      resourceId: '123456',
      resourcePath: '/documents/{name+}',
      stage: 'prod',
    },
    body: null,
    isBase64Encoded: false,
  };
}
