import { isCdkManaged } from './cdk-managed';
import { evaluate } from './evaluate';
import { asObject, isObject } from './json';
import type { ExportedValue, Resource, Template, TemplateSource } from './template';
import { literalText } from './value';

interface MutableTemplate extends Template {
  readonly resources: Map<string, Resource>;
  readonly nested: Map<string, Template>;
  parent?: Resource;
}

/** Links what the readers delivered: resources, nested stacks, exports. One pass over each. */
export function buildTemplates(sources: readonly TemplateSource[]): readonly Template[] {
  const exported = new Map<string, ExportedValue>();
  const templates = sources.map(source => ({ source, template: readTemplate(source, exported) }));
  const byId = new Map(templates.map(({ template }) => [template.id, template]));
  for (const { source, template } of templates) {
    const outer = source.nestedIn === undefined ? undefined : byId.get(source.nestedIn.id);
    if (outer === undefined || source.nestedIn === undefined) continue;
    outer.nested.set(source.nestedIn.logicalId, template);
    template.parent = outer.resources.get(source.nestedIn.logicalId);
  }
  for (const { template } of templates) collectExports(template, exported);
  return templates.map(({ template }) => template);
}

function readTemplate(source: TemplateSource, exported: ReadonlyMap<string, ExportedValue>): MutableTemplate {
  const body = asObject(source.body);
  const { id, file, account, region } = source;
  const template: MutableTemplate = { id, file, account, region, body, resources: new Map(), nested: new Map(), exports: exported };
  for (const [logicalId, definition] of Object.entries(asObject(body.Resources))) {
    if (!isObject(definition) || typeof definition.Type !== 'string') continue;
    template.resources.set(logicalId, readResource(logicalId, definition.Type, definition, template, source));
  }
  return template;
}

function readResource(logicalId: string, type: string, definition: Readonly<Record<string, unknown>>, template: Template, source: TemplateSource): Resource {
  const constructPath = source.constructPaths?.get(logicalId) ?? metadataPath(definition.Metadata);
  return {
    key: `${template.id}\n${logicalId}`,
    logicalId,
    type,
    template,
    properties: definition.Properties ?? {},
    metadata: definition.Metadata,
    constructPath,
    cdkManaged: isCdkManaged(logicalId, constructPath),
  };
}

function metadataPath(metadata: unknown): string | undefined {
  const path = asObject(metadata)['aws:cdk:path'];
  return typeof path === 'string' ? path : undefined;
}

function collectExports(template: Template, into: Map<string, ExportedValue>): void {
  for (const output of Object.values(asObject(template.body.Outputs))) {
    const { Export: exported, Value: expression } = asObject(output);
    if (!isObject(exported)) continue;
    for (const { value } of evaluate(exported.Name, template)) {
      const name = literalText(value);
      if (name !== undefined) into.set(name, { expression, template });
    }
  }
}
