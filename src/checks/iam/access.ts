import { restrictsSource } from './source-restriction';
import type { PolicyCondition, Principal, Statement } from '../../app-model/iam/statement';
import { literalText, skeleton } from '../../app-model/value';

/** Condition keys that tell from where, or on whose behalf, a call may come (in lower case, as statements hold them). */
const CALLER_KEYS = [
  'aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths', 'aws:principalorgid', 'aws:principalorgpaths', 'aws:principalarn',
  'aws:principalaccount', 'aws:sourcevpc', 'aws:sourcevpce', 'aws:vpcsourceip', 'aws:sourceip', 'aws:userid', 'aws:username', 'aws:principaltype',
  'kms:calleraccount', 'kms:viaservice', 'lambda:functionurlauthtype', 's3:resourceaccount', 's3:dataaccesspointaccount', 's3:dataaccesspointarn',
  'sns:endpoint', 'aws:principaltag', 'events:source', 'events:creatoraccount', 'cognito-identity.amazonaws.com:aud', 'sts:externalid',
];

const EVERY_ADDRESS = ['0.0.0.0/0', '::/0'];

/** Whether one test of a statement narrows who may call: a positive one on the caller, with no value that lets everybody in. */
function restricts({ key, operator, values }: PolicyCondition): boolean {
  if (!isCallerKey(key) || /not|^null$|ifexists|forallvalues/i.test(operator)) return false;
  return values.every(({ value }) => restrictsSource(value) && !EVERY_ADDRESS.includes(literalText(value) ?? ''));
}

function isCallerKey(key: string): boolean {
  return CALLER_KEYS.some(known => key === known || key.startsWith(`${known}/`)) || key.startsWith('kms:encryptioncontext');
}

/** Whether a statement's conditions narrow who may call; what is not known does. */
export function restrictsCaller(statement: Statement): boolean {
  return !statement.conditionsKnown || statement.conditions.some(restricts);
}

/** Whether a principal is everybody: `*`, or an ARN whose account is one. */
export function isEverybody({ type, value }: Principal): boolean {
  if (type !== '*' && type !== 'AWS') return false;
  const text = literalText(value.value);
  return text !== undefined && /^(\*+|arn:[^:]*:iam::\*+(:.*)?)$/.test(text);
}

/** Whether a statement allows something to everybody; who is only left out by `NotPrincipal` is everybody, too. */
export function isPublic(statement: Statement): boolean {
  if (statement.effect !== 'Allow' || restrictsCaller(statement)) return false;
  return statement.principals.some(isEverybody) || statement.notPrincipals.some(({ value }) => literalText(value.value) !== undefined);
}

/**
 * The statements by which everybody may do something.
 *
 * None where the policy also denies everybody who does not come from a named place: that is how access through a VPC
 * endpoint or from an organisation is written.
 */
export function publicStatements(statements: readonly Statement[]): readonly Statement[] {
  return statements.some(deniesStrangers) ? [] : statements.filter(isPublic);
}

function deniesStrangers({ effect, principals, conditions, conditionsKnown }: Statement): boolean {
  if (effect !== 'Deny' || !principals.some(isEverybody)) return false;
  return !conditionsKnown || conditions.some(({ key, operator }) => isCallerKey(key) && /not/i.test(operator));
}

/** The AWS services that a statement names as principals. */
export function servicePrincipals(statement: Statement): readonly string[] {
  return statement.principals.filter(({ type }) => type === 'Service').flatMap(({ value }) => skeleton(value.value) ?? []);
}
