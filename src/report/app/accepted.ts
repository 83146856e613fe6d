import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { PACK_NAME } from '../../checks/report';
import type { Acknowledged } from '../finding';

/** Reasons by acknowledged id, by the path of the construct that holds them. */
export type Reasons = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Collects every acknowledgement of constructs in one list. */
export function acknowledgedReasons(constructs: readonly IConstruct[]): Reasons {
  const reasons = new Map<string, Map<string, string>>();
  for (const { node } of constructs) {
    for (const { type, data } of node.metadata) {
      if (type !== Validations.ACKNOWLEDGED_RULES_METADATA_KEY) continue;
      const here = reasons.get(node.path) ?? new Map<string, string>();
      reasons.set(node.path, here);
      // CDK writes a bare id as an annotation's, with a capital since 2.262.
      for (const [id, reason] of Object.entries(Object(data) as object)) here.set(id.replace(/^annotation::/i, ''), String(reason));
    }
  }
  return reasons;
}

/** How a reason says when it ends: CDK keeps a reason, and nothing else. */
const EXPIRY = /\(expires (\d{4}-\d{2}-\d{2})\)\s*$/;

/** Why a finding was accepted, at its construct or the nearest that contains it. */
export function acceptedAs(id: string, constructPath: string | undefined, reasons: Reasons, today: string): Acknowledged | undefined {
  if (reasons.size === 0 || constructPath === undefined) return undefined;
  const parts = constructPath.split('/');
  for (let length = parts.length; length >= 0; length -= 1) {
    const here = reasons.get(parts.slice(0, length).join('/'));
    const reason = here?.get(`${PACK_NAME}::${id}`) ?? here?.get(id);
    if (reason !== undefined && (EXPIRY.exec(reason)?.[1] ?? '9999') > today) return { reason, inFile: false };
  }
  return undefined;
}
