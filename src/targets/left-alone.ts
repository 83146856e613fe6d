import type { IConstruct } from 'constructs';

/** A function that is not touched, with the reason. */
export interface LeftAlone {
  /** Short name of the case, the end of the warning's id. */
  readonly kind: 'lambda-at-edge' | 'cdk-owned' | 'other-copy' | 'web-function' | 'imported-function' | 'unreadable' | 'unseen';
  /** The function's resource, or the construct that refers to it where the app has none. */
  readonly node: IConstruct;
  readonly reason: string;
  /** What the user can do; functions that nobody can protect here have none and bring no warning. */
  readonly cure?: string;
}
