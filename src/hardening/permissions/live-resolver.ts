import { Reference, Stack } from 'aws-cdk-lib';
import type { IPostProcessor, IResolvable, IResolveContext } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { EarlyResolver } from '../../targets/early-resolver';

/** What a version refers to is a hash of a whole function: nobody asks for it here. */
const VERSION = { 'Fn::Version': '' };

/**
 * Resolves a tree as it stands, before CDK has made exports of what stacks refer to in each other.
 *
 * A reference to another stack becomes an import of an export that `exported` makes, in nested stacks too.
 */
export class LiveResolver extends EarlyResolver {
  /** @param exported - makes an export of something in a stack, and gives its name */
  public constructor(private readonly exported: (reference: Reference) => string) {
    super();
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    // Resolving a document freezes its statements, to which others may want to add.
    if (token instanceof iam.PolicyDocument) return context.resolve(token.toJSON());
    if (!Reference.isReference(token)) return super.resolveToken(token, context, postProcessor);
    if (token.target.node.scope instanceof lambda.Version) return VERSION;
    const [from, to] = [Stack.of(token.target), Stack.of(context.scope)];
    // Names and ARNs that are known everywhere take the place of references to another account or region.
    if (from === to || from.environment !== to.environment) return super.resolveToken(token, context, postProcessor);
    return { 'Fn::ImportValue': this.exported(token) };
  }
}
