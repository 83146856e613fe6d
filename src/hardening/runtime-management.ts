import { HardeningMeasure } from '../options';
import type { Measure } from './measure';
import { lacksLambdaControls } from './partition';
import { entriesOf } from '../targets/function-target';

const AUTO = 'Auto';

/** Lambda's own runtime patches are taken as they come, even if the default changes. */
export const runtimeManagement: Measure = {
  name: HardeningMeasure.RUNTIME_MANAGEMENT,
  apply: (target, { ledger }) => {
    const current = target.properties.RuntimeManagementConfig;
    if (current !== undefined) {
      return ledger.kept(runtimeManagement.name, `UpdateRuntimeOn is ${String(entriesOf(current).UpdateRuntimeOn ?? 'set elsewhere')}`);
    }
    if (target.runtime.kind === 'image') return ledger.kept(runtimeManagement.name, 'an image brings its own runtime');
    if (lacksLambdaControls(target.stack)) return ledger.kept(runtimeManagement.name, 'the partition decides: the property does not exist there');
    target.setRuntimeUpdates(AUTO);
    return ledger.set(runtimeManagement.name, `UpdateRuntimeOn ${AUTO}`);
  },
};
