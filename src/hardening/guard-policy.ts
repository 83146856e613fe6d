import type { BatchSource, DetectorName, GuardPolicy, PolicyExemption } from '../contract/policy';
import { BEHAVIOURS, DETECTORS } from '../contract/policy';
import { BlockedAnswer, GuardMode, RefusedRecords } from '../options';
import type { HardeningSettings } from './settings';

/** A form of the guard's policy, and what is lost with it. */
export interface PolicyForm {
  readonly policy: GuardPolicy;
  readonly lost?: string;
}

/** The guard's policy in forms that take ever less room, the full one first. */
export function policyForms(settings: HardeningSettings, batchItemFailures: readonly BatchSource[] = []): PolicyForm[] {
  const forms = exemptionForms(settings).map(form => withSources(form, batchItemFailures));
  const { allowedDomains, allowedServices } = settings;
  if (!allowedDomains && !allowedServices) return forms;
  const shortest = forms[forms.length - 1];
  const { egress: _, ...policy } = shortest.policy;
  const lost = [...(shortest.lost ? [shortest.lost] : []), 'what it declared of its connections, which are compared with nothing'];
  return [...forms, { policy, lost: lost.join('; and ') }];
}

function withSources(form: PolicyForm, batchItemFailures: readonly BatchSource[]): PolicyForm {
  return batchItemFailures.length === 0 ? form : { ...form, policy: { ...form.policy, batchItemFailures } };
}

function exemptionForms(settings: HardeningSettings): PolicyForm[] {
  const { exemptions } = settings;
  if (exemptions.length === 0) return [{ policy: policyOf(settings, []) }];
  return [
    { policy: policyOf(settings, exemptions) },
    { policy: policyOf(settings, exemptions.map(({ reason: _, ...place }) => place)), lost: 'the reasons of its exemptions, which the guard does not need' },
    { policy: policyOf({ ...settings, detectorModes: reporting(settings) }, []), lost: 'its exemptions; the detectors that they were about report and no longer block' },
  ];
}

/** Nothing in it that says the default. */
function policyOf(settings: HardeningSettings, exemptions: readonly PolicyExemption[]): GuardPolicy {
  const { detectorModes, blockedAnswer, refusedRecords, allowedDomains, allowedServices, allowedTriggers, eventLimits } = settings;
  return {
    version: 1,
    ...(Object.keys(detectorModes).length > 0 && { detectors: detectorModes }),
    ...(exemptions.length > 0 && { exemptions }),
    ...(blockedAnswer !== BlockedAnswer.REFUSE && { blockedAnswer }),
    ...(refusedRecords !== RefusedRecords.RETRY && { refusedRecords }),
    ...(allowedTriggers && { triggers: allowedTriggers }),
    ...(eventLimits && { limits: eventLimits }),
    ...((allowedDomains ?? allowedServices) && { egress: { domains: allowedDomains ?? [], ...(allowedServices && { services: allowedServices }) } }),
  };
}

/** Without its exemption a detector must not block what was exempt: a working function would break. */
function reporting({ detectorModes, exemptions }: HardeningSettings): Partial<Record<DetectorName, GuardMode>> {
  const isAsked = (detector: DetectorName) => detectorModes[detector] !== undefined || !(BEHAVIOURS as readonly string[]).includes(detector);
  const isExempt = (detector: DetectorName) => exemptions.some(exemption => exemption.detector === undefined || exemption.detector === detector);
  const exempt = DETECTORS.filter(detector => isAsked(detector) && isExempt(detector));
  const reported = exempt.map(detector => [detector, detectorModes[detector] === GuardMode.OFF ? GuardMode.OFF : GuardMode.REPORT]);
  return { ...detectorModes, ...Object.fromEntries(reported) };
}
