import { Invocation } from '../../../runtime/node/invocation/invocation';
import { BlockedOperationError } from '../../../runtime/node/response/blocked-error';
import { finalOutcome, type Outcome } from '../../../runtime/node/response/final-answer';
import { createPolicy } from '../../../runtime/node/response/policy';
import type { BlockedAnswer } from '../../../src/contract/policy';

const HTTP = { version: '2.0', requestContext: { http: { method: 'GET' } } };
const SQS = { Records: [{ eventSource: 'aws:sqs' }] };
const policy = (blockedAnswer: BlockedAnswer = 'refuse') => createPolicy('block', { blockedAnswer });
const own: Outcome = { answer: 'own' };
const error = new BlockedOperationError('sql', 'Query', 'r');
const failed = new Error('of the handler');

function invocation(event: object, isBlocked = true): Invocation {
  const made = new Invocation(event, { awsRequestId: 'r' });
  if (isBlocked) made.block(error);
  return made;
}

test('without a refused operation the outcome is the handler\'s', () => {
  expect(finalOutcome(invocation(HTTP, false), policy(), new Map(), own)).toBe(own);
});

test.each([['swallowed the error', own], ['threw it', { error }], ['threw another', { error: failed }]])('HTTP: refused where the handler %s', (_, outcome) => {
  expect(finalOutcome(invocation(HTTP), policy(), new Map(), outcome)).toMatchObject({ answer: { statusCode: 403 } });
});

test('elsewhere: fails where the handler swallowed the error', () => {
  expect(finalOutcome(invocation(SQS), policy(), new Map(), own)).toEqual({ error });
});

test('elsewhere: fails with the handler\'s own error', () => {
  expect(finalOutcome(invocation(SQS), policy(), new Map(), { error: failed })).toEqual({ error: failed });
});

test.each([HTTP, SQS])('the handler\'s outcome stands where the policy says so', event => {
  expect(finalOutcome(invocation(event), policy('handler'), new Map(), own)).toBe(own);
});
