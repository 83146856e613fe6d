import type { CfnResource } from 'aws-cdk-lib';
import type { LiveApp } from './live-app';
import type { DeclaredPermission } from '../../roles/declarations';
import { literalPart, partsOf, type ArnText } from '../../roles/resolve/arn';
import type { Permission } from '../../roles/resolve/resolve';

/** A declared permission in the words of the app model; where that does not know the ARN, its tokens stand in the text. */
export function asPermission({ action, resource }: DeclaredPermission, holder: CfnResource, app: LiveApp): Permission {
  if (resource === '*') return { action, resource, uses: [] };
  return { action, resource: arnOf(resource, holder, app) ?? [literalPart(resource)], uses: [] };
}

function arnOf(resource: string, holder: CfnResource, app: LiveApp): ArnText | undefined {
  const [only, ...others] = app.evaluate(resource, holder);
  return only === undefined || others.length > 0 ? undefined : partsOf(only.value);
}
