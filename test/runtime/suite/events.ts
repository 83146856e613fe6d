/**
 * Events as AWS sends them, each carrying one text from outside to one action of the fixture.
 *
 * Sources of the shapes: the Lambda developer guide's page of each event source.
 */
export type EventBuilder = (action: string, input: string) => object;

/** RFC 5737: an address that is nobody's. */
export const SOURCE_IP = '203.0.113.7';

const v2 = (action: string, method: string, more: object): object => ({
  version: '2.0',
  routeKey: `${method} /${action}`,
  rawPath: `/${action}`,
  rawQueryString: '',
  headers: { 'accept': '*/*', 'user-agent': 'suite/1.0', 'content-type': 'application/json' },
  requestContext: {
    accountId: '111122223333',
    apiId: 'a1b2c3',
    domainName: 'a1b2c3.execute-api.eu-central-1.amazonaws.com',
    http: { method, path: `/${action}`, protocol: 'HTTP/1.1', sourceIp: SOURCE_IP, userAgent: 'suite/1.0' },
    requestId: 'JKJaXmPLvHcESHA=',
    routeKey: `${method} /${action}`,
    stage: '$default',
    timeEpoch: 1700000000000,
  },
  isBase64Encoded: false,
  ...more,
});

const v1 = (action: string, method: string, more: object): object => ({
  resource: `/${action}`,
  path: `/${action}`,
  httpMethod: method,
  headers: { 'accept': '*/*', 'user-agent': 'suite/1.0', 'content-type': 'application/json' },
  multiValueHeaders: { 'accept': ['*/*'], 'user-agent': ['suite/1.0'], 'content-type': ['application/json'] },
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  pathParameters: null,
  stageVariables: null,
  requestContext: {
    accountId: '111122223333',
    apiId: 'a1b2c3',
    httpMethod: method,
    identity: { sourceIp: SOURCE_IP, userAgent: 'suite/1.0' },
    path: `/prod/${action}`,
    protocol: 'HTTP/1.1',
    requestId: '6f1d7e1c-0000-0000-0000-000000000000',
    resourcePath: `/${action}`,
    stage: 'prod',
  },
  body: null,
  isBase64Encoded: false,
  ...more,
});

const json = (input: string): string => JSON.stringify({ input });
const sqsRecord = (action: string, input: string, id: string): object => ({
  messageId: id,
  receiptHandle: 'handle',
  body: json(input),
  attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1700000000000', SenderId: 'AIDAEXAMPLE' },
  messageAttributes: {},
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:eu-central-1:111122223333:${action}`,
  awsRegion: 'eu-central-1',
});

export const HTTP_EVENTS = {
  'API Gateway v1, query': (action, q) => v1(action, 'GET', { queryStringParameters: { q }, multiValueQueryStringParameters: { q: [q] } }),
  'API Gateway v1, JSON body': (action, input) => v1(action, 'POST', { body: json(input) }),
  'API Gateway v2, query': (action, q) => v2(action, 'GET', { rawQueryString: `q=${encodeURIComponent(q)}`, queryStringParameters: { q } }),
  'API Gateway v2, JSON body': (action, input) => v2(action, 'POST', { body: json(input) }),
  'API Gateway v2, base64 JSON body': (action, input) => v2(action, 'POST', { body: Buffer.from(json(input)).toString('base64'), isBase64Encoded: true }),
  'API Gateway v2, form body': (action, input) => v2(action, 'POST', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ page: '1', input }).toString(),
  }),
  'function URL, JSON body': (action, input) => {
    const event = v2(action, 'POST', { body: json(input), routeKey: '$default' }) as { requestContext: object };
    return { ...event, requestContext: { ...event.requestContext, routeKey: '$default', domainName: 'abc123.lambda-url.eu-central-1.on.aws' } };
  },
} as const satisfies Record<string, EventBuilder>;

export const OTHER_EVENTS = {
  'S3, object key': (action, input) => ({
    Records: [{
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'eu-central-1',
      eventName: 'ObjectCreated:Put',
      userIdentity: { principalId: 'AWS:AIDAEXAMPLE' },
      requestParameters: { sourceIPAddress: SOURCE_IP },
      s3: { s3SchemaVersion: '1.0', bucket: { name: action, arn: `arn:aws:s3:::${action}` }, object: { key: encodeURIComponent(input).replace(/%20/g, '+').replace(/%2F/g, '/'), size: 1 } },
    }],
  }),
  'SQS, JSON body': (action, input) => ({ Records: [sqsRecord(action, input, 'm-1')] }),
  'SNS, JSON message': (action, input) => ({
    Records: [{
      EventSource: 'aws:sns',
      EventVersion: '1.0',
      Sns: { Type: 'Notification', MessageId: 'n-1', TopicArn: `arn:aws:sns:eu-central-1:111122223333:${action}`, Message: json(input), Timestamp: '2026-01-01T00:00:00.000Z' },
    }],
  }),
  'Kinesis, base64 JSON': (action, input) => ({
    Records: [{
      eventSource: 'aws:kinesis',
      eventSourceARN: `arn:aws:kinesis:eu-central-1:111122223333:stream/${action}`,
      kinesis: { partitionKey: 'p', sequenceNumber: '1', data: Buffer.from(json(input)).toString('base64') },
    }],
  }),
  'DynamoDB stream': (action, input) => ({
    Records: [{
      eventSource: 'aws:dynamodb',
      eventName: 'INSERT',
      eventSourceARN: `arn:aws:dynamodb:eu-central-1:111122223333:table/${action}/stream/2026-01-01T00:00:00.000`,
      dynamodb: { Keys: { id: { S: '1' } }, NewImage: { id: { S: '1' }, input: { S: input } }, SequenceNumber: '1' },
    }],
  }),
  'EventBridge': (action, input) => ({
    'version': '0',
    'id': 'e-1',
    'detail-type': action,
    'source': 'shop.orders',
    'account': '111122223333',
    'time': '2026-01-01T00:00:00Z',
    'region': 'eu-central-1',
    'resources': [],
    'detail': { input },
  }),
  'direct': (action, input) => ({ action, input }),
} as const satisfies Record<string, EventBuilder>;

export const EVENTS: Readonly<Record<string, EventBuilder>> = { ...HTTP_EVENTS, ...OTHER_EVENTS };

export type EventName = keyof typeof HTTP_EVENTS | keyof typeof OTHER_EVENTS;

/** Whether the source waits for an HTTP answer. */
export function isHttp(name: EventName): boolean {
  return name in HTTP_EVENTS;
}
