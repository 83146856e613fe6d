import { type Possibility, skeleton } from '../value';

/** Whether an action pattern is everything, or everything of a service: another rule's finding. */
export function isWholeService(action: string): boolean {
  return /^([\w-]+:)?\*+$/.test(action);
}

/** What stands before the name in an ARN. A bucket's name stands where others have their kind: `orders/*` is one bucket. */
const KINDS = 'alarm|alias|client|cluster|collection|db|deliverystream|event-bus|execution|function|key|layer|log-group|parameter|policy|queue|repository|role'
  + '|rule|secret|stateMachine|stream|table|topic|topicfilter|trail|user|web-function';
const SERVICE_WIDE = new RegExp(`^arn:[^:]*:[^:]*:[^:]*:[^:]*:(?:(?:${KINDS})[/:])?\\*+(?:[/:]\\*+)*$`);

/** Whether a resource is every resource of a service: `*`, `arn:aws:s3:::*`, `arn:aws:dynamodb:eu-west-1:111122223333:table/*`. */
export function isServiceWide({ value }: Possibility): boolean {
  const text = skeleton(value) ?? '';
  return /^\*+$/.test(text) || SERVICE_WIDE.test(text);
}
