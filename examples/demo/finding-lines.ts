import { OCSF_DETECTION_FINDING, type DetectionFinding } from '../../src/contract/finding';

/** The guard's findings among a function's log lines. */
export function findingsIn(logs: string): DetectionFinding[] {
  return logs.split('\n').filter(line => line.startsWith('{')).map(parse).filter(isFinding);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isFinding(line: unknown): line is DetectionFinding {
  return (Object(line) as Partial<DetectionFinding>).class_uid === OCSF_DETECTION_FINDING.classUid;
}
