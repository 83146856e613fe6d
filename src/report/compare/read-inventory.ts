import { misshapen } from './shape';
import { asObject, isObject } from '../../app-model/json';
import { INVENTORY_VERSION, type Inventory } from '../inventory/inventory';
import * as schema from '../inventory/inventory.schema.json';

/** Why a text is no inventory, in words: what was expected, and the cure. */
export class NoInventory extends Error {}

const EXPECTED = 'expected an inventory.json as a protected app and the command "report" write it';

/** What a comparison reads: without it there is nothing to compare. */
const NEEDED: ReadonlySet<string> = new Set([
  'formatVersion', 'functions', 'id', 'name', 'kind', 'cdkManaged', 'triggers', 'callers', 'permissions', 'service', 'actions', 'resources', 'conditional',
  'alarms', 'layers', 'guard', 'attached', 'detectors', 'exemptions', 'declares', 'ledger', 'measure', 'state', 'protection', 'slices', 'findings', 'accepted',
  'sharedWith', 'managedPolicies', ...Array.from({ length: 12 }, (_, at) => `SAS-${at + 1}`),
]);

/** Reads an inventory that somebody kept. Throws `NoInventory`. */
export function readInventory(text: string): Inventory {
  const value = parse(text);
  const { formatVersion, functions } = asObject(value);
  if (!isObject(value)) throw new NoInventory(`holds ${Array.isArray(value) ? 'a list' : 'a single value'}, ${EXPECTED}`);
  if (formatVersion === undefined || functions === undefined) throw new NoInventory(`is ${kindOf(value)}, ${EXPECTED}`);
  if (formatVersion !== INVENTORY_VERSION) {
    throw new NoInventory(`has formatVersion ${JSON.stringify(formatVersion).slice(0, 20)}, expected ${INVENTORY_VERSION}; write it anew with this version of the package`);
  }
  const problem = misshapen(value, schema, NEEDED);
  if (problem !== undefined) throw new NoInventory(`is no whole inventory: ${problem}; write it anew with "report"`);
  return value as unknown as Inventory;
}

function parse(text: string): unknown {
  if (text.trim() === '') throw new NoInventory(`is empty, ${EXPECTED}`);
  try {
    return JSON.parse(text);
  } catch {
    throw new NoInventory(`is no valid JSON, ${EXPECTED}`);
  }
}

function kindOf(value: Readonly<Record<string, unknown>>): string {
  if (value.Resources !== undefined) return 'a template';
  if (value.artifacts !== undefined) return 'the manifest of a cloud assembly';
  if (value.bomFormat !== undefined) return 'a bill of materials';
  return Array.isArray(value.runs) ? 'a SARIF log' : 'something else';
}
