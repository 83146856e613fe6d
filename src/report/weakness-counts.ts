import type { AppReport } from './app-report';
import { WEAKNESSES, type Weakness } from '../checks/rule';

/** How one weakness stands in an app. */
export interface WeaknessCount {
  readonly weakness: Weakness;
  readonly errors: number;
  readonly warnings: number;
  /** Functions of the app's own that have a hole there. */
  readonly functions: number;
}

/** The weaknesses of which something was found, the worst first; what was acknowledged does not count. */
export function countsByWeakness({ report, inventory }: AppReport): readonly WeaknessCount[] {
  const open = report.findings.filter(({ acknowledged }) => acknowledged === undefined);
  const own = inventory.functions.filter(({ cdkManaged }) => !cdkManaged);
  return (Object.keys(WEAKNESSES) as Weakness[]).map(weakness => {
    const found = open.filter(({ rule }) => rule.weakness === weakness);
    return {
      weakness,
      errors: found.filter(({ severity }) => severity === 'error').length,
      warnings: found.filter(({ severity }) => severity === 'warning').length,
      functions: own.filter(({ protection }) => protection[weakness].slices.design === 'absent').length,
    };
  })
    .filter(({ errors, warnings }) => errors + warnings > 0)
    .sort((a, b) => b.errors - a.errors || b.warnings - a.warnings);
}
