import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { covers } from '../../app-model/iam/pattern';
import { actionsMatching, knowsServiceOf, resourceTypesOf } from '../../roles/actions/actions';
import { addCompleteness, addDeclaration } from '../../roles/declarations';
import { isFunction } from '../../targets/find-target';
import { problem, reason as reasonCheck } from '../../validation/option-checks';
import { ValidationError } from '../../validation/validation-error';

const ACTION = /^[a-z0-9-]+:[A-Za-z0-9*?]+$/;

/** Declares a permission that a function needs and that its code does not tell. */
export function declarePermission(fn: IConstruct, action: string, resourceArn: string): void {
  throwProblems(fn, [...functionProblems(fn), ...actionProblems(action), ...resourceProblems(action, resourceArn)]);
  addDeclaration(fn, { action, resource: resourceArn });
}

/** Declares that a function needs nothing else than what is found in its code and declared. */
export function declareComplete(fn: IConstruct, reason: string): void {
  throwProblems(fn, [...functionProblems(fn), ...reasonCheck('reason', reason)]);
  addCompleteness(fn, reason);
}

function throwProblems({ node: { path } }: IConstruct, problems: readonly string[]): void {
  if (problems.length > 0) throw new ValidationError(path, problems);
}

function functionProblems(fn: IConstruct): string[] {
  return isFunction(fn) ? [] : [problem('fn', fn, 'a Lambda function', 'give the function, or its CfnFunction where it has no other construct')];
}

function actionProblems(action: unknown): string[] {
  if (Token.isUnresolved(action) || typeof action !== 'string' || !ACTION.test(action)) {
    return [problem('action', action, 'an IAM action such as dynamodb:GetItem', 'write the service\'s prefix, a colon and the action')];
  }
  if (!knowsServiceOf(action) || actionsMatching(action).length > 0) return [];
  return [problem('action', action, 'an action that AWS lists', 'look it up in the service authorization reference')];
}

function resourceProblems(action: unknown, resource: unknown): string[] {
  if (typeof resource !== 'string' || resource === '') return [problem('resourceArn', resource, 'an ARN', 'give the ARN of what the action is about, such as table.tableArn')];
  if (typeof action !== 'string' || !ACTION.test(action)) return [];
  if (/^\*+$/.test(resource)) return starProblems(action, resource);
  if (Token.isUnresolved(resource)) return [];
  const service = /^arn:[^:]*:([a-z0-9-]+):/.exec(resource)?.[1];
  const services = new Set(actionsMatching(action).flatMap(({ resourceTypes }) => resourceTypes.map(({ arn }) => arn.split(':')[2])));
  if (service !== undefined && (services.size === 0 || services.has(service))) return [];
  const expected = services.size === 0 ? 'an ARN' : `an ARN of ${[...services].join(' or ')}`;
  return [problem('resourceArn', resource, expected, `give the ARN of what ${action} is about`)];
}

/** `*` is never silent: only where nothing else can be written. */
function starProblems(action: string, resource: string): string[] {
  const narrowable = actionsMatching(action).filter(({ name, resourceTypes }) => covers(action, name) && resourceTypes.some(({ required }) => required));
  if (narrowable.length === 0) return [];
  const [type] = resourceTypesOf(narrowable[0]?.name ?? '') ?? [];
  return [problem('resourceArn', resource, `the ARN of ${type === undefined ? 'a resource' : `a ${type.name}`}`, `${action} can be narrowed, so name what it is about`)];
}
