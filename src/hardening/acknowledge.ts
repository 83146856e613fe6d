import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { UnavoidableFinding } from './role-statements';

/**
 * Acknowledges findings of AwsSolutions on something that the guard made, so that it brings none into the user's app.
 *
 * Written as metadata because `Validations.acknowledge()` of the oldest supported CDK refuses ids with a second `::`,
 * which every ARN with a pseudo parameter in it has.
 *
 * In an object that V8 keeps as a dictionary: most ids are one function's own, and each would make a hidden class.
 */
export function acknowledge(construct: IConstruct, findings: readonly UnavoidableFinding[]): void {
  if (findings.length === 0) return;
  const reasons: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { id, reason } of findings) reasons[id] = reason;
  construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, reasons);
}
