import type { RuleParameters } from './parameters';
import type { AppModel } from '../app-model/app-model';
import type { Resource } from '../app-model/template';
import type { Assumptions } from '../app-model/value';

/** The weaknesses of the Serverless Security Top 10, and the two that the Cloud Security Alliance added. */
export const WEAKNESSES = {
  'SAS-1': 'Function event-data injection',
  'SAS-2': 'Broken authentication',
  'SAS-3': 'Insecure deployment configuration',
  'SAS-4': 'Over-privileged functions',
  'SAS-5': 'Inadequate monitoring and logging',
  'SAS-6': 'Insecure dependencies',
  'SAS-7': 'Insecure secrets storage',
  'SAS-8': 'Denial of service and wallet',
  'SAS-9': 'Execution-flow manipulation',
  'SAS-10': 'Improper exception handling',
  'SAS-11': 'Obsolete functions, resources, triggers',
  'SAS-12': 'Cross-execution data persistency',
} as const;
export type Weakness = keyof typeof WEAKNESSES;

/** Whether a finding fails the synth, asks for attention, or is only told. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** `core` runs for everybody; `strict` is for those who ask for more; `optional` are house rules, for those who have them. */
export const TIERS = ['core', 'strict', 'optional'] as const;
export type Tier = (typeof TIERS)[number];

/** One thing that is wrong with one resource. */
export interface Finding {
  /**
   * Tells the causes on one resource apart: it stands in brackets in the finding's id, so it is as stable as the
   * resource itself and never holds a value that may change.
   *
   * @default - the rule can find one thing only
   */
  readonly detail?: string;
  /** What was found here, for people; not part of the id. */
  readonly note?: string;
  /** CDK code that removes this finding. @default - the rule's */
  readonly fix?: string;
  /** @default - the rule's severity */
  readonly severity?: Severity;
  /** The conditions of the template under which it holds. */
  readonly when?: Assumptions;
  /** Where in the resource, such as `Properties/AuthType`. @default 'Properties' */
  readonly location?: string;
}

/** A template that is flagged, its fixed twin, and what exactly is found in the first. */
export interface RuleExample {
  readonly flagged: ExampleTemplate;
  /** Finding ids without the pack's name, by logical id. */
  readonly findings: Readonly<Record<string, readonly string[]>>;
  /**
   * What other rules find in the flagged template and not in the fixed one.
   *
   * @default - nothing: the flaw is told by this rule alone
   */
  readonly also?: Readonly<Record<string, readonly string[]>>;
  readonly fixed: ExampleTemplate;
}

/** A small CloudFormation template, resources only where nothing else is needed. */
export interface ExampleTemplate {
  readonly Outputs?: Readonly<Record<string, unknown>>;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, unknown>>;
}

/** One rule: everything that is known about it, in one object. */
export interface Rule {
  /** `SAS4-WildcardAction`: forever. */
  readonly id: string;
  readonly title: string;
  readonly weakness: Weakness;
  readonly severity: Severity;
  readonly tier: Tier;
  /**
   * What must be given for the rule to have anything to judge: where it is, the rule is run whatever the tier.
   *
   * @default - nothing
   */
  readonly askedForBy?: 'permissionsBoundary';
  /** Common Weakness Enumeration ids, the closest first. */
  readonly cwe: readonly string[];
  /** What an attacker gains. */
  readonly why: string;
  /** CDK code that removes the finding. */
  readonly fix: string;
  readonly resourceTypes: readonly string[];
  /**
   * Rules that tell less about the same cause: their finding of the same detail on the same resource is left out.
   *
   * @default - none
   */
  readonly supersedes?: readonly string[];
  readonly example: RuleExample;
  /**
   * Judges one resource of the given types. Pure; called once per resource.
   *
   * What cannot be known is no finding: neither where a value must be right, nor where something must be present.
   */
  check(resource: Resource, model: AppModel, parameters: RuleParameters): readonly Finding[];
}

export const PASS: readonly Finding[] = [];
