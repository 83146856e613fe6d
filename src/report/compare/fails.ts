import { CHANGE_LEVELS, type ChangeLevel, type Comparison } from './change';

/** The least change that fails: what is worse fails, too. */
export const DIFF_FAIL_ON = ['loss', 'widened', 'change', 'never'] as const;
export type DiffFailOn = (typeof DIFF_FAIL_ON)[number];

/** Whether a comparison shows what must not be. */
export function failsDiff({ changes }: Comparison, failOn: DiffFailOn): boolean {
  return failOn !== 'never' && changes.some(({ level }) => CHANGE_LEVELS.indexOf(level) <= CHANGE_LEVELS.indexOf(failOn));
}

/** How many changes there are of each level. */
export function countByLevel({ changes }: Comparison): Readonly<Record<ChangeLevel, number>> {
  const counts = { loss: 0, widened: 0, change: 0, gain: 0 };
  for (const { level } of changes) counts[level] += 1;
  return counts;
}
