import { guardWord, SEVERITIES, type PageData } from './data';
import { counted, element } from './dom';
import { NO_FILTER, type Filter } from './filter';

const SECTIONS = [['weaknesses', 'Weaknesses'], ['functions', 'Functions'], ['reach', 'Reach'], ['changes', 'What to change'], ['accepted', 'Accepted']] as const;

/** The head of the report: what it is of, in figures. */
export function header(data: PageData): HTMLElement {
  const own = data.functions.filter(({ cdkManaged }) => !cdkManaged);
  const guarded = (word: string) => own.filter(fn => guardWord(fn) === word).length;
  const found = (severity: string) => data.findings.filter(finding => finding.severity === severity).length;
  return element('header', {},
    element('div', { class: 'title' },
      element('h1', {}, 'Serverless Guard'),
      element('p', { class: 'quiet' }, `Judged on ${data.today} · ${data.tool.name} ${data.tool.version}`)),
    element('dl', { class: 'figures' },
      figure(own.length, own.length === 1 ? 'function' : 'functions', data.functions.length > own.length ? `and ${counted(data.functions.length - own.length, 'function')} of CDK` : ''),
      figure(guarded('block'), 'guarded, blocking', guarded('report') > 0 ? `${guarded('report')} report only` : '', guarded('block') === own.length ? 'good' : ''),
      figure(own.length - guarded('block') - guarded('report'), 'without a guard', '', guarded('block') + guarded('report') === own.length ? 'good' : 'bad'),
      figure(found('error'), found('error') === 1 ? 'error' : 'errors', `${counted(found('warning'), 'warning')}, ${counted(found('info'), 'note')}`, found('error') === 0 ? 'good' : 'bad'),
      figure(data.accepted.length, 'accepted', 'findings, measures, exemptions')),
  );
}

function figure(count: number, name: string, more: string, tone = ''): HTMLElement {
  return element('div', { class: `figure ${tone}` },
    element('dt', {}, name),
    element('dd', { class: 'number' }, count.toLocaleString('en')),
    more !== '' && element('dd', { class: 'quiet' }, more));
}

/** Navigation, search and filters; calls back with every change. */
export function toolbar(data: PageData, changed: (filter: Filter) => void): { readonly bar: HTMLElement; readonly set: (part: Partial<Filter>) => void } {
  let filter = NO_FILTER;
  const search = element('input', { attributes: { 'type': 'search', 'id': 'search', 'placeholder': 'Function, service, rule, CWE …', 'autocomplete': 'off', 'spellcheck': 'false', 'aria-label': 'Search' } });
  const weakness = select('Weakness', [['', 'Every weakness'], ...data.weaknesses.map(({ id, name }) => [id, `${id} ${name}`] as const)]);
  const guard = select('Guard', [['', 'Any guard'], ['block', 'Blocks'], ['report', 'Reports'], ['off', 'Switched off'], ['none', 'No guard'], ['unknown', 'Not known']]);
  const severity = select('Severity', [['', 'Any severity'], ...SEVERITIES.map(name => [name, { error: 'Errors', warning: 'Warnings', info: 'Notes' }[name]] as const)]);
  const managed = element('input', { attributes: { type: 'checkbox', id: 'cdk' } });
  const read = () => {
    filter = { text: search.value, weakness: weakness.value, guard: guard.value, severity: severity.value, cdkManaged: managed.checked };
    changed(filter);
  };
  const set = (part: Partial<Filter>) => {
    search.value = part.text ?? filter.text;
    weakness.value = part.weakness ?? filter.weakness;
    guard.value = part.guard ?? filter.guard;
    severity.value = part.severity ?? filter.severity;
    read();
  };
  search.addEventListener('input', read);
  for (const control of [weakness, guard, severity, managed]) control.addEventListener('change', read);
  const clear = element('button', { class: 'plain', attributes: { type: 'button' }, onClick: () => set(NO_FILTER) }, 'Clear');
  const bar = element('div', { class: 'toolbar' },
    element('nav', { attributes: { 'aria-label': 'Sections' } }, ...SECTIONS.map(([id, name]) => element('a', { attributes: { href: `#${id}` } }, name))),
    element('search', { class: 'filters' }, search, weakness, guard, severity, element('label', {}, managed, ' CDK’s own'), clear,
      element('span', { class: 'quiet count', attributes: { role: 'status', id: 'count' } })));
  return { bar, set };
}

function select(name: string, options: ReadonlyArray<readonly [string, string]>): HTMLSelectElement {
  return element('select', { attributes: { 'aria-label': name } }, ...options.map(([value, text]) => element('option', { attributes: { value } }, text)));
}
