import type { Resource } from '../../app-model/template';
import type { ConfigurationNeed } from '../../roles/configuration/configuration-need';
import type { ArnText } from '../../roles/resolve/arn';
import { encryptionIsKnown } from '../../roles/resolve/keys';
import type { Permission } from '../../roles/resolve/resolve';

const ANY_KEY: ConfigurationNeed = { actions: ['kms:*'], why: 'what the code reads and writes may be encrypted with any key' };

/** Services whose callers need no permission on a key: they encrypt nothing for them, or by themselves. */
const WITHOUT_KEYS = /^((cloudwatch|cognito-idp|events|execute-api|iam|kms|rds-data|ses|sts|xray):|lambda:Invoke)/;

/** Every key, where the app does not tell with which of them the resources that the code uses are encrypted. */
export function keyNeeds(permissions: readonly Permission[]): readonly ConfigurationNeed[] {
  return permissions.every(isKnown) ? [] : [ANY_KEY];
}

function isKnown({ action, resource }: Permission): boolean {
  return WITHOUT_KEYS.test(action) || resource === '*' || referencedIn(resource).some(encryptionIsKnown);
}

function referencedIn(resource: ArnText): readonly Resource[] {
  return resource.flatMap(part => part.kind === 'reference' ? [part.resource] : []);
}
