import { asObject, own } from './json';
import type { Resource } from './template';

/** Whether CloudFormation leaves a resource where it is when its stack, or the resource, goes; `undefined` where it is not known. */
export function isRetained({ template, logicalId }: Resource): boolean | undefined {
  const policy = own(asObject(own(asObject(template.body.Resources), logicalId)), 'DeletionPolicy') ?? 'Delete';
  return typeof policy === 'string' ? policy.startsWith('Retain') : undefined;
}
