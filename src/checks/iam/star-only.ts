import { covers } from '../../app-model/iam/pattern';
import type { Statement } from '../../app-model/iam/statement';
import { actionsMatching } from '../../roles/actions/actions';

/** The actions by which a function joins a VPC: Lambda itself asks for them on `*`. */
const VPC_ACTIONS = 'ec2:*NetworkInterface* ec2:*PrivateIpAddresses ec2:*PrivateIpAddress ec2:*Ipv6Addresses'.split(' ');

/** Nobody can name a resource for `ec2:Describe*`, though a few of its actions take one. */
const STAR_ONLY_SHARE = 0.9;

/** The same few actions stand in every policy of an app. */
const judged = new Map<string, boolean | undefined>();

/** Whether an action or pattern could be narrowed to a resource; `undefined` where AWS lists no such action. */
export function takesResource(action: string): boolean | undefined {
  if (!judged.has(action)) judged.set(action, judgeAction(action));
  return judged.get(action);
}

function judgeAction(action: string): boolean | undefined {
  if (!action.includes(':')) return undefined;
  if (VPC_ACTIONS.some(pattern => covers(pattern, action))) return false;
  const matching = actionsMatching(action);
  if (matching.length === 0) return undefined;
  const starOnly = matching.filter(({ resourceTypes }) => resourceTypes.length === 0);
  return starOnly.length < STAR_ONLY_SHARE * matching.length;
}

/** Condition keys that narrow what a `*` reaches, as an ARN would. */
const NARROWING_KEYS = /resourcetag|resourceaccount|resourceorgid|kms:viaservice|kms:calleraccount|kms:encryptioncontext|cloudwatch:namespace|leadingkeys/;

/** Whether a statement on `*` is narrowed by a condition. */
export function isNarrowed(statement: Statement): boolean {
  return !statement.conditionsKnown || statement.conditions.some(({ key, operator }) => NARROWING_KEYS.test(key) && !/not|ifexists|forallvalues|^null$/i.test(operator));
}
