import type { HardeningMeasure } from '../options';
import type { Ledger } from './ledger';
import type { RoleStatements } from './role-statements';
import type { HardeningSettings } from './settings';
import type { StackBudget } from './stack-budget';
import type { FunctionTarget } from '../targets/function-target';

/** What measures share while one function is hardened. */
export interface HardeningContext {
  readonly settings: HardeningSettings;
  readonly ledger: Ledger;
  readonly budget: StackBudget;
  /** What the measures need the function's role to allow; the scoped role writes it. */
  readonly statements: RoleStatements;
}

/** One measure: sets what is unset, keeps what the user set, and says in the ledger which. */
export interface Measure {
  readonly name: HardeningMeasure;
  /** Whether a plain function runs differently with it, so that it is only reported there unless asked for. */
  readonly onRequest?: string;
  /** Whether it is set at all, where an option asks for it; else it is, and no ledger speaks of it. */
  isAsked?(settings: HardeningSettings): boolean;
  apply(target: FunctionTarget, context: HardeningContext): void;
}
