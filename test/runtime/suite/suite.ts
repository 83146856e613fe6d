import type { Check } from './check';
import { answerChecks, attemptChecks, heartbeatChecks, modeChecks } from './checks/answers';
import { batchChecks } from './checks/batches';
import { exemptionChecks, jsonLogChecks, nodeOptionsChecks, policyChecks } from './checks/configuration';
import { callbackChecks, handlerChecks, initialisationChecks } from './checks/handlers';
import type { Packaging, Runtime } from './configuration';
import type { GuardedFunctions } from './guarded-functions';

/** What must hold for the functions of one packaging on one runtime. */
export function checksOf(functions: GuardedFunctions, runtime: Runtime, packaging: Packaging): Check[] {
  const families = [
    answerChecks, modeChecks, heartbeatChecks, attemptChecks, handlerChecks,
    ...runtime.callbacks ? [callbackChecks] : [],
    ...isIndependent(packaging) ? [initialisationChecks, batchChecks, exemptionChecks, policyChecks, nodeOptionsChecks, jsonLogChecks] : [],
  ];
  return families.flatMap(family => family(functions));
}

/** What does not depend on the packaging is checked with one of them. */
function isIndependent({ format, bundled }: Packaging): boolean {
  return format === 'cjs' && bundled;
}
