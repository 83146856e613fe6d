import type { CfnResource } from 'aws-cdk-lib';

/** A function that is not touched, with the reason. */
export interface LeftAlone {
  /** Short name of the case, the end of the warning's id. */
  readonly kind: 'lambda-at-edge' | 'cdk-owned' | 'other-copy' | 'sam' | 'web-function' | 'unreadable';
  readonly resource: CfnResource;
  readonly reason: string;
  /** What the user can do; functions that nobody can protect here have none and bring no warning. */
  readonly cure?: string;
}
