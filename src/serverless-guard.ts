import { Aspects, CfnResource, Stack, Stage, Validations } from 'aws-cdk-lib';
import type { IAspect } from 'aws-cdk-lib';
import type { IConstruct, IMixin } from 'constructs';
import { DefaultChecks } from './checks/default-checks';
import { everyStage } from './every-stage';
import { GUARD_PRIORITY } from './hardening/aspect-priority';
import { hardenSafely } from './hardening/harden';
import { readLedger } from './hardening/ledger';
import { listUnseenFunctions } from './hardening/list-unseen';
import { declareComplete, declarePermission } from './hardening/permissions/declare';
import { extendGuard, guardOn, optionsOf, registerGuard } from './hardening/settings';
import { isSynthesised, listMissed } from './hardening/synthesised-stage';
import { onlyOptionProblems } from './hardening/validate-options';
import type { LedgerRecord, ServerlessGuardOptions } from './options';
import { registerReports } from './report/app/register-reports';
import { isFunction } from './targets/find-target';
import { ValidationError } from './validation/validation-error';

/**
 * Protects every function below the scope it is added to, as an aspect, or the functions it is applied to, as a mixin.
 *
 * `ServerlessGuard.protect(app)` adds the aspect with the right priority, to stages too, and registers the checks.
 * `fn.with(new ServerlessGuard())` and `Mixins.of(scope, selector).apply(new ServerlessGuard())` protect chosen functions,
 * in stages too, and none that are made later.
 */
export class ServerlessGuard implements IAspect, IMixin {
  /**
   * Protects every function below a scope, in stages too, and registers the checks and the reports for the whole app.
   *
   * The reports are written to `serverless-guard/` in the cloud assembly; the context `cdk-serverless-guard:reports` switches
   * them `off`, or makes them `quiet`.
   *
   * Call it right after `new App()`: a pipeline of CDK synthesises a stage the moment it is added, and what was
   * synthesised before is only warned of.
   *
   * Calling it again on the same scope adds its options to those given before. On a scope further down, the options there
   * win over those further up, so `protect(fn, …)` configures one function.
   *
   * @param scope The app, a stage, a stack, or any construct with functions below it.
   * @param options How its functions are protected.
   */
  public static protect(scope: IConstruct, options: ServerlessGuardOptions = {}): void {
    const guard = new ServerlessGuard(options);
    // From the first call on every further stage is known.
    const isFirst = guardOn(scope) === undefined;
    guard.applyTo(scope);
    if (isFirst) everyStage(scope, protectStage);
    registerChecks(scope);
    registerReports(scope.node.root);
  }

  /**
   * What was set on a function, what was kept, refused or opted out, and why.
   *
   * @param construct A function, an imported one too, or its L1 resource.
   * @returns The ledger after synthesis; empty before.
   */
  public static ledgerOf(construct: IConstruct): LedgerRecord[] {
    return [...readLedger(CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild ?? construct)];
  }

  /**
   * Declares a permission that a function needs and that its code does not tell: with `PermissionsMode.ENFORCE` it is written
   * into the function's role, and settles what could not be resolved of the action.
   *
   * @param fn A function.
   * @param action An IAM action, such as `dynamodb:GetItem`.
   * @param resourceArn The ARN of what it is about; `*` where the action takes no resource.
   */
  public static declarePermission(fn: IConstruct, action: string, resourceArn: string): void {
    declarePermission(fn, action, resourceArn);
  }

  /**
   * Declares that a function needs nothing beyond what is found in its code and declared, so that `PermissionsMode.ENFORCE`
   * narrows its grants though some of its code could not be followed.
   *
   * @param fn A function.
   * @param reason Why that is known.
   */
  public static declareComplete(fn: IConstruct, reason: string): void {
    declareComplete(fn, reason);
  }

  /** @param options How the functions below the scope are protected. */
  public constructor(options: ServerlessGuardOptions = {}) {
    const problems = onlyOptionProblems(options);
    if (problems.length > 0) throw new ValidationError('ServerlessGuard', problems);
    registerGuard(this, options);
  }

  /**
   * Protects a construct if it is a function.
   *
   * @param node Any construct.
   */
  public visit(node: IConstruct): void {
    if (Stack.isStack(node)) listUnseenFunctions(node);
    hardenSafely(node);
  }

  /**
   * Whether a construct is a function, so that the mixin can be applied to it.
   *
   * @param construct Any construct.
   */
  public supports(construct: IConstruct): boolean {
    return isFunction(construct);
  }

  /**
   * Protects one function.
   *
   * The measures wait for synthesis, as those of the aspect do, so that what is added until then is seen and kept.
   *
   * @param construct A function.
   */
  public applyTo(construct: IConstruct): void {
    const known = guardOn(construct);
    // One aspect for each construct, since further options on one function must not reach the others.
    if (known === undefined) Aspects.of(construct).add(new ServerlessGuard(optionsOf(this)), { priority: GUARD_PRIORITY });
    else extendGuard(known, optionsOf(this));
  }
}

/** Aspects of CDK stop at a stage by design. */
function protectStage(stage: Stage): void {
  if (!isSynthesised(stage)) return new ServerlessGuard().applyTo(stage);
  // A second call finds the aspect of an earlier one, which came in time.
  return guardOn(stage) === undefined ? listMissed(stage) : undefined;
}

/** On the root, since the checks read the whole app, and with nothing that could fail a build that nobody asked to judge. */
function registerChecks(scope: IConstruct): void {
  const { root } = scope.node;
  if (!Stage.isStage(root)) return;
  if (root._validationPlugins.some(plugin => plugin instanceof DefaultChecks)) return;
  Validations.of(root).addPlugins(new DefaultChecks(root));
}
