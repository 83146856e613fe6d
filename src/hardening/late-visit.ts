import { Aspects, FeatureFlags, Stage } from 'aws-cdk-lib';
import { ASPECT_STABILIZATION } from 'aws-cdk-lib/cx-api';
import type { IConstruct } from 'constructs';

/**
 * Lets the app's aspects see what an aspect made at the side of the function that it visits, such as a permissions boundary.
 *
 * Without the feature flag CDK walks the tree once and never comes to children that a construct got after it was passed.
 */
export function visitLate(made: IConstruct): void {
  if (FeatureFlags.of(made).isEnabled(ASPECT_STABILIZATION) === true) return;
  for (const node of made.node.findAll()) {
    const applied = scopesWithinStage(node).flatMap(scope => Aspects.of(scope).applied);
    for (const { aspect } of applied.sort((a, b) => a.priority - b.priority)) aspect.visit(node);
  }
}

/** Aspects stop at a stage. */
function scopesWithinStage(node: IConstruct): IConstruct[] {
  const stage = Stage.of(node);
  return stage === undefined ? node.node.scopes : node.node.scopes.slice(node.node.scopes.indexOf(stage));
}
