import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Located, shownPath } from './located';
import { asObject, isObject, textOf, type JsonObject } from '../../src/app-model/json';
import { CREATION_STACK } from '../../src/report/source-lines';
import { ACKNOWLEDGED_RULES_METADATA_KEY } from '../acknowledged-rules';

/** What a cloud assembly says about the template of a stack, or of a nested one. */
export interface AssemblyStack {
  readonly directory: string;
  /** The stack's path in the construct tree. */
  readonly path: string;
  readonly account?: string;
  readonly region?: string;
  /** Of the whole stack, nested ones included. */
  readonly metadata: StackMetadata;
  /** The files of the assembly by their hash, which stands in the addresses of nested templates. */
  readonly assets: ReadonlyMap<string, string>;
}

/** What constructs said about themselves, by path. */
export interface StackMetadata {
  readonly logicalIds: ReadonlyMap<string, string>;
  /** Acknowledged rules with their reasons. */
  readonly acknowledged: ReadonlyMap<string, JsonObject>;
  /** The stack traces of their making. */
  readonly traces: ReadonlyMap<string, unknown>;
}

/** Whether a directory is what `cdk synth` writes. */
export function isAssembly(directory: string): boolean {
  return existsSync(join(directory, MANIFEST)) && isObject(readJson(directory, MANIFEST).artifacts);
}

const MANIFEST = 'manifest.json';

/** The templates of every stack of a cloud assembly, and of the assemblies of its stages. */
export function stacksOf(directory: string, cwd: string): readonly Located[] {
  const located: Located[] = [];
  const open = [directory];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const artifacts = Object.values(asObject(readJson(next, MANIFEST).artifacts)).map(asObject);
    const assets = assetsOf(artifacts, next);
    for (const artifact of artifacts) {
      const { templateFile, directoryName } = asObject(artifact.properties);
      const stage = artifact.type === 'cdk:cloud-assembly' ? inside(next, directoryName) : undefined;
      if (stage !== undefined) open.push(stage);
      const path = artifact.type === 'aws:cloudformation:stack' ? inside(next, templateFile) : undefined;
      if (path === undefined) continue;
      const stack = { directory: next, path: textOf(artifact.displayName), ...environmentOf(artifact), metadata: metadataOf(artifact, next), assets };
      located.push({ path, file: shownPath(path, cwd), named: true, stack });
    }
  }
  return located;
}

/** The templates of the stacks that a template of an assembly nests. */
export function nestedStacksOf(body: JsonObject, stack: AssemblyStack, cwd: string): readonly Located[] {
  const paths = constructPathsOf(stack);
  return Object.entries(asObject(body.Resources)).flatMap(([logicalId, resource]) => {
    const template = nestedAsset(resource, stack);
    if (template === undefined || !existsSync(template)) return [];
    const path = nestedPath(paths.get(logicalId) ?? textOf(asObject(asObject(resource).Metadata)['aws:cdk:path'])) ?? stack.path;
    return [{ path: template, file: shownPath(template, cwd), named: true, stack: { ...stack, path } }];
  });
}

/** The file of a nested stack's template: CDK's own commands write it into the resource, others its hash alone. */
export function nestedAsset(resource: unknown, { directory, assets }: AssemblyStack): string | undefined {
  const { Type: type, Metadata: metadata, Properties: properties } = asObject(resource);
  if (type !== 'AWS::CloudFormation::Stack') return undefined;
  const [hash = ''] = /[0-9a-f]{64}/.exec(JSON.stringify(asObject(properties).TemplateURL) ?? '') ?? [];
  return inside(directory, asObject(metadata)['aws:asset:path']) ?? assets.get(hash);
}

function assetsOf(artifacts: readonly JsonObject[], directory: string): ReadonlyMap<string, string> {
  const manifests = artifacts.filter(({ type }) => type === 'cdk:asset-manifest').flatMap(({ properties }) => inside(directory, asObject(properties).file) ?? []);
  return new Map(manifests.flatMap(manifest => Object.entries(asObject(readJson(manifest).files)))
    .flatMap(([hash, asset]) => {
      const file = inside(directory, asObject(asObject(asset).source).path);
      return file === undefined ? [] : [[hash, file] as const];
    }));
}

/** Construct paths by logical id, of one template: those of nested stacks may have the same ids. */
export function constructPathsOf({ path, metadata: { logicalIds } }: AssemblyStack): ReadonlyMap<string, string> {
  const nested = [...logicalIds.keys()].flatMap(construct => nestedPath(construct) ?? []);
  const others = nested.filter(other => other !== path && other.startsWith(`${path}/`)).map(other => `${other}/`);
  return new Map([...logicalIds]
    .filter(([construct]) => construct.startsWith(`${path}/`) && !others.some(other => construct.startsWith(other)))
    .map(([construct, logicalId]) => [logicalId, construct]));
}

/** The path of a nested stack, from that of its resource, which stands beside it. */
function nestedPath(resourcePath: string): string | undefined {
  return /^(.+)\.NestedStack\/[^/]+\.NestedStackResource$/.exec(resourcePath)?.[1];
}

/** `aws://111122223333/eu-west-1`; what the app leaves open is called unknown. */
function environmentOf({ environment }: JsonObject): Pick<AssemblyStack, 'account' | 'region'> {
  const [, account, region] = /^aws:\/\/(?:(\d{12})|[^/]*)\/([a-z]{2}(?:-[a-z]+)+-\d)?/.exec(textOf(environment)) ?? [];
  return { account, region };
}

/** Newer versions of CDK keep it beside the manifest, older ones in it. */
function metadataOf({ metadata, additionalMetadataFile }: JsonObject, directory: string): StackMetadata {
  const file = inside(directory, additionalMetadataFile);
  const all = { ...asObject(metadata), ...file === undefined || !existsSync(file) ? {} : readJson(file) };
  const logicalIds = new Map<string, string>();
  const acknowledged = new Map<string, JsonObject>();
  const traces = new Map<string, unknown>();
  for (const [path, entries] of Object.entries(all)) {
    for (const { type, data } of Array.isArray(entries) ? entries.map(asObject) : []) {
      if (type === 'aws:cdk:logicalId' && typeof data === 'string') logicalIds.set(path.slice(1), data);
      if (type === CREATION_STACK) traces.set(path.slice(1), data);
      // One entry each, or one with all: that depends on who acknowledged.
      if (type === ACKNOWLEDGED_RULES_METADATA_KEY) acknowledged.set(path.slice(1), { ...acknowledged.get(path.slice(1)), ...asObject(data) });
    }
  }
  return { logicalIds, acknowledged, traces };
}

/** A file or directory below; a manifest that names another, or its own directory, is not followed. */
function inside(directory: string, name: unknown): string | undefined {
  const path = join(directory, typeof name === 'string' ? name : '');
  return ['', '..'].includes(relative(directory, path).split(sep)[0] ?? '') ? undefined : path;
}

/** What cannot be read says nothing: the templates are judged all the same. */
function readJson(...path: readonly string[]): JsonObject {
  try {
    return asObject(JSON.parse(readFileSync(join(...path), 'utf8')));
  } catch {
    return {};
  }
}
