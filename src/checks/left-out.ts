/** A rule that one might expect and that cannot be decided from a template. */
export interface LeftOutRule {
  readonly id: string;
  readonly reason: string;
}

/** Printed in docs/rules.md, so that nobody takes a missing finding for a verdict. */
export const LEFT_OUT: readonly LeftOutRule[] = [
  {
    id: 'SAS11-DanglingPermission',
    reason: 'a `SourceArn` that no resource of the app has may belong to another app: the template cannot tell it from a source that is gone',
  },
  {
    id: 'SAS12-SnapStartState',
    reason: 'whether a snapshot holds secrets or a seed is decided by the code that runs at initialisation, which the template does not show',
  },
];
