import type { FunctionOptions } from '../function-options';

/**
 * Values of what a template only refers to.
 *
 * Keys are written as in `Fn::Sub`: `AWS::Region`, `LogicalId` (its `Ref`), `LogicalId.Arn` (an attribute), and
 * `ImportValue:name` for an import.
 */
export type IntrinsicsTable = Readonly<Record<string, string>>;

/** A Lambda function of a synthesised cloud assembly, ready for `startFunction`. */
export interface AssemblyFunction extends FunctionOptions {
  /** Logical id in the template. */
  readonly logicalId: string;

  /** Construct path such as `Shop/Orders/Resource`; empty where the app sets no `aws:cdk:enable-path-metadata`, as the CDK CLI does. */
  readonly path: string;

  /** Name of the template's file. */
  readonly template: string;

  /** `Runtime` of the function, such as `nodejs22.x`. */
  readonly runtime: string;
}
