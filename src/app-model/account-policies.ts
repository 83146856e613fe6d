import type { AppModel } from './app-model';
import { property } from './property';
import { literalText } from './value';

const TYPES = ['DATA_PROTECTION_POLICY', 'SUBSCRIPTION_FILTER_POLICY'];

/** The kinds of policies that hold for every log group of the account; one that is not known may be any. Pass it to `model.index()`. */
export function accountPolicies(model: AppModel): ReadonlySet<string> {
  return new Set(model.resourcesOf('AWS::Logs::AccountPolicy').flatMap(policy => property(policy, 'PolicyType'))
    .flatMap(({ value }) => literalText(value) ?? TYPES));
}
