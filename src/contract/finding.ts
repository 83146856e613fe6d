import type { DetectorName, SinkName } from './policy';

/** Version of the Open Cybersecurity Schema Framework that finding lines follow (https://schema.ocsf.io/1.6.0/classes/detection_finding). */
export const OCSF_VERSION = '1.6.0';

/** OCSF Detection Finding: category 2 (Findings), class 2004, activity 1 (Create). */
export const OCSF_DETECTION_FINDING = { categoryUid: 2, classUid: 2004, activityId: 1, typeUid: 200401 } as const;

/** What was done: OCSF `action_id` (1 Allowed, 2 Denied, 3 Observed) and `disposition_id` (2 Blocked, 15 Detected). */
export const OCSF_ACTIONS = {
  blocked: { actionId: 2, action: 'Denied', dispositionId: 2, disposition: 'Blocked' },
  reported: { actionId: 3, action: 'Observed', dispositionId: 15, disposition: 'Detected' },
} as const;

/** The weakness behind each detector, for findings and docs. */
export const DETECTOR_WEAKNESS = {
  'sql': { cwe: 'CWE-89', title: 'SQL injection' },
  'shell': { cwe: 'CWE-78', title: 'OS command injection' },
  'path': { cwe: 'CWE-22', title: 'Path traversal' },
  'nosql': { cwe: 'CWE-943', title: 'NoSQL injection' },
  'ldap': { cwe: 'CWE-90', title: 'LDAP injection' },
  'ssrf': { cwe: 'CWE-918', title: 'Server-side request forgery' },
  'code': { cwe: 'CWE-95', title: 'Code injection' },
  'egress': { cwe: 'CWE-923', title: 'Undeclared connection' },
  'provenance': { cwe: 'CWE-346', title: 'Undeclared event source' },
  'limits': { cwe: 'CWE-770', title: 'Event beyond a limit' },
  'screening': { cwe: 'CWE-20', title: 'Attack attempt' },
  'leak': { cwe: 'CWE-209', title: 'Answer that shows the function\'s inside' },
  'prototype': { cwe: 'CWE-1321', title: 'Prototype pollution' },
  'xss': { cwe: 'CWE-79', title: 'Cross-site scripting' },
  'crlf': { cwe: 'CWE-93', title: 'CRLF injection' },
  'xxe': { cwe: 'CWE-611', title: 'XML entities that are external or expand' },
  'child-process': { cwe: 'CWE-250', title: 'Undeclared child process' },
  'worker': { cwe: 'CWE-250', title: 'Undeclared Worker' },
  'code-generation': { cwe: 'CWE-94', title: 'Undeclared generation of code' },
  'own-files': { cwe: 'CWE-540', title: 'Undeclared reading of the function\'s own code' },
  'procfs': { cwe: 'CWE-497', title: 'Reading of a process\'s environment or memory' },
  'tmp': { cwe: 'CWE-377', title: 'Undeclared writing to /tmp' },
  'tmp-residue': { cwe: 'CWE-459', title: 'Files left in /tmp' },
} as const satisfies Record<DetectorName, { cwe: string; title: string }>;

/** One OCSF Detection Finding as the guard writes it: a raw line with level and timestamp, CloudWatch-friendly. */
export interface DetectionFinding {
  /** As severe as the finding, or as the function's log level where that would drop the line. */
  readonly level: 'WARN' | 'ERROR' | 'FATAL';
  readonly timestamp: string;
  readonly category_uid: 2;
  readonly class_uid: 2004;
  readonly class_name: 'Detection Finding';
  readonly activity_id: 1;
  readonly type_uid: 200401;
  readonly time: number;
  readonly severity_id: number;
  readonly severity: string;
  readonly action_id: number;
  readonly action: string;
  readonly disposition_id: number;
  readonly disposition: string;
  readonly message: string;
  readonly metadata: {
    readonly version: string;
    readonly product: { readonly name: string; readonly vendor_name: string; readonly version: string };
    readonly profiles: readonly string[];
    readonly correlation_uid: string;
  };
  readonly finding_info: {
    readonly uid: string;
    readonly title: string;
    readonly types: readonly string[];
    readonly desc: string;
    readonly created_time: number;
    readonly analytic: { readonly type_id: 1; readonly type: 'Rule'; readonly name: DetectorName };
  };
  readonly cloud: { readonly provider: 'AWS'; readonly region: string; readonly account?: { readonly uid: string } };
  readonly resources: ReadonlyArray<{ readonly type: 'AWS::Lambda::Function'; readonly name: string; readonly uid?: string }>;
  readonly evidences: ReadonlyArray<{
    readonly src_endpoint?: { readonly ip: string };
    readonly actor?: { readonly user: { readonly uid: string } };
    readonly http_request?: { readonly http_method?: string; readonly url?: { readonly path: string }; readonly user_agent?: string };
    readonly data: FindingEvidence;
  }>;
}

/** Where the input came from, where it arrived, and what it changed there. */
export interface FindingEvidence {
  /** The event source, such as `apigateway`, `s3`, `sqs`. */
  readonly trigger: string;
  readonly route?: string;
  /** JSONPath of the input in the event, with the decoders that were applied; absent where no input took part. */
  readonly inputPath?: string;
  readonly decoders?: readonly string[];
  /** The input as it was matched; truncated, secrets masked. */
  readonly input?: string;
  readonly sink: SinkName;
  /** The function or message that was refused, such as `child_process.spawn` or `Query`. */
  readonly operation: string;
  readonly detector: DetectorName;
  /** What the input changed, in words: the token or node. */
  readonly change: string;
  /** What was not inspected, where a bound was reached. */
  readonly notInspected?: string;
}
