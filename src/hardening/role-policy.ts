import { Token } from 'aws-cdk-lib';
import type { IResolvable, IResolveContext } from 'aws-cdk-lib';
import type { RoleStatement } from './role-statements';

/** What a statement may refer to other resources in. */
type References = Partial<Pick<RoleStatement, 'Resource' | 'Condition'>>;

/**
 * A policy document as a token, of which CDK looks through what may refer to other resources, and through nothing else.
 *
 * It resolves every property three times, to find references, to write the template and to write the tree, and looking
 * through the actions would take most of a policy's cost.
 */
export class RolePolicy implements IResolvable {
  public readonly creationStack: string[] = [];
  private readonly references: readonly References[];

  public constructor(private readonly statements: readonly RoleStatement[]) {
    this.references = statements.map(({ Resource, Condition }) => ({
      ...(mayRefer(Resource) ? { Resource } : {}),
      ...(Condition === undefined ? {} : { Condition }),
    }));
  }

  public resolve(context: IResolveContext): unknown {
    context.registerPostProcessor({ postProcess: (resolved: readonly References[]) => this.document(resolved) });
    return this.references;
  }

  public toString(): string {
    return Token.asString(this);
  }

  /** Made anew each time, since overrides of the app's are written into it. */
  private document(resolved: readonly References[]): object {
    return {
      Version: '2012-10-17',
      Statement: this.statements.map((statement, index) => ({ ...(copyOf(statement) as RoleStatement), ...resolved[index] })),
    };
  }
}

/** What is no text is an `Fn::Sub` of literal text. */
function mayRefer(resource: RoleStatement['Resource']): boolean {
  return [resource].flat().some(arn => typeof arn === 'string' && Token.isUnresolved(arn));
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)]));
}
