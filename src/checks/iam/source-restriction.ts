import { skeleton, type Value } from '../../app-model/value';

/**
 * Whether a source account, organisation or ARN narrows who may call. `*`, and an ARN of wildcards alone, do not;
 * what is not known does, since we cannot say that it does not.
 */
export function restrictsSource(value: Value): boolean {
  if (value.kind === 'absent') return false;
  const text = skeleton(value);
  if (text === undefined) return true;
  return text.split(':').some(field => !/^(arn|\**)$/.test(field));
}
