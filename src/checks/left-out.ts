/** A rule that one might expect and that cannot be decided from a template. */
export interface LeftOutRule {
  readonly id: string;
  readonly reason: string;
}

/** Printed in docs/rules.md, so that nobody takes a missing finding for a verdict. */
export const LEFT_OUT: readonly LeftOutRule[] = [
  {
    id: 'SAS4-UnusedVpcPermission',
    reason: 'joining a network is what the configuration of a function in one needs, and is judged as that by SAS4-UnusedPermission',
  },
  {
    id: 'SAS5-LoggingPermissionMissing',
    reason: 'what AWS\'s own policies allow stands in no template, and most functions write their logs by one of them',
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
  {
    id: 'SAS1-GuardOutdated',
    reason: 'the number of a layer version counts what one account has published, and tells nothing about the guard in it; what this library attaches it publishes from its own files',
  },
  {
    id: 'SAS5-InventoryMissing',
    reason: 'what a team writes down about its functions stands outside the template',
  },
  {
    id: 'SAS6-VulnerableDependency',
    reason: 'a template names no packages, and advisories change every day: `npm audit`, or Amazon Inspector on the functions, judges both (SAS6-ScanExcluded tells who is left out)',
  },
  {
    id: 'SAS6-UnlockedDependencies',
    reason: 'the lockfile is where the code is, and not in the bundle that the template names',
  },
  {
    id: 'SAS6-DependencyBloat',
    reason: 'which packages of a bundle its code uses, no template tells; a bundle that esbuild makes holds no others',
  },
  {
    id: 'SAS7-BundleSecret',
    reason: 'the bundle is no part of the template: scanners of repositories and images read it (inline code is read by SAS7-InlineCodeSecret)',
  },
  {
    id: 'SAS9-DirectUploadUnbounded',
    reason: 'what a function signs, with which size and type, is decided by its code',
  },
  {
    id: 'SAS9-IdempotencyUnprotected',
    reason: 'whether an event that comes twice does harm is decided by the code that works on it',
  },
];
