import { type Possibility, skeleton } from '../../app-model/value';

/** Whether an action pattern is everything, or everything of a service: another rule's finding. */
export function isWholeService(action: string): boolean {
  return /^([\w-]+:)?\*+$/.test(action);
}

/** Parts of an ARN before the name that a service puts there: `table/`, `secret:`, `function:`. */
const KIND = String.raw`(?:[A-Za-z-]+[/:])?`;
const SERVICE_WIDE = new RegExp(`^arn:[^:]*:[^:]*:[^:]*:[^:]*:${KIND}\\*+(?:[/:]\\*+)*$`);

/** Whether a resource is every resource of a service: `*`, `arn:aws:s3:::*`, `arn:aws:dynamodb:eu-west-1:111122223333:table/*`. */
export function isServiceWide({ value }: Possibility): boolean {
  const text = skeleton(value) ?? '';
  return /^\*+$/.test(text) || SERVICE_WIDE.test(text);
}
