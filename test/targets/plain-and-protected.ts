import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { AppProps } from 'aws-cdk-lib';
import { ServerlessGuard } from '../../src';
import type { ServerlessGuardOptions } from '../../src';

process.env.CDK_VALIDATION = 'false';
process.env.JSII_DEPRECATED = 'quiet';

type Json = any;

/** The templates of a synthesised app by file name, nested stacks and stages included. */
export interface Templates { readonly [file: string]: Json }

export interface Both {
  readonly plain: Templates;
  readonly protectedApp: Templates;
  readonly app: App;
}

/** Synthesises an app without the guard and with it; what one does, the other must do too. */
export function synthesiseBoth(make: (app: App) => void, appProps: AppProps = {}, options: ServerlessGuardOptions = {}): Both {
  const synthesise = (protect: boolean): [App, Templates] => {
    const app = new App(appProps);
    make(app);
    if (protect) ServerlessGuard.protect(app, options);
    return [app, templatesIn(app.synth().directory)];
  };
  const [, plain] = synthesise(false);
  const [app, protectedApp] = synthesise(true);
  return { plain, protectedApp, app };
}

/** Reads the templates that a cloud assembly lists, not those that other runs left in its folder. */
function templatesIn(folder: string): Templates {
  const { artifacts = {} } = readJson(join(folder, 'manifest.json'));
  const templates: Record<string, Json> = {};
  for (const { type, properties } of Object.values<Json>(artifacts)) {
    if (type === 'aws:cloudformation:stack') templates[properties.templateFile] = readJson(join(folder, properties.templateFile));
    if (type === 'cdk:cloud-assembly') Object.assign(templates, templatesIn(join(folder, properties.directoryName)));
    if (type !== 'cdk:asset-manifest') continue;
    for (const { source } of Object.values<Json>(readJson(join(folder, properties.file)).files)) {
      if (String(source.path).endsWith('.nested.template.json')) templates[source.path] = readJson(join(folder, source.path));
    }
  }
  return templates;
}

