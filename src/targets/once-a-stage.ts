import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Makes a reading of the construct tree that is done once a stage, so that the work grows with the app and not with its square.
 *
 * Not once an app: stages are synthesised at different times, and the app may grow in between.
 */
export function onceAStage<T>(read: (stage: IConstruct) => T): (node: IConstruct) => T {
  const known = new WeakMap<IConstruct, T>();
  return node => {
    const stage = Stage.of(node) ?? node.node.root;
    const made = known.get(stage) ?? read(stage);
    known.set(stage, made);
    return made;
  };
}
