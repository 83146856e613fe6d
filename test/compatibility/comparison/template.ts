/** A resource as a template has it. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
}

type Section<T = unknown> = Readonly<Record<string, T>>;

/** A CloudFormation template. */
export interface Template {
  readonly Transform?: unknown;
  readonly Globals?: unknown;
  readonly Parameters?: Section;
  readonly Mappings?: Section;
  readonly Conditions?: Section;
  readonly Rules?: Section;
  readonly Outputs?: Section;
  readonly Resources: Section<Resource>;
}

/** What one synthesis came to: templates by their place in the cloud assembly, or the error that ended it. */
export type Synthesis =
  | { readonly templates: Readonly<Record<string, Template>>; readonly errors: readonly string[]; readonly exitCode: number }
  | { readonly failure: string };

export const FUNCTION_TYPES: ReadonlySet<string> = new Set(['AWS::Lambda::Function', 'AWS::Serverless::Function', 'AWS::Lambda::WebFunction']);

/** Equal as JSON, whatever the order of keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), b as Record<string, unknown>];
  return left.length === Object.keys(b).length && left.every(([key, value]) => key in right && isSame(value, right[key]));
}

/** The entries of an object; none of anything else. */
export function entriesOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : {};
}

/** `DependsOn` may be one name. */
export function dependenciesOf(resource: Resource): readonly string[] {
  return [resource.DependsOn ?? []].flat();
}

/** The texts of JSON, shortened, for messages. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
