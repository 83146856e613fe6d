import { guardWord, SHORT_NAMES, slicesClass, slicesOf, type PageData, type PageFunction } from './data';
import { functionDetail } from './detail';
import { append, element, spoken } from './dom';
import { inPieces } from './in-pieces';
import { legend } from './weaknesses';

/** With more functions than this the matrix scrolls by itself, under its head. */
const TALL = 30;

interface Row {
  readonly index: number;
  readonly row: HTMLTableRowElement;
  detail?: HTMLTableRowElement;
}

/**
 * Functions by weaknesses.
 *
 * Its rows are laid out by themselves, and only where they are seen: a table of hundreds takes too long as a whole. That takes
 * their roles away, so that they are said.
 */
export class Matrix {
  public readonly section: HTMLElement;
  public readonly ready: Promise<void>;
  private readonly body = element('tbody', { attributes: { role: 'rowgroup' } });
  private readonly empty = element('p', { class: 'empty quiet', attributes: { hidden: '' } }, 'No function fits the filter.');
  private readonly heads: readonly HTMLElement[];
  private readonly rows: Row[] = [];
  private shown: ReadonlySet<number>;
  private sortedBy = -1;

  public constructor(private readonly data: PageData, shown: ReadonlySet<number>) {
    this.shown = shown;
    this.heads = data.weaknesses.map(({ id, name }, index) => element('th', { attributes: { role: 'columnheader', scope: 'col' } },
      element('button', { class: 'head', attributes: { type: 'button', title: `${name}: sort by it` }, onClick: () => this.sortBy(index) },
        element('b', {}, id), ' ', element('span', {}, SHORT_NAMES[id] ?? name))));
    const head = (name: string, text: string) => element('th', { class: name, attributes: { role: 'columnheader', scope: 'col' } }, text);
    const table = element('table', { class: 'matrix', attributes: { 'role': 'table', 'aria-label': 'Independent slices of each function against each weakness, the least protected function first' } },
      element('thead', { attributes: { role: 'rowgroup' } }, element('tr', { attributes: { role: 'row' } }, head('name', 'Function'), head('guard', 'Guard'), ...this.heads)),
      this.body);
    this.section = element('section', { attributes: { 'id': 'functions', 'aria-labelledby': 'functions-title' } },
      element('h2', { attributes: { id: 'functions-title' } }, 'Functions, the least protected first'),
      legend(),
      element('div', { class: data.functions.length > TALL ? 'scroll grid tall' : 'scroll grid', attributes: { 'tabindex': '0', 'role': 'region', 'aria-label': 'Functions by weaknesses' } }, table),
      this.empty);
    this.ready = inPieces(data.functions, (fn, index) => this.add(fn, index));
  }

  public show(shown: ReadonlySet<number>): void {
    this.shown = shown;
    for (const { index, row, detail } of this.rows) {
      row.hidden = !shown.has(index);
      if (detail !== undefined) detail.hidden = row.hidden || row.dataset.open !== 'true';
    }
    this.empty.hidden = shown.size > 0;
  }

  private add(fn: PageFunction, index: number): void {
    const entry: Row = { index, row: element('tr', { attributes: { role: 'row' } }) };
    const open = element('button', { class: 'name', attributes: { 'type': 'button', 'aria-expanded': 'false' }, onClick: () => this.toggle(entry, open) }, fn.name);
    append(entry.row,
      element('th', { class: 'name', attributes: { role: 'rowheader', scope: 'row' } }, open, element('span', { class: 'quiet' }, kindOf(fn))),
      element('td', { class: `guard ${guardWord(fn)}`, attributes: { role: 'cell' } }, guardWord(fn)),
      ...fn.protection.map(protection => this.cell(protection)));
    entry.row.hidden = !this.shown.has(index);
    this.rows.push(entry);
    this.body.append(entry.row);
  }

  private cell(protection: PageFunction['protection'][number]): HTMLElement {
    const slices = slicesOf(protection);
    const { present, total } = slices;
    const errors = protection.findings.filter(finding => this.data.findings[finding]?.severity === 'error').length;
    return element('td', { class: `cell ${slicesClass(slices)}`, attributes: { role: 'cell' } },
      element('b', {}, present), element('span', {}, `/${total}`),
      errors > 0 && element('i', { class: 'mark error' }, '▲', spoken(` ${errors} ${errors === 1 ? 'error' : 'errors'}`)));
  }

  private toggle(entry: Row, button: HTMLElement): void {
    const opens = entry.row.dataset.open !== 'true';
    entry.row.dataset.open = String(opens);
    button.setAttribute('aria-expanded', String(opens));
    entry.detail ??= this.addDetail(entry);
    entry.detail.hidden = !opens;
  }

  private addDetail({ index, row }: Row): HTMLTableRowElement {
    const fn = this.data.functions[index];
    const detail = element('tr', { class: 'detail', attributes: { role: 'row' } }, element('td', { attributes: { role: 'cell', colspan: String(this.heads.length + 2) } }, fn !== undefined && functionDetail(fn, this.data)));
    row.after(detail);
    return detail;
  }

  /** The same head again brings the first order back. */
  private sortBy(weakness: number): void {
    this.sortedBy = this.sortedBy === weakness ? -1 : weakness;
    this.heads.forEach((head, index) => index === this.sortedBy ? head.setAttribute('aria-sort', 'ascending') : head.removeAttribute('aria-sort'));
    const share = ({ index }: Row) => {
      const protection = this.data.functions[index]?.protection[this.sortedBy];
      if (protection === undefined) return 0;
      const { present, total } = slicesOf(protection);
      return present / total - protection.findings.length / 1000;
    };
    const ordered = [...this.rows].sort((a, b) => share(a) - share(b) || a.index - b.index);
    this.body.append(...ordered.flatMap(({ row, detail }) => detail === undefined ? [row] : [row, detail]));
  }
}

function kindOf({ runtime, kind, image, edge, cdkManaged }: PageFunction): string {
  const marks = [kind === 'imported' && 'imported', kind === 'web' && 'web function', edge && 'edge', image && 'image', cdkManaged && 'CDK’s own'];
  return [runtime, ...marks].filter(Boolean).join(' · ');
}
