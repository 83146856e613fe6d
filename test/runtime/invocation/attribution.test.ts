import { attribute, type Who } from '../../../runtime/node/invocation/attribution';
import { EVENT_SOURCES } from '../../../runtime/node/invocation/event-sources';

interface Case {
  readonly event: object;
  readonly who: Omit<Who, 'trigger'>;
}

const http = (domainName: string, routeKey: string, authorizer?: object): object => ({
  version: '2.0',
  routeKey,
  rawPath: '/orders/7',
  requestContext: { domainName, authorizer, http: { method: 'POST', path: '/orders/7', sourceIp: '192.0.2.1', userAgent: 'curl/8' } },
});

/** One event of each source, shortened from what AWS sends, and what is to be known of it. */
const CASES: Readonly<Record<string, Case>> = {
  'apigateway': {
    event: {
      resource: '/orders/{id}',
      path: '/orders/7',
      httpMethod: 'GET',
      requestContext: { identity: { sourceIp: '192.0.2.1', userAgent: 'curl/8' }, authorizer: { claims: { sub: 'user-1' } } },
    },
    who: { route: 'GET /orders/{id}', method: 'GET', path: '/orders/7', sourceIp: '192.0.2.1', userAgent: 'curl/8', principal: 'user-1' },
  },
  'apigatewayv2': {
    event: http('abc.execute-api.eu-central-1.amazonaws.com', 'POST /orders/{id}', { jwt: { claims: { sub: 'user-1' } } }),
    who: { route: 'POST /orders/{id}', method: 'POST', path: '/orders/7', sourceIp: '192.0.2.1', userAgent: 'curl/8', principal: 'user-1' },
  },
  'function-url': {
    event: http('abc.lambda-url.eu-central-1.on.aws', '$default', { iam: { userArn: 'arn:aws:iam::1:user/a' } }),
    who: { route: 'POST /orders/7', method: 'POST', path: '/orders/7', sourceIp: '192.0.2.1', userAgent: 'curl/8', principal: 'arn:aws:iam::1:user/a' },
  },
  'websocket': {
    event: { requestContext: { connectionId: 'c1', routeKey: 'sendMessage', identity: { sourceIp: '192.0.2.1' } }, body: '{}' },
    who: { route: 'sendMessage', sourceIp: '192.0.2.1', principal: 'c1' },
  },
  'alb': {
    event: {
      requestContext: { elb: { targetGroupArn: 'arn:tg' } },
      httpMethod: 'GET',
      path: '/x',
      headers: { 'x-forwarded-for': '203.0.113.9, 192.0.2.1', 'user-agent': 'curl/8' },
    },
    who: { route: 'GET /x', method: 'GET', path: '/x', sourceIp: '192.0.2.1', userAgent: 'curl/8' },
  },
  'sqs': {
    event: { Records: [{ eventSource: 'aws:sqs', eventSourceARN: 'arn:aws:sqs:eu-central-1:1:jobs', body: '', attributes: { SenderId: 'AIDA' } }] },
    who: { route: 'jobs', principal: 'AIDA' },
  },
  'sns': { event: { Records: [{ EventSource: 'aws:sns', Sns: { TopicArn: 'arn:aws:sns:eu-central-1:1:news', Message: '' } }] }, who: { route: 'news' } },
  's3': {
    event: {
      Records: [{
        eventSource: 'aws:s3',
        s3: { bucket: { name: 'uploads' }, object: { key: 'k' } },
        requestParameters: { sourceIPAddress: '192.0.2.1' },
        userIdentity: { principalId: 'AWS:AIDA' },
      }],
    },
    who: { route: 'uploads', sourceIp: '192.0.2.1', principal: 'AWS:AIDA' },
  },
  'dynamodb': {
    event: { Records: [{ eventSource: 'aws:dynamodb', eventSourceARN: 'arn:aws:dynamodb:eu-central-1:1:table/orders/stream/2026' }] },
    who: { route: 'orders' },
  },
  'kinesis': {
    event: { Records: [{ eventSource: 'aws:kinesis', eventSourceARN: 'arn:aws:kinesis:eu-central-1:1:stream/clicks', invokeIdentityArn: 'arn:role' }] },
    who: { route: 'clicks', principal: 'arn:role' },
  },
  'eventbridge': {
    event: { 'version': '0', 'source': 'shop.orders', 'detail-type': 'Placed', 'account': '1', 'detail': {} },
    who: { route: 'shop.orders Placed', principal: '1' },
  },
};

test('every source has a case', () => {
  expect(Object.keys(CASES).sort()).toEqual(EVENT_SOURCES.map(({ name }) => name).sort());
});

test.each(Object.entries(CASES))('%s', (trigger, { event, who }) => {
  expect(attribute(event, '$')).toEqual({ trigger, ...who });
});

test.each(Object.entries(CASES))('%s is known by one source alone', (trigger, { event }) => {
  expect(EVENT_SOURCES.filter(source => source.read(event as Record<string, unknown>, 0)).map(({ name }) => name)).toEqual([trigger]);
});

test('in a batch the record of the input counts', () => {
  const record = (SenderId: string): object => ({ eventSource: 'aws:sqs', eventSourceARN: 'a:q', attributes: { SenderId } });
  expect(attribute({ Records: [record('first'), record('second')] }, '$.Records[1].body').principal).toBe('second');
});

test.each([null, 'text', 5, [], {}, { Records: [] }, { Records: 'x' }, { requestContext: null }])('%j is a direct call', event => {
  expect(attribute(event, '$')).toEqual({ trigger: 'direct' });
});
