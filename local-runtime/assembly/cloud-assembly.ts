import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { TemplateValue } from './intrinsics';

/** A resource of a template, as far as this folder reads it. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, TemplateValue>>;
  readonly Metadata?: Readonly<Record<string, TemplateValue>>;
}

/** A stack's template with the files that its assets come from. */
export interface StackTemplate {
  /** File name of the template. */
  readonly file: string;
  readonly resources: Readonly<Record<string, TemplateResource>>;
  /** Paths of asset files and folders, by the object key that they are published under. */
  readonly assets: ReadonlyMap<string, string>;
}

interface Artifact {
  readonly type: string;
  readonly properties?: { readonly templateFile?: string; readonly file?: string; readonly directoryName?: string };
  readonly dependencies?: readonly string[];
}

interface AssetManifest {
  readonly files?: Readonly<Record<string, {
    readonly source: { readonly path?: string; readonly packaging?: string };
    readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
  }>>;
}

/**
 * Reads every stack of a cloud assembly, nested stages and nested stacks included.
 *
 * Source of the layout: https://github.com/aws/aws-cdk-cli/tree/main/packages/%40aws-cdk/cloud-assembly-schema
 */
export function stackTemplates(folder: string): StackTemplate[] {
  const manifestFile = join(folder, 'manifest.json');
  if (!existsSync(manifestFile)) {
    throw new Error(`${folder}: got no manifest.json, expected the output of \`cdk synth\`; synthesise the app into this folder first`);
  }
  const { artifacts = {} } = readJson(manifestFile) as { artifacts?: Record<string, Artifact> };
  const all = Object.values(artifacts);
  const stages = all.filter(({ type }) => type === 'cdk:cloud-assembly').flatMap(({ properties }) => stackTemplates(join(folder, properties?.directoryName ?? '')));
  const assets = new Map(all.filter(({ type }) => type === 'cdk:asset-manifest').flatMap(({ properties }) => assetEntries(folder, properties?.file ?? '')));
  const rootFiles = all.filter(({ type }) => type === 'aws:cloudformation:stack').map(({ properties }) => properties?.templateFile ?? '');
  const files = [...rootFiles, ...nestedTemplates(folder, assets)];
  return [...files.map(file => ({ file, resources: resourcesOf(folder, file), assets })), ...stages];
}

function assetEntries(folder: string, manifest: string): Array<[string, string]> {
  const { files = {} } = readJson(join(folder, manifest)) as AssetManifest;
  return Object.values(files).flatMap(({ source, destinations }) =>
    Object.values(destinations).map(({ objectKey }): [string, string] => [objectKey, join(folder, source.path ?? '')]));
}

/** Templates of nested stacks are assets like any other; CDK tells them by the file's name. */
function nestedTemplates(folder: string, assets: ReadonlyMap<string, string>): string[] {
  return [...assets.values()].filter(path => path.endsWith('.nested.template.json')).map(path => relative(folder, path));
}

function resourcesOf(folder: string, file: string): Record<string, TemplateResource> {
  return (readJson(join(folder, file)) as { Resources?: Record<string, TemplateResource> }).Resources ?? {};
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
