import type { Weakness } from '../../checks/rule';
import type { LedgerEntry } from '../../contract/ledger';
import type { PolicyExemption } from '../../contract/policy';

/** Grows when a program that reads the inventory would have to change; what is added keeps it. */
export const INVENTORY_VERSION = 1;

/**
 * Every function of an app with what it is, what starts it, what it may do and what protects it.
 *
 * Plain data, the same for the same app: sorted by id, without dates of its own, so that two inventories can be compared.
 * `inventory.schema.json` describes it.
 */
export interface Inventory {
  readonly formatVersion: typeof INVENTORY_VERSION;
  readonly functions: readonly InventoriedFunction[];
}

/** Whether something holds: `unknown` where the template does not tell. */
export type Answer = 'yes' | 'no' | 'unknown';

/** How a function came into the app: as a resource, by SAM, as a web function, or from another app. */
export type FunctionKind = 'function' | 'sam' | 'web' | 'imported';

/**
 * One function. A text that a condition or a parameter decides holds every possibility, separated by ` | `; what only the
 * deployment knows stands in `<…>`.
 */
export interface InventoriedFunction {
  /** The template's id and the logical id, or the construct's path where the app only refers to the function. */
  readonly id: string;
  /** For people: the construct's path, or the logical id. */
  readonly name: string;
  readonly kind: FunctionKind;
  readonly stack?: string;
  /** The name of the template's file. */
  readonly template?: string;
  readonly logicalId?: string;
  /** Whether CDK added it by itself, such as the provider of a custom resource. */
  readonly cdkManaged: boolean;
  /** Whether CloudFront runs it, where neither layers nor environment variables exist. */
  readonly edge: boolean;
  readonly image: boolean;
  readonly runtime?: string;
  readonly architecture?: string;
  readonly handler?: string;
  readonly timeoutSeconds?: string;
  readonly memoryMb?: string;
  readonly reservedConcurrency?: string;
  readonly triggers: readonly InventoriedTrigger[];
  readonly role?: InventoriedRole;
  readonly permissions: readonly InventoriedPermission[];
  readonly network: InventoriedNetwork;
  readonly environment: InventoriedEnvironment;
  readonly logs: InventoriedLogs;
  readonly tracing?: string;
  /** The metrics that alarms watch for this function, such as `AWS/Lambda Errors`. */
  readonly alarms: readonly string[];
  readonly failure: InventoriedFailure;
  readonly codeSigning: boolean;
  readonly layers: readonly string[];
  readonly guard: InventoriedGuard;
  /** What became of each measure, and why; opt-outs with their reason and end. */
  readonly ledger: readonly LedgerEntry[];
  readonly protection: Readonly<Record<Weakness, Protection>>;
}

/** Whom a trigger lets in. */
export type Callers = 'anyone' | 'authorizer' | 'iam' | 'account' | 'service' | 'unknown';

/** What starts a function. */
export interface InventoriedTrigger {
  /** The resource that makes the trigger. */
  readonly id: string;
  /** Such as `url`, `http-api`, `queue`, `schedule`. */
  readonly kind: string;
  /** For people: a route, the source's path. */
  readonly name: string;
  readonly callers: Callers;
  /** The resource that events come from, where it is in the app. */
  readonly source?: string;
}

export interface InventoriedRole {
  readonly id: string;
  readonly name: string;
  /** Other functions that hold the same role. */
  readonly sharedWith: readonly string[];
  /** Policies whose statements are not in the app. */
  readonly managedPolicies: readonly string[];
  readonly boundary?: string;
  /** CDK code for what is needed of its statements, where they are proven to grant too much. */
  readonly proposal?: string;
  /** Whether its statements are in the app. */
  readonly known: boolean;
}

/** What one statement allows at one service. */
export interface InventoriedPermission {
  readonly service: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** The resources of the app among them. */
  readonly targets: readonly string[];
  /** The resource that holds the statement. */
  readonly through: string;
  /** Whether an action, or a resource that could be named, is a wildcard. */
  readonly wildcard: ReadonlyArray<'action' | 'resource'>;
  /** Whether a condition narrows it. */
  readonly conditional: boolean;
  /** Whether the function's code uses it: `unknown` until the code was read. */
  readonly usage: 'used' | 'unused' | 'partly' | 'unknown';
  /** The actions that the code does not use, where that is known. */
  readonly unused: readonly string[];
}

export interface InventoriedNetwork {
  readonly vpc: Answer;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
}

/** Names only: values may be secret. */
export interface InventoriedEnvironment {
  readonly variables: readonly string[];
  readonly key?: string;
  /** Variables that hold the place of a secret or the secret itself, by reference. */
  readonly secrets: ReadonlyArray<{ readonly variable: string; readonly place: string }>;
}

export interface InventoriedLogs {
  readonly groups: ReadonlyArray<{ readonly id: string; readonly retentionDays?: string; readonly encrypted: Answer }>;
  readonly format?: string;
  readonly level?: string;
}

export interface InventoriedFailure {
  /** Whether anything starts it without waiting for an answer. */
  readonly asynchronous: boolean;
  readonly destination: Answer;
  readonly retryAttempts?: string;
  readonly maxEventAgeSeconds?: string;
}

/** The guard at run time. */
export interface InventoriedGuard {
  readonly attached: Answer;
  readonly mode?: 'off' | 'report' | 'block';
  /** Detectors whose mode is not the default. */
  readonly detectors: Readonly<Record<string, string>>;
  readonly exemptions: readonly PolicyExemption[];
  /** What was declared of the function, so that anything else is a finding. */
  readonly declares: ReadonlyArray<'triggers' | 'limits' | 'domains' | 'services'>;
}

/** Whether a slice is there; `reports` where it tells and does not stop. */
export type SliceState = 'present' | 'reports' | 'absent' | 'unknown';

/** Where a slice stands: judged at synth, set by default, at run time, or told by an alarm. */
export type Layer = 'design' | 'default' | 'runtime' | 'alarm';

/** What stands between one weakness and one function. */
export interface Protection {
  /** Independent slices by layer; a layer that has none for this weakness, or that the function does not need, is left out. */
  readonly slices: Readonly<Partial<Record<Layer, SliceState>>>;
  /** Findings that count: ids as acknowledgements name them, with the resource where it is not the function. */
  readonly findings: readonly string[];
  readonly accepted: readonly string[];
}
