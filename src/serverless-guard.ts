import { AspectPriority, Aspects, CfnResource, Stage, Validations } from 'aws-cdk-lib';
import type { IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ChecksFailOn, ServerlessTop10Checks } from './checks/serverless-top10-checks';
import { hardenSafely } from './hardening/harden';
import { readLedger } from './hardening/ledger';
import { extendGuard, guardOn, registerGuard } from './hardening/settings';
import { onlyOptionProblems } from './hardening/validate-options';
import { ValidationError } from './hardening/validation-error';
import type { LedgerRecord, ServerlessGuardOptions } from './options';

/**
 * Protects every function below the scope it is added to, as an aspect.
 *
 * `ServerlessGuard.protect(app)` adds it with the right priority, to stages too, and registers the checks.
 */
export class ServerlessGuard implements IAspect {
  /**
   * Protects every function below a scope, in stages that already exist too, and registers the checks for the whole app.
   *
   * Calling it again on the same scope adds its options to those given before. On a scope further down, the options there
   * win over those further up, so `protect(fn, …)` configures one function.
   *
   * @param scope The app, a stage, a stack, or any construct with functions below it.
   * @param options How its functions are protected.
   */
  public static protect(scope: IConstruct, options: ServerlessGuardOptions = {}): void {
    const known = guardOn(scope);
    const guard = new ServerlessGuard(options);
    if (known !== undefined) extendGuard(known, options);
    else Aspects.of(scope).add(guard, { priority: AspectPriority.MUTATING });
    for (const stage of scope.node.findAll()) {
      // Aspects of CDK stop at a stage by design.
      if (stage === scope || !Stage.isStage(stage) || guardOn(stage) !== undefined) continue;
      Aspects.of(stage).add(new ServerlessGuard(), { priority: AspectPriority.MUTATING });
    }
    registerChecks(scope);
  }

  /**
   * What was set on a function, what was kept, refused or opted out, and why.
   *
   * @param construct A function, or its L1 resource.
   * @returns The ledger after synthesis; empty before.
   */
  public static ledgerOf(construct: IConstruct): LedgerRecord[] {
    const resource = CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild;
    return resource !== undefined && CfnResource.isCfnResource(resource) ? [...readLedger(resource)] : [];
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
    hardenSafely(node);
  }
}

/** On the root, since the checks read the whole app, and with nothing that could fail a build that nobody asked to judge. */
function registerChecks(scope: IConstruct): void {
  const { root } = scope.node;
  if (!Stage.isStage(root)) return;
  if (root._validationPlugins.some(plugin => plugin instanceof ServerlessTop10Checks)) return;
  Validations.of(root).addPlugins(new ServerlessTop10Checks(root, { failOn: ChecksFailOn.NEVER }));
}
