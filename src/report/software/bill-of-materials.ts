import { createHash } from 'node:crypto';
import { usedServices, type UsedService } from './aws-services';
import { LockFinder, type FoundLock } from './find-locks';
import { packageUrl, pypiName, type Library } from './library';
import type { AppReport } from '../app-report';
import { inertJson, visible } from '../inert-text';
import type { InventoriedFunction } from '../inventory/inventory';
import { sorted } from '../inventory/texts';

/** The newest version that the official schema describes; `$schema` names it. */
const SPEC_VERSION = '1.7';

interface FunctionSoftware {
  readonly fn: InventoriedFunction;
  readonly locks: readonly FoundLock[];
}

/**
 * The bill of materials as CycloneDX: functions, the libraries that lock files beside their handlers pin, and the AWS services that
 * they use. The same app gives the same bytes: no time, and a serial number made of the content.
 */
export function toBillOfMaterials({ report: { tool }, inventory, code, regions }: AppReport): string {
  const finder = new LockFinder();
  const software = inventory.functions.map(fn => ({ fn, locks: finder.besideHandler(code.get(fn.id) ?? [], fn.handler) }));
  const locks = [...new Map(software.flatMap(one => one.locks).map(lock => [refOfLock(lock), lock])).values()].sort(byRef);
  const libraries = new Map(locks.flatMap(lock => lock.libraries).map(library => [packageUrl(library), library]));
  const services = usedServices(inventory.functions, regions);
  const bom = {
    metadata: {
      tools: { components: [{ type: 'application', name: tool.name, version: tool.version }] },
      component: { 'type': 'application', 'bom-ref': APP, 'name': nameOfApp(inventory.functions) },
    },
    components: [
      ...software.map(describeFunction),
      ...locks.map(describeLock),
      ...sorted(libraries.keys()).flatMap(url => describeLibrary(libraries.get(url))),
    ],
    services: services.map(describeService),
    dependencies: dependencies(software, locks, services, [...libraries.keys()]),
    compositions: compositions(software),
  };
  return `${inertJson({
    $schema: `http://cyclonedx.org/schema/bom-${SPEC_VERSION}.schema.json`,
    bomFormat: 'CycloneDX',
    specVersion: SPEC_VERSION,
    serialNumber: serialOf(bom),
    version: 1,
    ...bom,
  })}\n`;
}

const APP = 'app';
const refOfFunction = ({ id }: InventoriedFunction) => `function:${id}`;
const refOfLock = ({ digest, file }: FoundLock) => `lock-file:${file}:${digest}`;
const refOfService = (name: string) => `aws:${name}`;

function byRef(a: FoundLock, b: FoundLock): number {
  return refOfLock(a) < refOfLock(b) ? -1 : 1;
}

/** An app has no name in its templates: its stacks have. */
function nameOfApp(functions: readonly InventoriedFunction[]): string {
  return visible(sorted(functions.flatMap(({ stack }) => stack ?? [])).join(', ')) || 'app';
}

function describeFunction({ fn, locks }: FunctionSoftware): object {
  const facts = { kind: fn.kind, runtime: fn.runtime, architecture: fn.architecture, handler: fn.handler, stack: fn.stack, logicalId: fn.logicalId };
  const layers = fn.layers.map(layer => ({ name: propertyName('layer'), value: visible(layer) }));
  const problems = locks.flatMap(({ shown, problem }) => problem === undefined ? [] : [{ name: propertyName('librariesNotKnown'), value: visible(`${shown} ${problem}`) }]);
  return {
    'type': fn.image ? 'container' : 'application',
    'bom-ref': refOfFunction(fn),
    'name': visible(fn.name),
    'properties': [...properties(facts), ...layers, ...problems],
  };
}

function properties(facts: Readonly<Record<string, string | undefined>>): readonly object[] {
  return Object.entries(facts).flatMap(([name, value]) => value === undefined ? [] : [{ name: propertyName(name), value: visible(value) }]);
}

function propertyName(name: string): string {
  return `cdk-serverless-guard:${name}`;
}

/** The file that pins libraries: several functions share one, so that it stands between them and what it pins. */
function describeLock(lock: FoundLock): object {
  const { shown, file, digest, problem } = lock;
  return {
    'type': 'file',
    'bom-ref': refOfLock(lock),
    'name': file,
    ...problem === undefined ? { hashes: [{ alg: 'SHA-256', content: digest }] } : {},
    'properties': properties({ path: shown }),
  };
}

function describeLibrary(library: Library | undefined): readonly object[] {
  if (library === undefined) return [];
  const { ecosystem, version, digests } = library;
  const name = ecosystem === 'pypi' ? pypiName(library.name) : library.name;
  const [, group, own = name] = /^(@[^/]+)\/(.+)$/.exec(name) ?? [];
  return [{
    'type': 'library',
    'bom-ref': packageUrl(library),
    ...group === undefined ? {} : { group: visible(group) },
    'name': visible(own),
    'version': visible(version),
    'purl': packageUrl(library),
    ...digests.length === 0 ? {} : { hashes: digests },
  }];
}

function describeService({ name, endpoints, data }: UsedService): object {
  return {
    'bom-ref': refOfService(name),
    'provider': { name: 'Amazon Web Services', url: ['https://aws.amazon.com'] },
    'name': visible(name),
    ...endpoints.length === 0 ? {} : { endpoints },
    'authenticated': true,
    'x-trust-boundary': true,
    'data': data.map(({ name: resource, flow }) => ({ flow, classification: 'not classified', name: visible(resource) })),
  };
}

function dependencies(
  software: readonly FunctionSoftware[], locks: readonly FoundLock[], services: readonly UsedService[], libraries: readonly string[],
): readonly object[] {
  const used = new Map<string, string[]>();
  for (const { name, functions } of services) functions.forEach(id => used.set(id, [...used.get(id) ?? [], refOfService(name)]));
  return [
    { ref: APP, dependsOn: software.map(({ fn }) => refOfFunction(fn)) },
    ...software.map(({ fn, locks: own }) => ({ ref: refOfFunction(fn), dependsOn: sorted([...own.map(refOfLock), ...used.get(fn.id) ?? []]) })),
    ...locks.map(lock => ({ ref: refOfLock(lock), dependsOn: lock.libraries.map(packageUrl) })),
    ...[...services.map(({ name }) => refOfService(name)), ...sorted(libraries)].map(ref => ({ ref })),
  ];
}

/** What is not known is said: a function without a lock file is none without libraries. */
function compositions(software: readonly FunctionSoftware[]): readonly object[] {
  const isKnown = ({ locks }: FunctionSoftware) => locks.length > 0 && locks.every(({ problem }) => problem === undefined);
  const refs = (some: readonly FunctionSoftware[]) => some.map(({ fn }) => refOfFunction(fn));
  const groups = { incomplete: refs(software.filter(isKnown)), unknown: refs(software.filter(one => !isKnown(one))) };
  return Object.entries(groups).flatMap(([aggregate, dependent]) => dependent.length === 0 ? [] : [{ aggregate, dependencies: dependent }]);
}

/** A UUID of version 8: made of the content, as nothing here is made by chance. */
function serialOf(bom: object): string {
  const hex = createHash('sha256').update(JSON.stringify(bom)).digest('hex');
  const variant = '89ab'[parseInt(hex.charAt(16), 16) % 4] ?? '8';
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
