import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** How a finding stands with what was acknowledged by `Validations.of(construct).acknowledge()`. */
export type Acknowledgement =
  /** Nobody acknowledged this id anywhere. */
  | 'none'
  /** Acknowledged here or above, under the pack's name: CDK takes the finding out and keeps the reason in its report. */
  | 'prefixed'
  /** Acknowledged here or above without the pack's name: CDK does not know it, so we leave the finding out. */
  | 'bare'
  /** Acknowledged, but on another construct: it does not count here. */
  | 'elsewhere';

/** Acknowledged ids by the path of the construct that holds them. */
export type AcknowledgedIds = ReadonlyMap<string, ReadonlySet<string>>;

/** Collects every acknowledgement of the app in one walk. */
export function acknowledgedIds(root: IConstruct): AcknowledgedIds {
  const ids = new Map<string, ReadonlySet<string>>();
  for (const construct of root.node.findAll()) {
    const here = construct.node.metadata
      .filter(entry => entry.type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(entry => Object.keys(Object(entry.data)));
    // CDK writes a bare id as an annotation's, with a capital since 2.262.
    if (here.length > 0) ids.set(construct.node.path, new Set(here.map(id => id.replace(/^annotation::/i, ''))));
  }
  return ids;
}

/** Whether a finding is acknowledged at a construct or one that contains it. */
export function acknowledgementOf(packName: string, id: string, constructPath: string | undefined, ids: AcknowledgedIds): Acknowledgement {
  const prefixed = `${packName}::${id}`;
  if (ids.size === 0) return 'none';
  const holders = constructPath === undefined ? [] : containing(constructPath).flatMap(path => ids.get(path) ?? []);
  if (holders.some(holder => holder.has(prefixed))) return 'prefixed';
  if (holders.some(holder => holder.has(id))) return 'bare';
  return [...ids.values()].some(holder => holder.has(prefixed)) ? 'elsewhere' : 'none';
}

/** A path and every path above it, the app's empty one included. */
function containing(path: string): readonly string[] {
  const parts = path.split('/');
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
}
