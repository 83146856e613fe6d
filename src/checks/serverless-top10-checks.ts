import { type CfnResource, type IPolicyValidationContext, type PolicyValidationPluginReport, Stage } from 'aws-cdk-lib';
import { NagPack } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { judge, type JudgedFinding } from './judge';
import { ruleParameters } from './parameters';
import { CORE_RULES } from './registry';
import { PACK_NAME, report, reportFailure } from './report';
import type { Rule } from './rule';
import { AppModel } from '../app-model/app-model';
import { readConstructTree } from '../app-model/read-construct-tree';

/** The least severity of a finding that fails the synth. */
export enum ChecksFailOn {
  /** Errors fail, warnings do not. */
  ERROR = 'error',
  /** Warnings fail, too. */
  WARNING = 'warning',
  /** Nothing fails: findings are printed and reported. */
  NEVER = 'never',
}

/** Options of `ServerlessTop10Checks`. */
export interface ServerlessTop10ChecksProps {
  /**
   * The least severity of a finding that fails the synth.
   *
   * @default ChecksFailOn.ERROR
   */
  readonly failOn?: ChecksFailOn;

  /**
   * Judge the functions that CDK itself adds (custom-resource providers, log retention …) like your own.
   *
   * @default false - their findings have the severity `info`
   */
  readonly includeCdkManaged?: boolean;

  /**
   * The date on which deprecated runtimes and expired opt-outs are judged, as ISO 8601 (`2026-01-31`).
   *
   * @default - today
   */
  readonly today?: string;

  /**
   * Accounts whose principals, roles and layers are as good as the app's own, such as `222233334444`.
   *
   * @default - the account of each stack alone
   */
  readonly trustedAccounts?: string[];

  /**
   * The least number of days for which logs are kept.
   *
   * @default 90
   */
  readonly minLogRetentionDays?: number;

  /**
   * The longest timeout of a function that needs no reason, in seconds.
   *
   * @default 300
   */
  readonly maxTimeoutSeconds?: number;
}

/**
 * Judges an app against the Serverless Security Top 10 at synth.
 *
 * Every rule reads the rendered templates, so that property overrides, raw resources and included templates are seen.
 *
 * @example
 * Validations.of(app).addPlugins(new ServerlessTop10Checks(app));
 */
export class ServerlessTop10Checks extends NagPack {
  public readonly name = PACK_NAME;
  public readonly ruleIds?: string[];
  private readonly scope: IConstruct;
  private readonly props: ServerlessTop10ChecksProps;

  /**
   * @param scope the construct below which findings are reported; references are followed through the whole app
   */
  constructor(scope: IConstruct, props: ServerlessTop10ChecksProps = {}) {
    super(scope);
    requireDate(props.today);
    requireAccounts(props.trustedAccounts);
    this.packName = this.name;
    this.scope = scope;
    this.props = props;
    this.ruleIds = this._rules().map(rule => rule.id);
  }

  /** Called by CDK once the templates are written. Never throws: CDK would print that and go on. */
  public validate(_context: IPolicyValidationContext): PolicyValidationPluginReport {
    return this.isCoveredByAnother() ? { success: true, violations: [] } : this.judgeBelow(this.scope);
  }

  /** Judges everything below a construct without a plugin run, as in unit tests; synthesises the app if that has not happened. */
  public validateScope(scope: IConstruct): PolicyValidationPluginReport {
    synthesise(scope.node.root);
    return this.judgeBelow(scope);
  }

  /**
   * The rules that are run.
   *
   * @internal
   */
  protected _rules(): readonly Rule[] {
    return CORE_RULES;
  }

  protected checkResource(_node: CfnResource): void {
    // Rules judge the rendered templates as a whole, not one construct after the other.
  }

  /** `ServerlessGuard.protect()` adds a pack that fails nothing; one that the user adds says the same, and more. */
  private isCoveredByAnother(): boolean {
    const { root } = this.scope.node;
    if (this.failOn !== ChecksFailOn.NEVER || !Stage.isStage(root)) return false;
    return root._validationPlugins.some(plugin => plugin instanceof ServerlessTop10Checks
      && plugin.failOn !== ChecksFailOn.NEVER
      && plugin.scope === this.scope);
  }

  private get failOn(): ChecksFailOn {
    return this.props.failOn ?? ChecksFailOn.ERROR;
  }

  private judgeBelow(scope: IConstruct): PolicyValidationPluginReport {
    try {
      return report(this.findingsBelow(scope), scope.node.root, this.failOn);
    } catch (error) {
      return reportFailure(error, scope, this.failOn);
    }
  }

  private findingsBelow(scope: IConstruct): readonly JudgedFinding[] {
    const model = AppModel.of(readConstructTree(scope.node.root));
    const below = scope.node.path === '' ? '' : `${scope.node.path}/`;
    return judge(this._rules(), model, ruleParameters(this.props))
      .filter(({ resource }) => `${resource.constructPath ?? resource.template.id}/`.startsWith(below));
  }
}

/** Errors of other plugins, or of this one, come after the templates are written; a missing template is told later. */
function synthesise(root: IConstruct): void {
  try {
    if (Stage.isStage(root)) root.synth();
  } catch {
    return;
  }
}

/** A wrong date would silently judge every runtime alike. */
function requireDate(today: string | undefined): void {
  if (today === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(today) && !Number.isNaN(Date.parse(today)))) return;
  throw new Error(`today is no date: got '${today}', expected ISO 8601 such as '2026-01-31'`);
}

/** A wrong account would silently trust nobody. */
function requireAccounts(accounts: readonly string[] = []): void {
  const wrong = accounts.find(account => !/^\d{12}$/.test(account));
  if (wrong !== undefined) throw new Error(`trustedAccounts holds no account: got '${wrong}', expected 12 digits such as '222233334444'`);
}
