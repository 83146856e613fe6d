import { OCSF_DETECTION_FINDING } from '../contract/finding';
import { METRICS, OVERHEAD_FIELD } from '../contract/metrics';

/** Queries of CloudWatch Logs Insights over the guard's lines; each is one line of the query language an entry. */
const FINDINGS = `filter class_uid = ${OCSF_DETECTION_FINDING.classUid}`;

/** How many attacks of which kind, and what became of them. */
export function kindsQuery(): string[] {
  return [FINDINGS, 'stats count(*) as attacks by finding_info.title, action', 'sort attacks desc'];
}

/** Who attacked most, and when last. */
export function attackersQuery(): string[] {
  return [
    'fields evidences.0.src_endpoint.ip as attacker',
    FINDINGS,
    'stats count(*) as attacks, latest(@timestamp) as last by attacker',
    'sort attacks desc',
    'limit 20',
  ];
}

/** How long invocations waited for the guard, the slowest function first. */
export function overheadQuery(): string[] {
  return [
    `filter ${METRICS.heartbeat} = 1 and ispresent(${OVERHEAD_FIELD}.p99)`,
    `stats pct(${OVERHEAD_FIELD}.p99, 99) as p99Micros, max(${OVERHEAD_FIELD}.max) as maxMicros, sum(${OVERHEAD_FIELD}.invocations) as invocations by FunctionName`,
    'sort p99Micros desc',
    'limit 20',
  ];
}
