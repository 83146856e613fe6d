import { entriesOf, isSame } from './template';

/**
 * A pipeline of CDK publishes the assets of what it deploys, so it publishes the guard's layer too.
 *
 * It numbers its actions, projects and permissions, so those of the user's assets may bear other numbers than before.
 */
const PUBLISHING = /FileAsset\d+/;

/** Every stage but the one that publishes stays, and that one publishes no less. */
export function publishesMore(before: unknown, after: unknown): boolean {
  if (!Array.isArray(before) || !Array.isArray(after)) return false;
  const rest = (stages: readonly unknown[]) => stages.filter(stage => !isPublishing(stage));
  return isSame(rest(before), rest(after)) && actionsOf(after).length >= actionsOf(before).length;
}

/** A policy that names the projects and roles that publish. */
export function permitsPublishing(before: unknown, after: unknown): boolean {
  return isSame(withoutPublishing(before), withoutPublishing(after));
}

/** What one project publishes. */
export function publishesOther(before: unknown, after: unknown): boolean {
  return [before, after].every(source => JSON.stringify(source).includes('cdk-assets'));
}

function isPublishing(stage: unknown): boolean {
  return entriesOf(stage).Name === 'Assets';
}

function actionsOf(stages: readonly unknown[]): unknown[] {
  return stages.filter(isPublishing).flatMap(stage => entriesOf(stage).Actions);
}

function withoutPublishing(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(item => !isReferenceToPublishing(item)).map(withoutPublishing);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutPublishing(item)]));
}

function isReferenceToPublishing(value: unknown): boolean {
  return 'Fn::GetAtt' in entriesOf(value) && PUBLISHING.test(JSON.stringify(value));
}
