import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { hasExpired } from './acknowledged-reason';

/** How a finding stands with what was acknowledged by `Validations.of(construct).acknowledge()`. */
export type Acknowledgement =
  /** Nobody acknowledged this id anywhere. */
  | 'none'
  /** Acknowledged here or above, under the pack's name: CDK takes the finding out and keeps the reason in its report. */
  | 'prefixed'
  /** Acknowledged here or above without the pack's name: CDK does not know it, so we leave the finding out. */
  | 'bare'
  /** Acknowledged, but on another construct, or no longer: it does not count here. */
  | 'elsewhere';

/** What was acknowledged in an app. */
export interface Acknowledgements {
  /** Reasons by acknowledged id, by the path of the construct that holds them. */
  readonly byPath: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** All ids: nearly every finding is told by a look into it, however many constructs hold some. */
  readonly anywhere: ReadonlySet<string>;
}

/** Collects every acknowledgement of the app in one walk. */
export function readAcknowledgements(root: IConstruct): Acknowledgements {
  const byPath = new Map<string, ReadonlyMap<string, string>>();
  const anywhere = new Set<string>();
  for (const { node } of root.node.findAll()) {
    const here = node.metadata
      .filter(entry => entry.type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(entry => Object.entries(Object(entry.data)))
      // CDK writes a bare id as an annotation's, with a capital since 2.262.
      .map(([id, reason]) => [id.replace(/^annotation::/i, ''), String(reason)] as const);
    if (here.length === 0) continue;
    byPath.set(node.path, new Map(here));
    here.forEach(([id]) => anywhere.add(id));
  }
  return { byPath, anywhere };
}

/** Whether a finding is acknowledged at a construct or one that contains it. */
export function acknowledgementOf(
  packName: string, id: string, constructPath: string | undefined, { byPath, anywhere }: Acknowledgements, today: string,
): Acknowledgement {
  const prefixed = `${packName}::${id}`;
  const isPrefixedAnywhere = anywhere.has(prefixed);
  if (!isPrefixedAnywhere && !anywhere.has(id)) return 'none';
  const holders = constructPath === undefined ? [] : containing(constructPath).flatMap(path => byPath.get(path) ?? []);
  const holds = (asked: string) => holders.some(holder => {
    const reason = holder.get(asked);
    return reason !== undefined && !hasExpired(reason, today);
  });
  if (holds(prefixed)) return 'prefixed';
  if (holds(id)) return 'bare';
  return isPrefixedAnywhere ? 'elsewhere' : 'none';
}

/** An acknowledgement of this pack that no longer holds. */
export interface ExpiredAcknowledgement {
  readonly constructPath: string;
  /** The finding's id, without the pack's name. */
  readonly id: string;
  readonly reason: string;
}

export function expiredAcknowledgements(packName: string, { byPath }: Acknowledgements, today: string): readonly ExpiredAcknowledgement[] {
  const prefix = `${packName}::`;
  return [...byPath].flatMap(([constructPath, ids]) => [...ids]
    .filter(([, reason]) => hasExpired(reason, today))
    .map(([id, reason]) => ({ constructPath, id: id.startsWith(prefix) ? id.slice(prefix.length) : id, reason })));
}

/** A path and every path above it, the app's empty one included. */
function containing(path: string): readonly string[] {
  const parts = path.split('/');
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
}
