import { LAYER_NAMES, LAYERS, ruleOf, type PageData, type PageFunction, type PageWeakness } from './data';
import { append, element } from './dom';
import { FACTS } from './facts';

const STATE_WORDS = { present: 'there', reports: 'reports only', absent: 'missing', unknown: 'not known' } as const;
const STATE_MARKS = { present: '●', reports: '◐', absent: '○', unknown: '?' } as const;
const LEDGER_WORDS: Readonly<Record<string, string>> = { set: 'set', kept: 'kept', refused: 'refused', optedOut: 'opted out' };

/** Everything that is known of one function. */
export function functionDetail(fn: PageFunction, data: PageData): HTMLElement {
  return element('div', { class: 'columns' },
    element('div', {}, element('h3', {}, 'What protects it'), slices(fn, data)),
    element('div', {}, element('h3', {}, 'Facts'), facts(fn), ...ledger(fn)));
}

function slices({ protection }: PageFunction, data: PageData): HTMLElement {
  const rows = data.weaknesses.flatMap((weakness, index) => {
    const own = protection[index];
    if (own === undefined) return [];
    const cells = LAYERS.map(layer => sliceCell(own.slices[layer], weakness.slices.find(slice => slice.layer === layer)));
    return [element('tr', {}, element('th', { attributes: { scope: 'row', title: weakness.name } }, weakness.id), ...cells, element('td', {}, holes(own, data)))];
  });
  return element('table', { class: 'slices' },
    element('thead', {}, element('tr', {}, ...['Against', ...LAYERS.map(layer => LAYER_NAMES[layer]), 'Findings'].map(name => element('th', { attributes: { scope: 'col' } }, name)))),
    element('tbody', {}, ...rows));
}

function sliceCell(state: keyof typeof STATE_WORDS | undefined, slice: PageWeakness['slices'][number] | undefined): HTMLElement {
  if (state === undefined || slice === undefined) return element('td', { class: 'quiet' }, '–');
  const cure = state === 'present' ? '' : `; to bring it: ${slice.cure}`;
  return element('td', { class: `state ${state} ${slice.layer}`, attributes: { title: `${slice.title}${cure}` } },
    element('span', { attributes: { 'aria-hidden': 'true' } }, STATE_MARKS[state]), ` ${STATE_WORDS[state]}`);
}

function holes({ findings, accepted }: PageFunction['protection'][number], data: PageData): HTMLElement {
  const ids = [...new Set(findings.flatMap(index => {
    const finding = data.findings[index];
    return finding === undefined ? [] : [ruleOf(data, finding).id];
  }))];
  const list = element('span', {});
  for (const id of ids) append(list, element('a', { attributes: { href: `#rule-${id}` } }, id.replace(/^SAS\d+-/, '')), ' ');
  if (accepted > 0) append(list, element('span', { class: 'quiet' }, `${accepted} accepted`));
  return list;
}

function facts(fn: PageFunction): HTMLElement {
  const list = element('dl', { class: 'facts' });
  for (const [name, tell] of FACTS) {
    const value = tell(fn);
    if (value !== undefined && value !== '') append(list, element('dt', {}, name), element('dd', {}, value));
  }
  return list;
}

function ledger({ ledger: entries }: PageFunction): readonly HTMLElement[] {
  if (entries.length === 0) return [];
  const list = element('dl', { class: 'facts' });
  for (const { measure, state, reason, expires } of entries) {
    append(list,
      element('dt', {}, measure === '*' ? 'every measure' : measure),
      element('dd', {}, element('span', { class: `ledger ${state}` }, LEDGER_WORDS[state] ?? state), ` ${reason}`, expires !== undefined && element('span', { class: 'quiet' }, ` until ${expires}`)));
  }
  return [element('h3', {}, 'What the guard did to it'), list];
}

