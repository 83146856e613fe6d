import type { DemoResult } from './demo';
import { findingCard } from './finding-card';
import { attackTable, benignTable } from './outcome-table';
import type { Paint } from './paint';
import { verdictTable } from './verdicts';

/** The demo's result as lines for a terminal; the last one counts. */
export function report({ attacks, benign, verdicts }: DemoResult, paint: Paint): string[] {
  const findings = attacks.flatMap(({ finding }) => finding ?? []);
  // One that came in wrapped tells the most.
  const finding = findings.find(({ evidences }) => evidences.some(({ data }) => data.decoders?.includes('base64'))) ?? findings[0];
  return [
    ...section('Benign requests', benignTable(benign, paint), paint),
    ...section('Attacks', attackTable(attacks, paint), paint),
    ...(finding ? section('One finding of them', findingCard(finding, paint), paint) : []),
    ...section('Serverless Security Top 10', verdictTable(verdicts.unprotected, verdicts.protected, paint), paint),
    summary({ attacks, benign }),
  ];
}

/** `N attacks blocked of N, M benign answers identical of M`. */
export function summary({ attacks, benign }: Pick<DemoResult, 'attacks' | 'benign'>): string {
  const blocked = attacks.filter(outcome => outcome.blocked).length;
  const identical = benign.filter(outcome => outcome.identical).length;
  return `${blocked} attacks blocked of ${attacks.length}, ${identical} benign answers identical of ${benign.length}`;
}

/** Every attack blocked, every benign answer identical. */
export function succeeded({ attacks, benign }: Pick<DemoResult, 'attacks' | 'benign'>): boolean {
  return attacks.length > 0 && benign.length > 0 && attacks.every(({ blocked }) => blocked) && benign.every(({ identical }) => identical);
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  return [paint(title, 'title'), '', ...lines.map(line => `  ${line}`), ''];
}
