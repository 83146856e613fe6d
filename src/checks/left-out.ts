/** A rule that one might expect and that cannot be decided from a template. */
export interface LeftOutRule {
  readonly id: string;
  readonly reason: string;
}

/** Printed in docs/rules.md, so that nobody takes a missing finding for a verdict. */
export const LEFT_OUT: readonly LeftOutRule[] = [
  {
    id: 'SAS4-UnusedVpcPermission',
    reason: 'which permissions a function needs is known once roles are computed from its code: judged with those',
  },
  {
    id: 'SAS5-LoggingPermissionMissing',
    reason: 'which permissions a function lacks is known once roles are computed from its code: judged with those',
  },
  {
    id: 'SAS9-TriggerWriterUnexpected',
    reason: 'which producers may write to a trigger is declared nowhere in a template: two of them are as often meant as not',
  },
  {
    id: 'SAS12-TmpHygieneOff',
    reason: 'the guard does not clean up between invocations yet, so that there is nothing that could be switched off',
  },
  {
    id: 'SAS11-DanglingPermission',
    reason: 'a `SourceArn` that no resource of the app has may belong to another app: the template cannot tell it from a source that is gone',
  },
  {
    id: 'SAS12-SnapStartState',
    reason: 'whether a snapshot holds secrets or a seed is decided by the code that runs at initialisation, which the template does not show',
  },
];
