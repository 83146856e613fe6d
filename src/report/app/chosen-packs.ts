import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { PacksOfApp, type ChosenPack } from '../../checks/packs-of-app';
import { ruleParameters } from '../../checks/parameters';
import type { RenderedApp } from '../../checks/rendered-app';
import { ServerlessTop10Checks } from '../../checks/serverless-top10-checks';
import type { JudgedTogether } from '../compliance/verdicts';

/** Every pack that was added to the app or a stage of it. */
export function packsOf(constructs: readonly IConstruct[]): readonly ChosenPack[] {
  const plugins = new Set(constructs.filter(Stage.isStage).flatMap(stage => stage._validationPlugins));
  return [...plugins].flatMap(plugin => plugin instanceof ServerlessTop10Checks ? [plugin._pack()] : []);
}

/** The day on which an app is judged. */
export function dayOf(packs: readonly ChosenPack[]): string {
  const chosen = packs.find(({ isDefault }) => !isDefault) ?? packs[0];
  return (chosen?.parameters ?? ruleParameters()).today;
}

/** What packs tell together, each by its own options: the report says neither more nor less. */
export function judgedByPacks(packs: readonly ChosenPack[], app: RenderedApp): readonly JudgedTogether[] {
  const together = new PacksOfApp(packs);
  return packs.map(pack => {
    const rules = together.rulesFor(pack);
    return {
      rules,
      judgement: app.judge(rules, pack.parameters),
      isTold: (rule, { constructPath, template }) => together.tellerOf(rule, constructPath ?? template.id) === pack,
    };
  });
}
