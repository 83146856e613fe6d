import { Stack } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import { liveProperties, resourcesOf } from './app-resources';
import { factsOf, fileFact, literalNamesOf } from './function-facts';
import type { Facts } from './function-facts';
import type { FunctionTarget } from '../targets/function-target';
import { onceAStage } from '../targets/once-a-stage';

/** A source whose unread records have a metric of their own. */
export type LaggingSource = 'stream' | 'kafka';

const MAPPING = 'AWS::Lambda::EventSourceMapping';

/** The sources that a function reads and can fall behind. */
export function laggingSources(target: FunctionTarget): ReadonlySet<LaggingSource> {
  return new Set(factsOf(sourcesOf(target.resource), target.resource, literalNamesOf(target)));
}

/** How many sources the functions of a stack read and can fall behind. */
export function countLaggingSources(stack: Stack): number {
  return resourcesOf(stack, MAPPING).filter(mapping => Stack.of(mapping) === stack && laggingSource(mapping) !== undefined).length;
}

const sourcesOf = onceAStage(stage => {
  const sources: Facts<LaggingSource> = new Map();
  for (const mapping of resourcesOf(stage, MAPPING)) {
    const source = laggingSource(mapping);
    if (source !== undefined) fileFact(sources, mapping, liveProperties(mapping).FunctionName, source);
  }
  return sources;
});

/** By what each kind of source alone has: queues and brokers take no starting position. */
function laggingSource(mapping: CfnResource): LaggingSource | undefined {
  const { Topics, StartingPosition, DocumentDBEventSourceConfig } = liveProperties(mapping);
  if (Topics !== undefined) return 'kafka';
  return StartingPosition === undefined || DocumentDBEventSourceConfig !== undefined ? undefined : 'stream';
}
