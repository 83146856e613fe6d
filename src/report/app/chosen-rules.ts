import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { PacksOfApp } from '../../checks/packs-of-app';
import type { Rule } from '../../checks/rule';
import { ServerlessTop10Checks } from '../../checks/serverless-top10-checks';

/** The rules that the app's packs run, and where. */
export interface ChosenRules {
  readonly rules: readonly Rule[];
  /** Whether any pack tells what a rule finds at a path. */
  readonly areTold: (rule: Rule, path: string) => boolean;
}

/** What the packs of an app tell together: the report says neither more nor less. */
export function chosenRules(constructs: readonly IConstruct[]): ChosenRules {
  const plugins = new Set(constructs.filter(Stage.isStage).flatMap(stage => stage._validationPlugins));
  const packs = [...plugins].flatMap(plugin => plugin instanceof ServerlessTop10Checks ? [plugin._pack()] : []);
  const together = new PacksOfApp(packs);
  return {
    rules: [...new Set(packs.flatMap(({ rules }) => rules))],
    areTold: (rule, path) => together.tellerOf(rule, path) !== undefined,
  };
}
