import type { PageData } from './data';
import { element } from './dom';

const KINDS = { finding: 'Finding', measure: 'Measure left out', exemption: 'Let pass by the guard' } as const;

/** What somebody decided to live with, the first to end first. */
export function acceptedTable(data: PageData): HTMLElement {
  const rows = [...data.accepted].sort((a, b) => compare(a.expires ?? '9999', b.expires ?? '9999') || compare(a.place, b.place));
  return element('section', { attributes: { 'id': 'accepted', 'aria-labelledby': 'accepted-title' } },
    element('h2', { attributes: { id: 'accepted-title' } }, 'What was accepted'),
    rows.length === 0 ? element('p', { class: 'quiet' }, 'Nothing.') : element('div', { class: 'scroll', attributes: { 'tabindex': '0', 'role': 'region', 'aria-label': 'Accepted findings, measures and exemptions' } },
      element('table', { class: 'accepted' },
        element('thead', {}, element('tr', {}, ...['What', 'Where', 'Reason', 'Until'].map(name => element('th', { attributes: { scope: 'col' } }, name)))),
        element('tbody', {}, ...rows.map(({ kind, what, place, reason, expires }) => element('tr', {},
          element('th', { attributes: { scope: 'row' } }, what, element('span', { class: 'quiet' }, KINDS[kind])),
          element('td', {}, place),
          element('td', {}, reason === '' ? element('span', { class: 'quiet' }, 'none given') : reason),
          element('td', { class: expires !== undefined && expires <= data.today ? 'bad' : '' }, expires === undefined ? element('span', { class: 'quiet' }, 'no end') : expires)))))));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
