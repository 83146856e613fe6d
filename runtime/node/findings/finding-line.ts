import type { Attack } from './attack';
import { visibleLevel } from './line-level';
import { maskSecrets } from './mask';
import { shorten } from './shorten';
import {
  DETECTOR_WEAKNESS, OCSF_ACTIONS, OCSF_DETECTION_FINDING, OCSF_VERSION, type DetectionFinding, type FindingEvidence,
} from '../../../src/contract/finding';

/** What a finding says of the function it was made in. */
export interface FunctionFacts {
  readonly name: string;
  readonly region: string;
  /** The guard's build, which tells which guard made the finding; unknown where the function was set up by hand. */
  readonly build?: string;
  /** `AWS_LAMBDA_LOG_LEVEL`, where the function has one. */
  readonly logLevel?: string;
}

/** OCSF severities: 4 High, 3 Medium, 2 Low. An attack that was let through is no less severe, but nothing was refused; an attempt reached nothing yet. */
const SEVERITY = { blocked: { id: 3, name: 'Medium' }, reported: { id: 4, name: 'High' }, attempt: { id: 2, name: 'Low' } } as const;
const MAX_TEXT = 512;
const PRODUCT = { name: 'cdk-serverless-guard', vendor_name: 'cdk-serverless-guard' } as const;

/** The finding line of one attack. `index` counts the request's findings. */
export function findingLine(attack: Attack, facts: FunctionFacts, now: Date, index: number): DetectionFinding {
  const outcome = attack.blocked ? 'blocked' : 'reported';
  const { actionId, action, dispositionId, disposition } = OCSF_ACTIONS[outcome];
  const severity = SEVERITY[attack.detector === 'screening' && !attack.blocked ? 'attempt' : outcome];
  const { cwe, title } = DETECTOR_WEAKNESS[attack.detector];
  const deserved = attack.blocked ? 'ERROR' : 'WARN';
  return {
    level: visibleLevel(deserved, facts.logLevel),
    timestamp: now.toISOString(),
    category_uid: OCSF_DETECTION_FINDING.categoryUid,
    class_uid: OCSF_DETECTION_FINDING.classUid,
    class_name: 'Detection Finding',
    activity_id: OCSF_DETECTION_FINDING.activityId,
    type_uid: OCSF_DETECTION_FINDING.typeUid,
    time: now.getTime(),
    severity_id: severity.id,
    severity: severity.name,
    action_id: actionId,
    action,
    disposition_id: dispositionId,
    disposition,
    message: `${title} ${outcome} at ${attack.operation}`,
    metadata: {
      version: OCSF_VERSION,
      product: { ...PRODUCT, version: facts.build ?? 'unknown' },
      profiles: ['cloud', 'security_control'],
      correlation_uid: attack.requestId,
    },
    finding_info: {
      uid: `${attack.requestId}-${index}`,
      title,
      types: [cwe],
      desc: maskSecrets(description(attack), MAX_TEXT),
      created_time: now.getTime(),
      analytic: { type_id: 1, type: 'Rule', name: attack.detector },
    },
    cloud: { provider: 'AWS', region: facts.region, ...account(attack.functionArn) },
    resources: [{ type: 'AWS::Lambda::Function', name: facts.name, ...(attack.functionArn === undefined ? {} : { uid: attack.functionArn }) }],
    evidences: [{ ...actors(attack), data: evidence(attack) }],
  };
}

function description({ sink, place, operation, change }: Attack): string {
  if (sink === 'event') return place ? `input ${place.path} ${change}` : change;
  return place ? `input ${place.path} changed the text of ${operation}: ${change}` : `${operation}: ${change}`;
}

function account(functionArn: string | undefined): { account?: { uid: string } } {
  const uid = functionArn?.split(':')[4];
  return uid ? { account: { uid } } : {};
}

function actors({ who }: Attack): Omit<DetectionFinding['evidences'][number], 'data'> {
  return {
    ...(who.sourceIp === undefined ? {} : { src_endpoint: { ip: shorten(who.sourceIp, 64) } }),
    ...(who.principal === undefined ? {} : { actor: { user: { uid: maskSecrets(who.principal) } } }),
    ...(who.method === undefined ? {} : { http_request: httpRequest(who) }),
  };
}

function httpRequest({ method, path, userAgent }: Attack['who']): DetectionFinding['evidences'][number]['http_request'] {
  return {
    ...(method === undefined ? {} : { http_method: shorten(method, 16) }),
    ...(path === undefined ? {} : { url: { path: maskSecrets(path) } }),
    ...(userAgent === undefined ? {} : { user_agent: maskSecrets(userAgent) }),
  };
}

function evidence({ who, place, input, sink, operation, detector, change, notInspected }: Attack): FindingEvidence {
  return {
    trigger: who.trigger,
    ...(who.route === undefined ? {} : { route: maskSecrets(who.route) }),
    ...(place === undefined ? {} : { inputPath: maskSecrets(place.path, MAX_TEXT), decoders: place.decoders }),
    ...(input === undefined ? {} : { input: maskSecrets(input) }),
    sink,
    operation,
    detector,
    change: maskSecrets(change),
    ...(notInspected === undefined ? {} : { notInspected }),
  };
}