function readJson(file: string): Json {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** What the guard may set where nobody set anything, by resource type; `docs/hardening.md` is the table. */
const MAY_BE_ADDED: Readonly<Record<string, readonly string[]>> = {
  'AWS::Lambda::Function': ['Layers', 'Environment', 'RecursiveLoop', 'RuntimeManagementConfig'],
  'AWS::Serverless::Function': ['Layers', 'Environment', 'RecursiveLoop', 'RuntimeManagementConfig'],
  'AWS::Logs::LogGroup': ['RetentionInDays'],
};

const GUARD_VARIABLES = /^SERVERLESS_GUARD_|^NODE_OPTIONS$/;
/** Providers that CDK makes while it prepares references, when every aspect is done. */
const MADE_AFTER_ASPECTS = /^Custom(CrossRegionExport|.*ExportReader)/;
const FUNCTION_TYPES = ['AWS::Lambda::Function', 'AWS::Serverless::Function', 'AWS::Lambda::WebFunction'];

/** Fails unless the protected app is the plain one with nothing changed but what the documentation says. */
export function expectNothingBroken({ plain, protectedApp }: Both): void {
  expect(Object.keys(protectedApp).sort()).toEqual(Object.keys(plain).sort());
  for (const [file, before] of Object.entries(plain)) {
    const after = protectedApp[file];
    expect({ ...sections(after) }).toEqual({ ...sections(before) });
    for (const [id, resource] of Object.entries<Json>(before.Resources ?? {})) expectKept(id, resource, after.Resources);
    expectConditionsCarried(before, after);
    expectReferencesKnown(after);
    expectEveryFunctionListed(after);
  }
}

function sections({ Resources: _, Parameters: __, ...rest }: Json): Json {
  return withoutVersionHashes(rest);
}

function expectKept(id: string, before: Json, resources: Json): void {
  const after = resources[id] ?? (before.Type === 'AWS::Lambda::Version' && Object.values<Json>(resources).find(({ Type }) => Type === before.Type));
  expect([id, after?.Type, after?.Condition, after?.DeletionPolicy]).toEqual([id, before.Type, before.Condition, before.DeletionPolicy]);
  expect(withoutVersionHashes([after.DependsOn ?? []].flat())).toEqual(expect.arrayContaining(withoutVersionHashes([before.DependsOn ?? []].flat())));
  if (before.Type === 'AWS::CloudFormation::Stack') return;
  expectPropertiesKept(id, before, after);
}

function expectPropertiesKept(id: string, before: Json, after: Json): void {
  const added = MAY_BE_ADDED[before.Type] ?? [];
  const given = withoutVersionHashes(before.Properties ?? {});
  const got = withoutVersionHashes(after.Properties ?? {});
  for (const name of new Set([...Object.keys(given), ...Object.keys(got)])) {
    if (name in given || !added.includes(name)) expectPropertyKept(`${id}.${name}`, name, given[name], got[name]);
  }
}

function expectPropertyKept(place: string, name: string, before: Json, after: Json): void {
  if (name === 'ManagedPolicyArns') return expectOnlyBasicPolicyRemoved(before, after);
  if (name === 'Layers' && Array.isArray(before)) return expect([place, after.slice(0, before.length)]).toEqual([place, before]);
  if (name === 'Environment') return expectVariablesKept(before, after);
  return expect([place, after]).toEqual([place, before]);
}

function expectOnlyBasicPolicyRemoved(before: Json[], after: Json[] = []): void {
  const isBasic = (arn: Json) => /AWSLambda(Basic|VPCAccess)ExecutionRole/.test(JSON.stringify(arn));
  expect(after.filter(arn => !isBasic(arn))).toEqual(before.filter(arn => !isBasic(arn)));
}

function expectVariablesKept(before: Json, after: Json): void {
  const given = before.Variables ?? before;
  const got = after.Variables ?? after;
  expect(got).toMatchObject(Object.fromEntries(Object.entries(given).filter(([name]) => !GUARD_VARIABLES.test(name))));
  if (given.NODE_OPTIONS !== undefined) expect(JSON.stringify(got.NODE_OPTIONS)).toContain(JSON.stringify(given.NODE_OPTIONS).replace(/^"|"$/g, ''));
}

/** A version's logical id ends in a hash of the function's configuration, which the guard is part of. */
function withoutVersionHashes(value: Json): Json {
  return JSON.parse(JSON.stringify(value).replace(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1'));
}

/** What refers to a resource that may not be made must itself depend on the same condition. */
function expectConditionsCarried(before: Json, after: Json): void {
  for (const [id, resource] of Object.entries<Json>(after.Resources ?? {})) {
    if (before.Resources?.[id] !== undefined) continue;
    for (const target of referencesIn(resource)) {
      const condition = after.Resources[target]?.Condition;
      if (condition !== undefined) expect([id, resource.Condition]).toEqual([id, condition]);
    }
  }
}

/** Nothing may refer to what its own template does not have. */
function expectReferencesKnown({ Resources = {}, Parameters = {} }: Json): void {
  for (const [id, resource] of Object.entries<Json>(Resources)) {
    const unknown = referencesIn(resource).filter(name => !(name in Resources) && !(name in Parameters) && !name.startsWith('AWS::') && !name.includes('.'));
    expect([id, unknown]).toEqual([id, []]);
  }
}

function referencesIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = [value.Ref, [value['Fn::GetAtt']].flat()[0]].filter(name => typeof name === 'string');
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}

function expectEveryFunctionListed({ Resources = {} }: Json): void {
  for (const [id, resource] of Object.entries<Json>(Resources)) {
    if (!FUNCTION_TYPES.includes(resource.Type) || MADE_AFTER_ASPECTS.test(id)) continue;
    expect([id, resource.Metadata?.['cdk-serverless-guard']?.entries]).toEqual([id, expect.arrayContaining([expect.objectContaining({ reason: expect.any(String) })])]);
  }
}
