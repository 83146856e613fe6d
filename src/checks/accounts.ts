import type { RuleParameters } from './parameters';
import type { Resource } from '../app-model/template';

/** The account in an ARN or a bare account number; `undefined` where there is none, or it is not known. */
export function accountOf(text: string): string | undefined {
  if (/^\d{12}$/.test(text)) return text;
  const account = text.startsWith('arn:') ? text.split(':')[4] : undefined;
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/** Whether an account is known to be somebody else's; where the template's own is not known, none is. */
export function isForeign(account: string | undefined, resource: Resource, { trustedAccounts }: RuleParameters): boolean {
  const own = resource.template.account;
  return account !== undefined && own !== undefined && account !== own && !trustedAccounts.includes(account);
}
