import { refusalFor } from '../../../runtime/node/response/refusal';

test.each(['apigateway', 'apigatewayv2', 'function-url', 'alb'])('%s gets a 403 with the request id and nothing else', trigger => {
  const refusal = refusalFor(trigger, {}, 'request-1');
  expect(refusal).toMatchObject({ statusCode: 403, headers: { 'content-type': 'application/json' }, isBase64Encoded: false });
  expect(JSON.parse(refusal!.body)).toEqual({ message: 'Forbidden', requestId: 'request-1' });
});

test('a load balancer gets its status text, and multi-value headers where it sent such', () => {
  expect(refusalFor('alb', {}, 'r')).toMatchObject({ statusDescription: '403 Forbidden' });
  const refusal = refusalFor('alb', { multiValueHeaders: {} }, 'r');
  expect(refusal).toMatchObject({ multiValueHeaders: { 'content-type': ['application/json'] } });
  expect(refusal).not.toHaveProperty('headers');
});

test.each(['websocket', 'sqs', 'sns', 's3', 'dynamodb', 'kinesis', 'eventbridge', 'direct', 'constructor'])('%s has no HTTP answer: the invocation fails', trigger => {
  expect(refusalFor(trigger, {}, 'r')).toBeUndefined();
});
