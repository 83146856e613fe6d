import { Stack } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import { entriesOf } from './function-target';
import type { FunctionProperties, TargetRole } from './function-target';
import { ResourceTarget } from './resource-target';
import { functionGlobals, mergeGlobals } from './sam-globals';

/** Properties that have another name or shape in SAM. */
interface SamProperties extends FunctionProperties {
  readonly Tracing?: unknown;
  readonly DeadLetterQueue?: unknown;
  readonly ImageUri?: unknown;
}

/**
 * SAM's `AWS::Serverless::Function`, from its L1, a raw resource or an included template.
 *
 * What it reads are the effective properties, those of `Globals` included; what it writes are its own, which SAM adds to those.
 */
export class SamFunctionTarget extends ResourceTarget {
  public constructor(resource: CfnResource) {
    super(resource, resource, own => lambdaProperties(mergeGlobals(functionGlobals(Stack.of(resource)), { ...own })));
  }

  public override get role(): TargetRole {
    if (this.properties.Role !== undefined) return super.role;
    return {
      kind: 'foreign',
      reason: 'the SAM transform makes it after synthesis, with AWSLambdaBasicExecutionRole and the function\'s Policies',
      cure: 'narrow its Policies, or give Role a role of its own, or acknowledge this warning',
      followsTracing: true,
    };
  }

  /** SAM publishes a new version when the code changes, and for other properties only where it is asked to. */
  public override get keptVersion(): string | undefined {
    const { AutoPublishAlias: alias, AutoPublishAliasAllProperties: followsAll } = this.properties;
    if (alias === undefined || followsAll === true) return super.keptVersion;
    return 'the version behind its AutoPublishAlias, without AutoPublishAliasAllProperties';
  }

  public override setTracing(mode: string): void {
    this.resource.addPropertyOverride('Tracing', mode);
  }
}

/** The names that `AWS::Lambda::Function` has for the same. */
function lambdaProperties(properties: SamProperties): FunctionProperties {
  const { Tracing, DeadLetterQueue, ImageUri, Code } = properties;
  return {
    ...properties,
    ...(Tracing !== undefined && { TracingConfig: { Mode: Tracing } }),
    ...(DeadLetterQueue !== undefined && { DeadLetterConfig: DeadLetterQueue }),
    ...(ImageUri !== undefined && { Code: { ...entriesOf(Code), ImageUri } }),
  };
}
