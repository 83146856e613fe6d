import { inspection } from '../../lazy-inspection';
import type { BlockedOperationError } from '../../response/blocked-error';
import type { SinkTools } from '../sink';

/** Judges the texts in a request's body. */
export function judgeBody({ judge }: SinkTools, operation: string, body: string): BlockedOperationError | undefined {
  /* DynamoDB's everyday requests have no expression. */
  if (operation.startsWith('DynamoDB.') && !MARKS.test(body)) return undefined;
  for (const { text, prepare } of inspection().statementsIn(operation, body)) {
    const error = judge({ sink: 'aws-api', detector: 'sql', operation, text, prepare });
    if (error) return error;
  }
  return undefined;
}

const MARKS = /Expression"|Statements?"/;
