import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CfnFunctionTarget, hasOverride } from './cfn-function-target';
import type { TargetRole } from './function-target';

/** The L2 `Function` and all that extend it: `NodejsFunction`, `DockerImageFunction`, the inside of `SingletonFunction` … */
export class LambdaFunctionTarget extends CfnFunctionTarget {
  public constructor(public readonly construct: lambda.Function, resource: lambda.CfnFunction) {
    super(resource, construct);
  }

  public override get role(): TargetRole {
    const { role } = this.construct;
    if (!(role instanceof iam.Role)) return { kind: 'foreign', reason: 'its role is imported or immutable' };
    if (role.node.scope !== this.construct) return { kind: 'foreign', reason: `its role ${role.node.path} was given and may serve others` };
    const resource = role.node.defaultChild;
    if (!(resource instanceof iam.CfnRole)) return { kind: 'foreign', reason: 'its role is precreated outside this app' };
    return { kind: 'own', role, resource };
  }

  public override setEnvironment(variables: Readonly<Record<string, string>>): void {
    if (hasOverride(this.resource, 'Environment')) return super.setEnvironment(variables);
    for (const [name, value] of Object.entries(variables)) this.construct.addEnvironment(name, value);
  }

  public override addLayer(layer: lambda.ILayerVersion): void {
    if (hasOverride(this.resource, 'Layers')) return super.addLayer(layer);
    this.construct.addLayers(layer);
  }
}
