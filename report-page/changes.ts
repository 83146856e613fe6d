import { copyButton } from './copy-button';
import { ruleOf, SEVERITIES, type PageData, type PageFinding, type PageRule } from './data';
import { append, counted, element } from './dom';
import { inPieces } from './in-pieces';

/** More places than this are shown when they are asked for. */
const SHOWN = 40;

const SEVERITY_WORDS = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

interface Group {
  readonly rule: PageRule;
  readonly findings: readonly number[];
  readonly details: HTMLDetailsElement;
  readonly count: HTMLElement;
  readonly body: HTMLElement;
}

/** What is wrong, rule by rule: why it matters, what to write, and where. */
export class Changes {
  public readonly section: HTMLElement;
  public readonly ready: Promise<void>;
  private readonly groups: Group[] = [];
  private readonly empty = element('p', { class: 'empty quiet', attributes: { hidden: '' } }, 'Nothing to change.');
  private shown: ReadonlySet<number>;

  public constructor(private readonly data: PageData, shown: ReadonlySet<number>) {
    this.shown = shown;
    const list = element('div', { class: 'changes' });
    this.section = element('section', { attributes: { 'id': 'changes', 'aria-labelledby': 'changes-title' } },
      element('h2', { attributes: { id: 'changes-title' } }, 'What to change'), list, this.empty);
    this.ready = inPieces(this.byRule(), ([rule, findings]) => {
      const group = this.group(rule, findings);
      this.groups.push(group);
      list.append(group.details);
      this.showGroup(group);
    }).then(() => this.show(this.shown));
  }

  public show(shown: ReadonlySet<number>): void {
    this.shown = shown;
    this.groups.forEach(group => this.showGroup(group));
    this.empty.hidden = this.groups.some(({ details }) => !details.hidden);
  }

  private byRule(): ReadonlyArray<readonly [PageRule, readonly number[]]> {
    const found = new Map<PageRule, number[]>();
    this.data.findings.forEach((finding, index) => {
      const rule = ruleOf(this.data, finding);
      found.set(rule, [...found.get(rule) ?? [], index]);
    });
    const worst = (indices: readonly number[]) => Math.min(...indices.map(index => SEVERITIES.indexOf(this.data.findings[index]?.severity ?? 'info')));
    return [...found].sort(([, a], [, b]) => worst(a) - worst(b) || b.length - a.length);
  }

  private group(rule: PageRule, findings: readonly number[]): Group {
    const worst = SEVERITIES.find(severity => findings.some(index => this.data.findings[index]?.severity === severity)) ?? 'info';
    const count = element('span', { class: 'places' });
    const body = element('div', { class: 'body' });
    const details = element('details', { attributes: { id: `rule-${rule.id}` } },
      element('summary', {}, element('span', { class: `severity ${worst}` }, SEVERITY_WORDS[worst]), element('span', { class: 'rule' }, element('b', {}, rule.id), ` ${rule.title}`), count), body);
    const group = { rule, findings, details, count, body };
    details.addEventListener('toggle', () => this.fill(group));
    return group;
  }

  private showGroup(group: Group): void {
    const visible = group.findings.filter(index => this.shown.has(index)).length;
    group.details.hidden = visible === 0;
    group.count.textContent = counted(visible, 'place');
    if (group.details.open) this.fill(group);
  }

  private fill({ rule, findings, details, body }: Group): void {
    if (!details.open) return;
    const visible = findings.flatMap(index => this.shown.has(index) ? this.data.findings[index] ?? [] : []);
    const places = element('ul', { class: 'where' });
    body.replaceChildren(
      element('p', {}, rule.why),
      element('div', { class: 'fix' }, element('h3', {}, 'Fix'), copyButton(rule.fix, 'fix'), element('pre', {}, element('code', {}, rule.fix))),
      element('p', { class: 'quiet' }, `${rule.weakness} · ${rule.cwe.join(', ')} · `, element('a', { attributes: { href: rule.help, rel: 'noreferrer' } }, 'the rule with an example')),
      element('h3', {}, 'Where'), places);
    this.addPlaces(places, visible, SHOWN);
  }

  private addPlaces(places: HTMLElement, findings: readonly PageFinding[], limit: number): void {
    append(places, ...findings.slice(0, limit).map(finding => this.place(finding)));
    const rest = findings.slice(limit);
    if (rest.length === 0) return;
    const more = element('button', {
      class: 'link',
      attributes: { type: 'button' },
      onClick: () => {
        more.parentElement?.remove();
        void inPieces(rest, finding => places.append(this.place(finding)));
      },
    }, `${rest.length} more`);
    places.append(element('li', {}, more));
  }

  private place({ id, place, remark, fix, property, source, functions }: PageFinding): HTMLElement {
    const others = functions.flatMap(index => this.data.functions[index]?.name ?? []).filter(name => name !== place);
    return element('li', {},
      element('span', { class: 'place' }, element('b', {}, place), remark !== '' && ` ${remark}`),
      element('span', { class: 'quiet' }, `${source} · ${property}`, others.length > 0 && ` · reaches ${others.slice(0, 3).join(', ')}${others.length > 3 ? ` and ${others.length - 3} more` : ''}`),
      copyButton(id, `${id}, for an acknowledgement`, 'Copy id'),
      fix !== undefined && element('div', { class: 'fix' }, copyButton(fix, 'fix'), element('pre', {}, element('code', {}, fix))));
  }
}
