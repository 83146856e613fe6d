import { ruleOf, slicesOf, type PageData, type PageWeakness } from './data';
import { counted, element, spoken } from './dom';

interface Standing {
  readonly weakness: PageWeakness;
  readonly errors: number;
  readonly warnings: number;
  /** How many functions have no slice, one, two … */
  readonly bySlices: readonly number[];
}

/** Every weakness, the worst first: how many findings, and how the functions stand against it. */
export function weaknessTable(data: PageData, choose: (weakness: string) => void): HTMLElement {
  const rows = data.weaknesses.map((weakness, index) => standing(weakness, index, data)).sort((a, b) => b.errors - a.errors || b.warnings - a.warnings);
  return element('section', { attributes: { 'id': 'weaknesses', 'aria-labelledby': 'weaknesses-title' } },
    element('h2', { attributes: { id: 'weaknesses-title' } }, 'Weaknesses, the worst first'),
    element('div', { class: 'scroll', attributes: { 'tabindex': '0', 'role': 'region', 'aria-label': 'Table of weaknesses' } },
      element('table', { class: 'weaknesses' },
        element('thead', {}, element('tr', {}, ...['Weakness', 'Errors', 'Warnings', 'Functions by independent slices', 'The hole that stays'].map(name => element('th', { attributes: { scope: 'col' } }, name)))),
        element('tbody', {}, ...rows.map(row => tableRow(row, choose))))),
    element('p', { class: 'quiet' }, 'A slice is one layer that meets the weakness by itself: the template (no finding), a safe default, the guard at run time, an alarm.'));
}

function standing(weakness: PageWeakness, index: number, data: PageData): Standing {
  const found = data.findings.filter(finding => ruleOf(data, finding).weakness === weakness.id);
  const count = (severity: string) => found.filter(finding => finding.severity === severity).length;
  const bySlices = [0, 0, 0, 0, 0];
  for (const { protection, cdkManaged } of data.functions) {
    const own = protection[index];
    if (!cdkManaged && own !== undefined) bySlices[slicesOf(own).present] = (bySlices[slicesOf(own).present] ?? 0) + 1;
  }
  return { weakness, errors: count('error'), warnings: count('warning'), bySlices };
}

function tableRow({ weakness, errors, warnings, bySlices }: Standing, choose: (weakness: string) => void): HTMLElement {
  return element('tr', {},
    element('th', { attributes: { scope: 'row' } },
      element('button', { class: 'link', attributes: { 'type': 'button', 'aria-label': `Show what is about ${weakness.id} ${weakness.name}` }, onClick: () => choose(weakness.id) }, element('b', {}, weakness.id), ` ${weakness.name}`)),
    element('td', { class: errors > 0 ? 'number bad' : 'number none' }, errors),
    element('td', { class: warnings > 0 ? 'number' : 'number none' }, warnings),
    element('td', {}, bar(bySlices)),
    element('td', { class: 'quiet' }, weakness.remains));
}

function bar(bySlices: readonly number[]): HTMLElement {
  const total = bySlices.reduce((sum, count) => sum + count, 0);
  const parts = bySlices.flatMap((count, slices) => {
    if (count === 0) return [];
    const part = element('span', { class: `part slices-${slices}`, attributes: { title: `${counted(count, 'function')} with ${counted(slices, 'slice')}` } }, count / total > 0.08 && String(count));
    part.style.setProperty('flex-grow', String(count));
    return [part];
  });
  const text = bySlices.flatMap((count, slices) => count === 0 ? [] : [`${counted(count, 'function')} with ${counted(slices, 'slice')}`]).join(', ');
  const drawn = element('span', { class: 'bar', attributes: { 'aria-hidden': 'true' } }, ...parts);
  return element('div', {}, drawn, spoken(text));
}

/** What the colours mean. */
export function legend(): HTMLElement {
  return element('p', { class: 'legend', attributes: { 'aria-hidden': 'true' } }, 'Slices: ',
    ...[0, 1, 2, 3, 4].map(slices => element('span', { class: `key slices-${slices}` }, String(slices))),
    element('span', { class: 'quiet' }, ' of those that could be there · '), element('span', { class: 'mark error' }, '▲'), element('span', { class: 'quiet' }, ' an error stands against it'));
}
