import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { CfnFunctionTarget } from './cfn-function-target';
import type { TargetRole } from './function-target';
import { hasOverride } from './own-values';
import { logicalIdOf } from './render';
import { otherUserOf } from './role-users';

/** The L2 `Function` and all that extend it: `NodejsFunction`, `DockerImageFunction`, the inside of `SingletonFunction` … */
export class LambdaFunctionTarget extends CfnFunctionTarget {
  private knownRole?: TargetRole;

  public constructor(public readonly construct: lambda.Function, resource: lambda.CfnFunction) {
    super(resource, construct);
  }

  public override get role(): TargetRole {
    this.knownRole ??= this.readRole();
    return this.knownRole;
  }

  private readRole(): TargetRole {
    const { role } = this.construct;
    if (!(role instanceof iam.Role)) return { kind: 'foreign', reason: 'its role is imported or immutable' };
    if (role.node.scope !== this.construct) return { kind: 'foreign', reason: `its role ${role.node.path} was given and may serve others` };
    const resource = role.node.defaultChild;
    if (!(resource instanceof iam.CfnRole)) return { kind: 'foreign', reason: 'its role is precreated outside this app' };
    if (!this.runsWith(role, resource)) return { kind: 'foreign', reason: 'its Role is overridden' };
    const other = otherUserOf(resource, this.resource);
    if (other !== undefined) return { kind: 'foreign', reason: `its role serves ${other.node.path} too` };
    return { kind: 'own', role, resource };
  }

  /** Mostly told by the one token, which costs less than the role's logical id. */
  private runsWith(role: iam.Role, resource: iam.CfnRole): boolean {
    if (this.resource.role === role.roleArn && !hasOverride(this.resource, 'Role')) return true;
    return JSON.stringify(this.properties.Role ?? '').includes(`"${logicalIdOf(resource)}"`);
  }
}
