import { guardWord, type PageData, type PageFunction } from './data';
import { append, element } from './dom';
import { inPieces } from './in-pieces';

const CALLER_WORDS: Readonly<Record<string, string>> = {
  anyone: 'anyone', authorizer: 'an authorizer', iam: 'IAM', account: 'an account', service: '', unknown: 'not known',
};
/** More would make one function the whole page. */
const SHOWN = 8;

/** What starts each function, and what it may do where. */
export class Reach {
  public readonly section: HTMLElement;
  public readonly ready: Promise<void>;
  private readonly list = element('ol', { class: 'reach' });
  private readonly cards: HTMLElement[] = [];
  private readonly wideOnly = element('input', { attributes: { type: 'checkbox', id: 'wide' } });
  private shown: ReadonlySet<number>;

  public constructor(private readonly data: PageData, shown: ReadonlySet<number>) {
    this.shown = shown;
    this.wideOnly.addEventListener('change', () => this.show(this.shown));
    this.section = element('section', { attributes: { 'id': 'reach', 'aria-labelledby': 'reach-title' } },
      element('h2', { attributes: { id: 'reach-title' } }, 'What reaches what'),
      element('p', { class: 'quiet' }, element('label', {}, this.wideOnly, ' only functions that anyone may start, or whose permissions are wildcards or unused')),
      element('div', { class: 'reach-head', attributes: { 'aria-hidden': 'true' } }, element('span', {}, 'Started by'), element('span', {}, 'Function'), element('span', {}, 'May do')),
      this.list);
    this.ready = inPieces(data.functions, (fn, index) => {
      const card = reachOf(fn);
      this.cards[index] = card;
      card.hidden = !this.isShown(index);
      this.list.append(card);
    });
  }

  public show(shown: ReadonlySet<number>): void {
    this.shown = shown;
    this.cards.forEach((card, index) => { card.hidden = !this.isShown(index); });
  }

  private isShown(index: number): boolean {
    const fn = this.data.functions[index];
    return this.shown.has(index) && fn !== undefined && (!this.wideOnly.checked || standsOut(fn));
  }
}

function standsOut({ triggers, permissions, role }: PageFunction): boolean {
  return triggers.some(({ callers }) => callers === 'anyone')
    || permissions.some(({ wildcard, unused }) => wildcard.length > 0 || unused.length > 0)
    || (role?.managedPolicies.length ?? 0) > 0;
}

function reachOf(fn: PageFunction): HTMLElement {
  return element('li', {}, triggersOf(fn), functionOf(fn), servicesOf(fn));
}

function triggersOf({ triggers }: PageFunction): HTMLElement {
  const rows = triggers.map(({ kind, name, callers }) => element('li', {},
    element('span', { class: 'kind' }, kind), ` ${name}`, CALLER_WORDS[callers] !== '' && element('span', { class: `tag callers-${callers}` }, CALLER_WORDS[callers] ?? callers)));
  return folded(rows, 'nothing in the app starts it', 'trigger');
}

function functionOf(fn: PageFunction): HTMLElement {
  return element('div', { class: 'node' }, element('b', {}, fn.name), element('span', { class: 'quiet' }, [fn.runtime, `guard: ${guardWord(fn)}`].filter(Boolean).join(' · ')));
}

function servicesOf({ permissions, role }: PageFunction): HTMLElement {
  const rows = permissions.map(({ service, actions, resources, wildcard, unused, conditional }) => {
    const row = element('li', { class: wildcard.length > 0 ? 'wide' : '' },
      element('span', { class: 'kind' }, service === '*' ? 'everything' : service), ' ',
      element('code', {}, actions.map(action => action.slice(action.indexOf(':') + 1)).join(', ')), ' on ', element('span', { class: 'resources' }, resources.map(shortArn).join(', ')));
    append(row, ...wildcard.map(what => element('span', { class: 'tag bad' }, `wildcard ${what}`)));
    if (conditional) append(row, element('span', { class: 'tag' }, 'with a condition'));
    if (unused.length > 0) append(row, element('span', { class: 'tag unused' }, `not used: ${unused.join(', ')}`));
    return row;
  });
  const managed = (role?.managedPolicies ?? []).map(policy => element('li', { class: 'wide' }, element('span', { class: 'kind' }, 'policy'), ` ${policy}`, element('span', { class: 'tag bad' }, 'statements not in the app')));
  return folded([...managed, ...rows], role?.known === false ? 'its role is not in the app' : 'nothing', 'permission');
}

/** What every ARN of the app's own account and region has in common says nothing. */
function shortArn(text: string): string {
  return text.replace(/^arn:<AWS::Partition>:([\w-]+):(?:<AWS::Region>)?:(?:<AWS::AccountId>)?:/, '');
}

function folded(rows: readonly HTMLElement[], none: string, noun: string): HTMLElement {
  if (rows.length === 0) return element('p', { class: 'quiet' }, none);
  const list = element('ul', {}, ...rows.slice(0, SHOWN));
  const rest = rows.slice(SHOWN);
  if (rest.length === 0) return list;
  const more = element('button', { class: 'link', attributes: { type: 'button' }, onClick: () => { more.remove(); append(list, ...rest); } }, `${rest.length} more ${noun}${rest.length === 1 ? '' : 's'}`);
  return element('div', {}, list, more);
}
