import { fromFormat, joinedParts, literalOfParts, literalPart, type ArnText } from './arn';
import type { ActionResourceType } from '../actions/actions';
import { describedParameters } from '../operations/parameters';

const BUCKET = 'arn:${Partition}:s3:::${BucketName}';

/**
 * The ARN of a name that stands for something outside of the app: in the function's own account and region, in the
 * format of the type that the parameter names. `undefined` where the name alone does not tell.
 */
export function namedArn(action: string, parameter: string, name: ArnText, types: readonly ActionResourceType[]): ArnText | undefined {
  const described = describedParameters(action)?.find(({ path }) => path === parameter)?.type;
  // The parameter names the bucket, whatever the action does inside of it.
  if (action.startsWith('s3:') && types.some(({ name: type }) => type === 'bucket' || type === 'object')) return fromFormat(BUCKET, name);
  const type = types.find(candidate => candidate.name.toLowerCase() === described?.toLowerCase()) ?? (types.length === 1 ? types[0] : undefined);
  const arn = type === undefined ? undefined : fromFormat(type.arn, bareName(name, action.slice(0, action.indexOf(':'))));
  // The service adds six characters to a secret's name.
  return arn !== undefined && action.startsWith('secretsmanager:') ? joinedParts(arn, [literalPart('-??????')]) : arn;
}

/** The queue's name in `https://sqs.region.amazonaws.com/account/name`; a parameter's without its leading slash. */
function bareName(parts: ArnText, service: string): ArnText {
  const [, queue] = /^https:\/\/[^/]+\/\d+\/([\w.-]+)$/.exec(literalOfParts(parts) ?? '') ?? [];
  if (queue !== undefined) return [literalPart(queue)];
  if (service !== 'ssm') return parts;
  const [first, ...rest] = parts;
  return first?.kind === 'literal' && first.text.startsWith('/') ? joinedParts([literalPart(first.text.slice(1))], rest) : parts;
}
