import { DefaultTokenResolver, Reference, Token } from 'aws-cdk-lib';
import type { IFragmentConcatenator, IPostProcessor, IResolvable, IResolveContext } from 'aws-cdk-lib';

/** What stands for a reference while its resource is rendered; CDK takes it for an intrinsic function. */
const PLACEHOLDER = 'Fn::LiveReference';

/**
 * Resolves tokens before their time and leaves no trace.
 *
 * CDK computes most lazy values once, at their first resolution: whatever the app adds between an aspect and synthesis
 * would be lost.
 */
export class EarlyResolver extends DefaultTokenResolver {
  public constructor() {
    super(new CloudFormationJoin());
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const lazy = cacheOf(token);
    const before = lazy?._cached;
    try {
      return postProcessor.postProcess(resolveWithin(token.resolve(context), context), context);
    } finally {
      if (lazy !== undefined) lazy._cached = before;
    }
  }
}

/** Leaves to CDK what it alone can resolve, which takes it many times as long over all that stays as it is. */
function resolveWithin(value: unknown, context: IResolveContext): unknown {
  if (value === undefined || value === null || typeof value === 'boolean') return value;
  if (Token.isUnresolved(value)) return context.resolve(value);
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (Array.isArray(value)) return value.map(item => resolveWithin(item, context)).filter(item => item !== undefined);
  return isPlain(value) ? resolveEntries(value, context) : context.resolve(value);
}

function resolveEntries(entries: Readonly<Record<string, unknown>>, context: IResolveContext): unknown {
  const resolved: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(entries)) {
    if (value === undefined || isDependency(key, entries)) continue;
    if (Token.isUnresolved(key)) return context.resolve(entries);
    const entry = resolveWithin(value, context);
    if (entry !== undefined) resolved[key] = entry;
  }
  return resolved;
}

/** The logical id of a version, which a function may depend on, is a hash of a whole function: nobody asks for it here. */
function isDependency(key: string, siblings: object): boolean {
  return key === 'DependsOn' && 'Type' in siblings && 'Properties' in siblings;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/**
 * Resolves everything but references.
 *
 * A reference to another stack becomes an export and an import when the app is prepared, which is later; what is
 * rendered before and written again would name a resource that its own stack does not have.
 */
export class LiveReferenceResolver extends EarlyResolver {
  private readonly references: Reference[] = [];

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (!Reference.isReference(token)) return super.resolveToken(token, context, postProcessor);
    return { [PLACEHOLDER]: this.references.push(token) - 1 };
  }

  /** Puts the references back into what was resolved. */
  public revive(resolved: unknown): unknown {
    if (Array.isArray(resolved)) return resolved.map(item => this.revive(item));
    if (typeof resolved !== 'object' || resolved === null) return resolved;
    if (PLACEHOLDER in resolved) return this.references[Number(resolved[PLACEHOLDER])];
    return Object.fromEntries(Object.entries(resolved).map(([key, value]) => [key, this.revive(value)]));
  }
}

/** Resolves one list without the texts in it, each of which becomes another, since some lists drop what is in them twice. */
export class CountingResolver extends EarlyResolver {
  private texts = 0;

  public override resolveString(): unknown {
    this.texts += 1;
    return String(this.texts);
  }
}

/** The value that a lazy token keeps; newer versions of CDK wrap such tokens once. */
function cacheOf(token: IResolvable): { _cached: unknown } | undefined {
  for (const candidate of [token, (token as { readonly inner?: object }).inner]) {
    if (candidate !== undefined && '_cached' in candidate) return candidate as { _cached: unknown };
  }
  return undefined;
}

/** Joins the parts of a text as CloudFormation does, with neighbouring literals in one. */
class CloudFormationJoin implements IFragmentConcatenator {
  public join(left: unknown, right: unknown): unknown {
    if (left === undefined) return right;
    if (right === undefined) return left;
    const parts: unknown[] = [];
    for (const part of [...partsOf(left), ...partsOf(right)]) {
      const last = parts.at(-1);
      if (typeof last === 'string' && typeof part !== 'object') parts[parts.length - 1] = `${last}${String(part)}`;
      else parts.push(typeof part === 'object' ? part : String(part));
    }
    return parts.length === 1 ? parts[0] : { 'Fn::Join': ['', parts] };
  }
}

function partsOf(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null || !('Fn::Join' in value)) return [value];
  const [delimiter, parts] = value['Fn::Join'] as [unknown, unknown];
  return delimiter === '' && Array.isArray(parts) ? parts : [value];
}
