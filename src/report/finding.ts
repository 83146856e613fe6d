import type { Rule, Severity } from '../checks/rule';

/** What a report says about a rule; plain data. */
export type ReportedRule = Pick<Rule, 'id' | 'title' | 'weakness' | 'severity' | 'tier' | 'cwe' | 'why' | 'fix'>;

/** Where a reader shall look: a template, or the source that made it. */
export interface SourceLocation {
  /** Relative to where the report is made, with forward slashes; absolute where it lies outside. */
  readonly file: string;
  /** From 1. @default - the whole file */
  readonly line?: number;
  /** From 1, in UTF-16 code units. @default - the whole line */
  readonly column?: number;
}

/** Somebody's word that a finding is meant to be. */
export interface Acknowledged {
  readonly reason: string;
  /** Whether it stands in the judged file itself, or in what the file was made from. */
  readonly inFile: boolean;
}

/** One finding of one resource, as every format tells it; plain data. */
export interface ReportedFinding {
  readonly rule: ReportedRule;
  /** The rule's id, with the detail in brackets: what is acknowledged. */
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong, in words. */
  readonly message: string;
  /** CDK code that removes this finding. @default - the rule's */
  readonly fix?: string;
  readonly location: SourceLocation;
  /** Where in the resource, such as `Properties/AuthType`. */
  readonly property: string;
  readonly logicalId: string;
  readonly resourceType: string;
  readonly constructPath?: string;
  /** @default - it counts */
  readonly acknowledged?: Acknowledged;
}

/** Something about a file that is no finding. */
export interface Problem {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

/** Everything that a format needs; plain data. */
export interface Report {
  readonly tool: { readonly name: string; readonly version: string };
  /** Tells the reports on different apps of one repository apart, where they are gathered. @default - nothing does */
  readonly category?: string;
  /** The day on which it was judged, as ISO 8601. */
  readonly today: string;
  readonly templates: readonly { readonly file: string; readonly resources: number }[];
  /** Every rule that was run. */
  readonly rules: readonly ReportedRule[];
  /** Worst first. */
  readonly findings: readonly ReportedFinding[];
  /** What could not be judged at all: the verdict is incomplete. */
  readonly problems: readonly Problem[];
  /** What was not judged in a template that was, and what else its author should know. */
  readonly notices: readonly Problem[];
}
