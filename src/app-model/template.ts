/** Readers and the model meet here: what a reader hands over, whatever it read. */

/** A resource, as the model knows it: the definition after all overrides. */
export interface Resource {
  /** Unique in the model: the template's id and the logical id. */
  readonly key: string;
  readonly logicalId: string;
  /** The CloudFormation type, such as `AWS::Lambda::Function`. */
  readonly type: string;
  readonly template: Template;
  /** The `Properties` as written in the template; read them with `property()`. */
  readonly properties: unknown;
  readonly metadata: unknown;
  /** The path in the construct tree, where there is one. */
  readonly constructPath?: string;
  /** Whether the resource belongs to a construct that CDK adds by itself, such as a custom-resource provider. */
  readonly cdkManaged: boolean;
}

/** The type under which a template itself is judged: its parameters, outputs and metadata. */
export const TEMPLATE_TYPE = 'Template';

/** One template of the app: a stack's, a nested stack's, or a bare file's. */
export interface Template {
  /** Unique in the model: the construct path of the stack, or the file's name. */
  readonly id: string;
  /** The rendered file, where there is one. */
  readonly file?: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The account that it is deployed into, where that is decided. */
  readonly account?: string;
  /** The region likewise. */
  readonly region?: string;
  readonly resources: ReadonlyMap<string, Resource>;
  /** The `AWS::CloudFormation::Stack` that embeds this template, where it is a nested stack of the app. */
  readonly parent?: Resource;
  /** Nested stacks by the logical id of their `AWS::CloudFormation::Stack`. */
  readonly nested: ReadonlyMap<string, Template>;
  /** Every template's exports, by literal name. */
  readonly exports: ReadonlyMap<string, ExportedValue>;
}

/** The expression behind an export, and the template it is written in. */
export interface ExportedValue {
  readonly expression: unknown;
  readonly template: Template;
}

/** What a reader delivers for each template. */
export interface TemplateSource {
  readonly id: string;
  readonly body: unknown;
  readonly file?: string;
  readonly account?: string;
  readonly region?: string;
  /** Construct paths by logical id; without them the template's own `aws:cdk:path` metadata is used. */
  readonly constructPaths?: ReadonlyMap<string, string>;
  /** Where the template is nested: the parent's id and the logical id of the `AWS::CloudFormation::Stack` there. */
  readonly nestedIn?: { readonly id: string; readonly logicalId: string };
}
