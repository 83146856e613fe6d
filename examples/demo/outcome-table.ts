import type { AttackOutcome, BenignOutcome } from './outcomes';
import type { Paint } from './paint';
import { renderTable, type Cell, type Column } from './table';

const COLUMNS: readonly Column[] = [
  { title: 'request', width: 43 },
  { title: 'carried by', width: 24 },
];

/** The attacks: what each did without the guard, and where the guard stopped it. */
export function attackTable(outcomes: readonly AttackOutcome[], paint: Paint): string[] {
  const columns = [...COLUMNS, { title: 'unprotected', width: 21 }, { title: 'protected', width: 24 }];
  return renderTable(columns, outcomes.map(outcome => [
    { text: outcome.attack.title },
    { text: outcome.attack.carrier, tone: 'quiet' },
    { text: outcome.harmUnprotected ?? 'no harm done', tone: outcome.harmUnprotected ? 'bad' : 'quiet' },
    protectedCell(outcome),
  ]), paint);
}

/** The benign requests: whether the feature works, and whether the guard changed anything. */
export function benignTable(outcomes: readonly BenignOutcome[], paint: Paint): string[] {
  const columns = [...COLUMNS, { title: 'unprotected', width: 12 }, { title: 'protected', width: 33 }];
  return renderTable(columns, outcomes.map(({ request, works, differences, isAttempt }) => [
    { text: request.title },
    { text: request.carrier, tone: 'quiet' },
    works ? { text: 'works' } : { text: 'broken', tone: 'bad' },
    differences.length === 0 ? { text: isAttempt ? 'identical, told as an attempt' : 'identical', tone: 'good' } : { text: `differs: ${differences.join(', ')}`, tone: 'bad' },
  ]), paint);
}

function protectedCell({ harmProtected, finding }: AttackOutcome): Cell {
  if (harmProtected) return { text: harmProtected, tone: 'bad' };
  if (!finding) return { text: 'no finding', tone: 'bad' };
  const sink = finding.evidences[0]?.data.sink ?? 'unknown sink';
  return { text: `blocked: ${finding.finding_info.analytic.name}/${sink}`, tone: 'good' };
}
