import { ruleOf, slicesClass, slicesOf, type PageData, type PageWeakness, type Slices } from './data';
import { counted, element, spoken } from './dom';

interface Standing {
  readonly weakness: PageWeakness;
  readonly errors: number;
  readonly warnings: number;
  /** The functions by how many slices they have, the least first. */
  readonly bySlices: ReadonlyArray<Slices & { readonly functions: number }>;
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
  const groups = new Map<string, Standing['bySlices'][number]>();
  for (const { protection, cdkManaged } of data.functions) {
    const own = protection[index];
    if (cdkManaged || own === undefined) continue;
    const slices = slicesOf(own);
    const key = `${slices.present}/${slices.total}`;
    groups.set(key, { ...slices, functions: (groups.get(key)?.functions ?? 0) + 1 });
  }
  const bySlices = [...groups.values()].sort((a, b) => a.present / a.total - b.present / b.total || a.total - b.total);
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

function bar(bySlices: Standing['bySlices']): HTMLElement {
  const all = bySlices.reduce((sum, { functions }) => sum + functions, 0);
  const textOf = ({ functions, present, total }: Standing['bySlices'][number]) => `${counted(functions, 'function')} with ${present} of ${counted(total, 'slice')}`;
  const parts = bySlices.map(group => {
    const part = element('span', { class: `part ${slicesClass(group)}`, attributes: { title: textOf(group) } }, group.functions / all > 0.08 && String(group.functions));
    part.style.setProperty('flex-grow', String(group.functions));
    return part;
  });
  return element('div', {}, element('span', { class: 'bar', attributes: { 'aria-hidden': 'true' } }, ...parts), spoken(bySlices.map(textOf).join(', ')));
}

/** What the colours mean. */
export function legend(): HTMLElement {
  return element('p', { class: 'legend', attributes: { 'aria-hidden': 'true' } }, 'Slices: ',
    ...['0', '1', '2', '3', 'all'].map((name, slices) => element('span', { class: `key slices-${slices}` }, name)),
    element('span', { class: 'quiet' }, ' of those that could be there · '), element('span', { class: 'mark error' }, '▲'), element('span', { class: 'quiet' }, ' an error stands against it'));
}
