import type { AppModel } from '../../../app-model/app-model';
import { FUNCTION_TYPES } from '../../../app-model/functions';
import type { Resource } from '../../../app-model/template';
import { PASS, type Rule } from '../../rule';

const FN = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler' } };
const BUDGET = { Type: 'AWS::Budgets::Budget', Properties: { Budget: { BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount: 100, Unit: 'USD' } } } };

/** A bill is the account's: one finding for the app, on its first function. */
export const budgetMissing: Rule = {
  id: 'SAS8-BudgetMissing',
  title: 'nobody is told when the app costs more than it should',
  weakness: 'SAS-8',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-770'],
  why: 'Everything here scales, and is paid for: a flood or a loop that stays below every alarm is noticed on the bill at the end of the month.',
  fix: 'new budgets.CfnBudget(this, \'Budget\', { budget: { budgetType: \'COST\', timeUnit: \'MONTHLY\', budgetLimit: { amount: 100, unit: \'USD\' } } });',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: FN } },
    findings: { Orders: ['SAS8-BudgetMissing'] },
    fixed: { Resources: { Orders: FN, Budget: BUDGET } },
  },
  check: (fn, model) => model.index(firstUnwatched) === fn ? [{}] : PASS,
};

function firstUnwatched(model: AppModel): Resource | undefined {
  if (model.resourcesOf('AWS::Budgets::Budget', 'AWS::CE::AnomalyMonitor').length > 0) return undefined;
  return model.resourcesOf(...FUNCTION_TYPES).find(({ cdkManaged }) => !cdkManaged);
}
