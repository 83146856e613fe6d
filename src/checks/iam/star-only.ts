import { STAR_ONLY_ACTIONS } from './star-only-actions';
import { covers } from '../../app-model/iam/pattern';
import type { Statement } from '../../app-model/iam/statement';

/** The actions by which a function joins a VPC: Lambda itself asks for them on `*`. */
const VPC_ACTIONS = 'ec2:*NetworkInterface* ec2:*PrivateIpAddresses ec2:*PrivateIpAddress ec2:*Ipv6Addresses'.split(' ');

const patternsByService = new Map(Object.entries(STAR_ONLY_ACTIONS)
  .map(([service, actions]) => [service, actions === '' ? [] : actions.split(' ')] as const));

/** The same few actions stand in every policy of an app. */
const judged = new Map<string, boolean | undefined>();

/** Whether an action could be narrowed to a resource; `undefined` where the table does not know the service. */
export function takesResource(action: string): boolean | undefined {
  if (!judged.has(action)) judged.set(action, judgeAction(action));
  return judged.get(action);
}

function judgeAction(action: string): boolean | undefined {
  const [service = '', name] = action.toLowerCase().split(':');
  if (name === undefined) return undefined;
  const starOnly = patternsByService.get(service);
  if (starOnly === undefined) return undefined;
  if (VPC_ACTIONS.some(pattern => covers(pattern, action))) return false;
  return !starOnly.some(pattern => covers(pattern, name));
}

/** Condition keys that narrow what a `*` reaches, as an ARN would. */
const NARROWING_KEYS = /resourcetag|resourceaccount|resourceorgid|kms:viaservice|kms:calleraccount|kms:encryptioncontext|cloudwatch:namespace|leadingkeys/;

/** Whether a statement on `*` is narrowed by a condition. */
export function isNarrowed(statement: Statement): boolean {
  return statement.conditions.some(({ key, operator }) => NARROWING_KEYS.test(key) && !/not|ifexists|forallvalues|^null$/i.test(operator));
}
