import { type CfnResource, type IPolicyValidationContext, type PolicyValidationPluginReport, Stage } from 'aws-cdk-lib';
import { NagPack } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { acknowledgeFindings, ruleIdOf } from './acknowledge-findings';
import { expiredAcknowledgements, readAcknowledgements, type Acknowledgements } from './acknowledgements';
import { ChecksFailOn, ChecksTier, type FindingAcknowledgement, type ServerlessTop10ChecksProps } from './checks-options';
import { PACK_NAME } from './pack-name';
import { isBelow, PacksOfApp, type ChosenPack } from './packs-of-app';
import { ruleParameters, type RuleParameters } from './parameters';
import { RULES } from './registry';
import { RenderedApp } from './rendered-app';
import { report, reportFailure, type ReportContext } from './report';
import type { Rule } from './rule';
import { selectRules } from './select-rules';
import { requireChecksOptions } from './validate-checks-options';

/** Whether what a rule finds at a path is told by this run. */
type Tells = (rule: Rule, path: string) => boolean;

/**
 * Judges an app against the Serverless Security Top 10 at synth.
 *
 * Every rule reads the rendered templates, so that property overrides, raw resources and included templates are seen. Of
 * several packs in one app each tells what the others do not.
 *
 * @example
 * Validations.of(app).addPlugins(new ServerlessTop10Checks(app));
 * Validations.of(app).addPlugins(new ServerlessTop10Checks(app, { weaknesses: [ServerlessWeakness.SAS_4] }));
 */
export class ServerlessTop10Checks extends NagPack {
  /**
   * Acknowledges findings on a construct and what is inside it, by CDK's own acknowledgements: in one form for every version
   * of CDK, with a date from which the findings count again, and with an error for an id that no rule has.
   *
   * @example
   * ServerlessTop10Checks.acknowledge(url, ['SAS2-FunctionUrlNoAuth'], { reason: 'a public form', expires: '2027-01-31' });
   *
   * @param scope The construct that is as it should be.
   * @param findings Ids as the report prints them, details in brackets included; the pack's name before them may be left out.
   * @param acknowledgement Why, and until when.
   */
  public static acknowledge(scope: IConstruct, findings: string[], acknowledgement: FindingAcknowledgement): void {
    acknowledgeFindings(scope, findings, acknowledgement, new Set(RULES.map(({ id }) => id)));
  }

  public readonly name = PACK_NAME;
  public readonly ruleIds?: string[];
  private readonly scope: IConstruct;
  private readonly props: ServerlessTop10ChecksProps;

  /**
   * @param scope the construct below which findings are reported; references are followed through the whole app
   */
  constructor(scope: IConstruct, props: ServerlessTop10ChecksProps = {}) {
    super(scope);
    requireChecksOptions(new.target.name, props, this._defaultTier());
    this.packName = this.name;
    this.scope = scope;
    this.props = props;
    this.ruleIds = this._rules().map(rule => rule.id);
  }

  /** Called by CDK once the templates are written. Never throws: CDK would print that and go on. */
  public validate(_context: IPolicyValidationContext): PolicyValidationPluginReport {
    return this.orFailure(this.scope, () => {
      const own = this._pack();
      const packs = new PacksOfApp(registeredPacks(this.scope.node.root, this).map(pack => pack === this ? own : pack._pack()));
      return this.judgeBelow(this.scope, packs.rulesFor(own), (rule, path) => packs.tellerOf(rule, path) === own);
    });
  }

  /** Judges everything below a construct without a plugin run, as in unit tests; synthesises the app if that has not happened. */
  public validateScope(scope: IConstruct): PolicyValidationPluginReport {
    synthesise(scope.node.root);
    return this.orFailure(scope, () => this.judgeBelow(scope, this._rules(), () => true));
  }

  /**
   * The rules that are run.
   *
   * @internal
   */
  protected _rules(): readonly Rule[] {
    return selectRules(RULES, this.props, this.props.tier ?? this._defaultTier());
  }

  /** @internal */
  protected _defaultTier(): ChecksTier {
    return ChecksTier.CORE;
  }

  /**
   * Whether nobody chose this pack.
   *
   * @internal
   */
  public _isDefault(): boolean {
    return false;
  }

  /** @internal */
  public _pack(): ChosenPack {
    return { path: this.scope.node.path, failOn: this.failOn, rules: this._rules(), isDefault: this._isDefault(), parameters: ruleParameters(this.props) };
  }

  protected checkResource(_node: CfnResource): void {
    // Rules judge the rendered templates as a whole, not one construct after the other.
  }

  private get failOn(): ChecksFailOn {
    return this.props.failOn ?? ChecksFailOn.ERROR;
  }

  private orFailure(scope: IConstruct, judged: () => PolicyValidationPluginReport): PolicyValidationPluginReport {
    try {
      return judged();
    } catch (error) {
      return reportFailure(error, scope, this.failOn);
    }
  }

  private judgeBelow(scope: IConstruct, rules: readonly Rule[], tells: Tells): PolicyValidationPluginReport {
    if (rules.length === 0) return { success: true, violations: [] };
    const { root, path: above } = scope.node;
    const parameters = ruleParameters(this.props);
    const isTold: Tells = (rule, path) => isBelow(path, above) && tells(rule, path);
    const findings = RenderedApp.of(root).judge(rules, parameters).findings
      .filter(({ rule, resource }) => isTold(rule, resource.constructPath ?? resource.template.id));
    return report(findings, this.contextOf(readAcknowledgements(root), parameters, rules, isTold));
  }

  private contextOf(acknowledgements: Acknowledgements, { today }: RuleParameters, rules: readonly Rule[], isTold: Tells): ReportContext {
    const byId = new Map(rules.map(rule => [rule.id, rule]));
    const expired = expiredAcknowledgements(PACK_NAME, acknowledgements, today).flatMap(ended => {
      const rule = byId.get(ruleIdOf(ended.id));
      return rule !== undefined && isTold(rule, ended.constructPath) ? [{ ...ended, rule }] : [];
    });
    return { failOn: this.failOn, today, acknowledgements, expired };
  }
}

/** Packs may be added to any stage, and each sees the whole app; in the order of their registration. */
function registeredPacks(root: IConstruct, one: ServerlessTop10Checks): readonly ServerlessTop10Checks[] {
  const plugins = root.node.findAll().filter(Stage.isStage).flatMap(stage => stage._validationPlugins);
  return [...new Set([...plugins, one])].filter(plugin => plugin instanceof ServerlessTop10Checks);
}

/** Errors of other plugins, or of this one, come after the templates are written; a missing template is told later. */
function synthesise(root: IConstruct): void {
  try {
    if (Stage.isStage(root)) root.synth();
  } catch {
    return;
  }
}
