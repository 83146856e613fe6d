import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { InlineCode, LoggingOptions } from '../function-options';
import type { AssemblyFunction, IntrinsicsTable } from './assembly-function';
import { stackTemplates, type StackTemplate, type TemplateResource } from './cloud-assembly';
import { resolveValue, type TemplateValue } from './intrinsics';

type Properties = Readonly<Record<string, TemplateValue>>;

/**
 * Reads every `AWS::Lambda::Function` with a Node runtime out of a `cdk.out` folder.
 *
 * Everything comes from the templates: code and layers from the assets, the rest from the properties, references from
 * `values`. Custom resources' own functions are among them.
 *
 * @throws where a reference has no value in the table; the message names it
 */
export function functionsFromAssembly(assemblyFolder: string, values: IntrinsicsTable = {}): AssemblyFunction[] {
  return stackTemplates(resolve(assemblyFolder)).flatMap(stack => Object.entries(stack.resources)
    .filter(([, resource]) => isNodeFunction(resource))
    .map(([logicalId, resource]) => new FunctionReader(stack, logicalId, values).read(resource)));
}

function isNodeFunction({ Type, Properties }: TemplateResource): boolean {
  const runtime = Properties?.Runtime;
  return Type === 'AWS::Lambda::Function' && typeof runtime === 'string' && runtime.startsWith('nodejs');
}

/** Reads one function; knows the template it stands in. */
class FunctionReader {
  private readonly place: string;

  public constructor(private readonly stack: StackTemplate, private readonly logicalId: string, private readonly values: IntrinsicsTable) {
    this.place = `${stack.file}: ${logicalId}`;
  }

  public read({ Properties: properties = {}, Metadata: metadata }: TemplateResource): AssemblyFunction {
    const variables = (properties.Environment as { Variables?: TemplateValue } | undefined)?.Variables ?? {};
    return {
      logicalId: this.logicalId,
      path: String(metadata?.['aws:cdk:path'] ?? ''),
      template: this.stack.file,
      runtime: String(properties.Runtime),
      name: properties.FunctionName === undefined ? this.logicalId : this.text(properties.FunctionName, 'FunctionName'),
      handler: this.text(properties.Handler ?? '', 'Handler'),
      code: this.code(properties),
      layers: (properties.Layers as TemplateValue[] | undefined ?? []).map(layer => this.layer(layer)),
      environment: this.environment(variables as Properties),
      timeoutSeconds: Number(properties.Timeout ?? 3),
      memoryMiB: Number(properties.MemorySize ?? 128),
      logging: loggingOptions(properties),
    };
  }

  private environment(variables: Properties): Record<string, string> {
    return Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, this.text(value, `Environment.Variables.${key}`)]));
  }

  private code({ Code: code }: Properties): string | InlineCode {
    const { ZipFile: inline, S3Key: key } = (code ?? {}) as { ZipFile?: TemplateValue; S3Key?: TemplateValue };
    if (inline !== undefined) return { inline: this.text(inline, 'Code.ZipFile') };
    return this.asset(key, 'Code.S3Key');
  }

  /** A layer of this template is read from its asset; one given by ARN is not on this machine. */
  private layer(value: TemplateValue): string {
    const id = (value as { Ref?: string } | null)?.Ref;
    const layer = id === undefined ? undefined : this.stack.resources[id];
    if (layer?.Type !== 'AWS::Lambda::LayerVersion') {
      throw new Error(`${this.place}: Layers got ${JSON.stringify(value)}, expected a layer of the same template; only those have files here`);
    }
    return this.asset((layer.Properties?.Content as { S3Key?: TemplateValue } | undefined)?.S3Key, `Layers ${id}`);
  }

  private asset(key: TemplateValue | undefined, property: string): string {
    const objectKey = this.text(key ?? '', property);
    const path = this.stack.assets.get(objectKey);
    if (!path) throw new Error(`${this.place}: ${property} got '${objectKey}', expected the key of a file asset in the assembly's asset manifests`);
    if (!statSync(path).isDirectory()) throw new Error(`${this.place}: ${property} got the file ${path}, expected a folder; use an asset of a folder`);
    return path;
  }

  private text(value: TemplateValue, property: string): string {
    const resolved = resolveValue(value, this.values, `${this.place}: ${property}`);
    if (typeof resolved === 'object') throw new Error(`${this.place}: ${property} got ${JSON.stringify(resolved)}, expected text`);
    return String(resolved);
  }
}

function loggingOptions({ LoggingConfig: config }: Properties): LoggingOptions {
  const { LogFormat: format, ApplicationLogLevel: level } = (config ?? {}) as { LogFormat?: string; ApplicationLogLevel?: string };
  return format === 'JSON' ? { format, level: level as LoggingOptions['level'] } : { format: 'Text' };
}
