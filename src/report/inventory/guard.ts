import type { InventoriedGuard } from './inventory';
import { environmentVariable } from '../../app-model/functions';
import { guardModes, guardState } from '../../app-model/guard';
import { asObject, own, type JsonObject } from '../../app-model/json';
import type { Resource } from '../../app-model/template';
import { literalText } from '../../app-model/value';
import { GUARD_ENVIRONMENT } from '../../contract/environment';
import { DETECTORS, GUARD_MODES, SINKS, type PolicyExemption } from '../../contract/policy';

/** The guard on a function, as its rendered environment tells. */
export function guardOf(fn: Resource): InventoriedGuard {
  const { activation, layer } = guardState(fn);
  const attached = activation === 'no' || layer === 'no' ? 'no' : both(activation, layer);
  if (attached === 'no') return { attached, detectors: {}, exemptions: [], declares: [] };
  const policy = policyOf(fn);
  const modes = guardModes(fn).map(({ mode }) => mode);
  // Without the variable the guard blocks; of several the weakest counts.
  const mode = GUARD_MODES.find(known => modes.includes(known)) ?? 'block';
  return { attached, mode, detectors: detectorsOf(policy), exemptions: exemptionsOf(policy), declares: declarationsOf(policy) };
}

function both(activation: string, layer: string): InventoriedGuard['attached'] {
  return activation === 'yes' && layer === 'yes' ? 'yes' : 'unknown';
}

function policyOf(fn: Resource): JsonObject {
  const text = environmentVariable(fn, GUARD_ENVIRONMENT.policy).flatMap(({ value }) => literalText(value) ?? [])[0];
  try {
    return asObject(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}

function detectorsOf(policy: JsonObject): Readonly<Record<string, string>> {
  const given = asObject(policy.detectors);
  return Object.fromEntries(DETECTORS.flatMap(name => {
    const mode = GUARD_MODES.find(known => known === own(given, name));
    return mode === undefined ? [] : [[name, mode]];
  }));
}

function exemptionsOf({ exemptions }: JsonObject): readonly PolicyExemption[] {
  return Array.isArray(exemptions) ? exemptions.map(exemption => readExemption(asObject(exemption))) : [];
}

function readExemption({ detector, sink, route, parameter, reason, expires }: JsonObject): PolicyExemption {
  const texts = Object.entries({ route, parameter, reason, expires }).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return {
    ...Object.fromEntries(texts),
    ...definedOnly('detector', DETECTORS.find(known => known === detector)),
    ...definedOnly('sink', SINKS.find(known => known === sink)),
  };
}

function definedOnly<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : { [key]: value } as Record<K, V>;
}

function declarationsOf({ triggers, limits, egress }: JsonObject): InventoriedGuard['declares'] {
  return [
    ...(Array.isArray(triggers) ? ['triggers'] as const : []),
    ...(Object.keys(asObject(limits)).length > 0 ? ['limits'] as const : []),
    ...(egress === undefined ? [] : ['domains'] as const),
    ...(Array.isArray(asObject(egress).services) ? ['services'] as const : []),
  ];
}
