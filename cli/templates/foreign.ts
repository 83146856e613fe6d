import { extname } from 'node:path';
import { asObject, isObject, textOf, type JsonObject } from '../../src/app-model/json';

/** What a file is that is no template, by what it holds; the first that fits is told. */
const KINDS: readonly { readonly is: (body: JsonObject) => boolean; readonly told: string }[] = [
  { is: ({ formatVersion, functions }) => formatVersion !== undefined && Array.isArray(functions), told: 'is an inventory: compare it with another one by "diff"' },
  { is: ({ apiVersion, kind }) => apiVersion !== undefined && kind !== undefined, told: 'is a Kubernetes manifest' },
  { is: ({ artifacts, version }) => isObject(artifacts) && version !== undefined, told: 'is the manifest of a cloud assembly: check its directory' },
  { is: ({ terraform_version: version, resource, terraform }) => version !== undefined || isObject(resource) || isObject(terraform), told: 'is Terraform' },
  {
    is: ({ provider, functions, service }) => provider !== undefined && (functions !== undefined || service !== undefined),
    told: 'is a file of the Serverless Framework: run "serverless package" and check .serverless/cloudformation-template-update-stack.json',
  },
  { is: ({ openapi, swagger }) => openapi !== undefined || swagger !== undefined, told: 'is an OpenAPI description' },
  { is: ({ services }) => isObject(services), told: 'is a Compose file' },
  { is: ({ jobs }) => isObject(jobs), told: 'is a workflow of GitHub Actions' },
  { is: body => textOf(body.$schema).includes('deploymentTemplate'), told: 'is a template of Azure Resource Manager' },
  { is: ({ app, context }) => typeof app === 'string' && (context === undefined || isObject(context)), told: 'is cdk.json: run "cdk synth" and check cdk.out' },
];

const SOURCES = new Set(['.ts', '.mts', '.js', '.mjs', '.cjs', '.py', '.java', '.cs', '.go']);
const TERRAFORM = new Set(['.tf', '.hcl', '.tfvars', '.tfstate']);

/** What a file is, by its name alone, where no template is called so. */
export function foreignByName(file: string): string | undefined {
  const extension = extname(file).toLowerCase();
  if (SOURCES.has(extension)) return 'is source code: run "cdk synth" and check cdk.out';
  return TERRAFORM.has(extension) ? 'is Terraform' : undefined;
}

/** Why a parsed file is no template; `undefined` where it is one. */
export function whyNoTemplate(body: unknown): string | undefined {
  if (!isObject(body)) return `holds ${kindOf(body)}`;
  if (body.Resources === undefined) return KINDS.find(({ is }) => is(body))?.told ?? 'has no Resources';
  const resources = Object.values(asObject(body.Resources));
  // Loops and transforms make resources under other names.
  if (resources.some(resource => Array.isArray(resource) || (isObject(resource) && typeof resource.Type === 'string'))) return undefined;
  if (Object.keys(asObject(body.Resources)).some(name => name.startsWith('Fn::'))) return undefined;
  return resources.length === 0 ? 'has no Resources' : 'has Resources, but none with a Type';
}

function kindOf(body: unknown): string {
  if (body === null) return 'nothing';
  return Array.isArray(body) ? 'a list' : 'a single value';
}
