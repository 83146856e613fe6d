import { Invocation } from '../../../runtime/node/invocation/invocation';
import { BlockedOperationError } from '../../../runtime/node/response/blocked-error';
import { finalOutcome, type Outcome } from '../../../runtime/node/response/final-answer';

const HTTP = { version: '2.0', requestContext: { http: { method: 'GET' } } };
const SQS = { Records: [{ eventSource: 'aws:sqs' }] };
const own: Outcome = { answer: 'own' };
const error = new BlockedOperationError('sql', 'Query', 'r');
const failed = new Error('of the handler');

function invocation(event: object, isBlocked = true): Invocation {
  const made = new Invocation(event, { awsRequestId: 'r' });
  if (isBlocked) made.block(error);
  return made;
}

test('without a refused operation the outcome is the handler\'s', () => {
  expect(finalOutcome(invocation(HTTP, false), 'refuse', own)).toBe(own);
});

test.each([['swallowed the error', own], ['threw it', { error }], ['threw another', { error: failed }]])('HTTP: refused where the handler %s', (_, outcome) => {
  expect(finalOutcome(invocation(HTTP), 'refuse', outcome)).toMatchObject({ answer: { statusCode: 403 } });
});

test('elsewhere: fails where the handler swallowed the error', () => {
  expect(finalOutcome(invocation(SQS), 'refuse', own)).toEqual({ error });
});

test('elsewhere: fails with the handler\'s own error', () => {
  expect(finalOutcome(invocation(SQS), 'refuse', { error: failed })).toEqual({ error: failed });
});

test.each([HTTP, SQS])('the handler\'s outcome stands where the policy says so', event => {
  expect(finalOutcome(invocation(event), 'handler', own)).toBe(own);
});
