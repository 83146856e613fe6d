import type { Observation } from '../../examples/demo/request';
import { OCSF_ACTIONS, OCSF_DETECTION_FINDING, type DetectionFinding } from '../../src/contract/finding';

/** An observation of a request that did nothing, but for what is given. */
export function observation(seen: Partial<Observation> = {}): Observation {
  return { payload: '{"statusCode":200,"body":"[]"}', findings: [], files: {}, totalChange: 0, ...seen };
}

/** A file's content as observations hold it. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** A finding as the guard writes it. */
export function finding(action: keyof typeof OCSF_ACTIONS = 'blocked'): DetectionFinding {
  const { actionId, dispositionId, ...words } = OCSF_ACTIONS[action];
  const { categoryUid, classUid, activityId, typeUid } = OCSF_DETECTION_FINDING;
  return {
    level: 'ERROR',
    timestamp: '2026-03-10T08:00:00.000Z',
    time: 1_773_129_600_000,
    category_uid: categoryUid,
    class_uid: classUid,
    class_name: 'Detection Finding',
    activity_id: activityId,
    type_uid: typeUid,
    severity_id: 4,
    severity: 'High',
    action_id: actionId,
    disposition_id: dispositionId,
    ...words,
    message: 'SQL injection blocked',
    metadata: { version: '1.6.0', product: { name: 'guard', vendor_name: 'guard', version: '1' }, profiles: ['cloud'], correlation_uid: 'request-1' },
    finding_info: { uid: 'f', title: 'SQL injection', types: ['CWE-89'], desc: '', created_time: 0, analytic: { type_id: 1, type: 'Rule', name: 'sql' } },
    cloud: { provider: 'AWS', region: 'eu-central-1' },
    resources: [{ type: 'AWS::Lambda::Function', name: 'Orders' }],
    evidences: [{
      src_endpoint: { ip: '203.0.113.24' },
      actor: { user: { uid: 'user-1' } },
      http_request: { http_method: 'GET', url: { path: '/orders' } },
      data: {
        trigger: 'apigateway',
        route: 'GET /orders',
        inputPath: '$.body',
        decoders: ['base64', 'json'],
        input: '0 OR 1=1',
        sink: 'postgres',
        operation: 'Query',
        detector: 'sql',
        change: 'added 4 tokens',
      },
    }],
  };
}
