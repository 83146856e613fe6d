import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from './template';

/** Every template of a cloud assembly: of stacks, of nested stacks, and of the stages below it. */
export function readTemplates(outdir: string): Record<string, Template> {
  const files = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter(file => isTemplate(file));
  return Object.fromEntries(files.sort().map(file => [file, readTemplate(join(outdir, file))]));
}

/** A stack may have no resources at all. */
function readTemplate(file: string): Template {
  return { Resources: {}, ...JSON.parse(readFileSync(file, 'utf8')) as Partial<Template> };
}

/** The errors in a cloud assembly, for which the CDK CLI refuses to deploy. */
export function readErrors(outdir: string): string[] {
  const manifests = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('manifest.json') && !file.includes('asset.'));
  return manifests.flatMap(file => {
    const { artifacts = {} } = JSON.parse(readFileSync(join(outdir, file), 'utf8')) as Manifest;
    return Object.values(artifacts).flatMap(({ metadata = {}, additionalMetadataFile }) => {
      const further = additionalMetadataFile === undefined ? {} : JSON.parse(readFileSync(join(outdir, file, '..', additionalMetadataFile), 'utf8')) as Metadata;
      return Object.values({ ...metadata, ...further }).flat().filter(({ type }) => type === 'aws:cdk:error').map(({ data }) => String(data));
    });
  });
}

type Metadata = Readonly<Record<string, ReadonlyArray<{ readonly type: string; readonly data?: unknown }>>>;

interface Manifest {
  readonly artifacts?: Readonly<Record<string, { readonly metadata?: Metadata; readonly additionalMetadataFile?: string }>>;
}

/** Assets may hold templates of their own that are no part of the app. */
function isTemplate(file: string): boolean {
  return file.endsWith('.template.json') && !/(^|[\\/])asset\./.test(file);
}
