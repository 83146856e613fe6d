import { HardeningMeasure, PermissionsMode } from '../../options';
import type { Measure } from '../measure';

/** Exactly the permissions that the code needs, in place of those that CDK's grants gave. */
export const permissions: Measure = {
  name: HardeningMeasure.PERMISSIONS,
  isAsked: settings => settings.permissions === PermissionsMode.ENFORCE,
  apply: (target, context) => {
    // Few apps ask for it: what reads code is loaded with the first function that does.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at once
    const { enforcePermissions } = require('./enforce') as typeof import('./enforce');
    enforcePermissions(target, context);
  },
};
