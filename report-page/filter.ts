import { guardWord, ruleOf, type PageData, type PageFunction } from './data';

/** What is looked for; an empty text is everything. */
export interface Filter {
  readonly text: string;
  readonly weakness: string;
  readonly guard: string;
  readonly severity: string;
  readonly cdkManaged: boolean;
}

export const NO_FILTER: Filter = { text: '', weakness: '', guard: '', severity: '', cdkManaged: false };

/** Which functions and findings a filter leaves, by position. */
export interface Shown {
  readonly functions: ReadonlySet<number>;
  readonly findings: ReadonlySet<number>;
}

/** Looks at texts that were put together once: a filter answers while somebody types. */
export class Search {
  private readonly functionTexts: readonly string[];
  private readonly findingTexts: readonly string[];

  public constructor(private readonly data: PageData) {
    this.functionTexts = data.functions.map(textOf);
    this.findingTexts = data.findings.map(finding => {
      const { title, weakness, cwe } = ruleOf(data, finding);
      return [finding.id, title, weakness, cwe.join(' '), finding.remark, finding.place, finding.source].join('\n').toLowerCase();
    });
  }

  public apply(filter: Filter): Shown {
    const words = filter.text.toLowerCase().split(/\s+/).filter(word => word !== '');
    const says = (text: string | undefined) => words.every(word => text?.includes(word));
    const allowed = new Set(this.data.functions.flatMap((fn, index) => this.isAllowed(fn, filter) ? [index] : []));
    const findings = new Set<number>();
    const functions = new Set([...allowed].filter(index => says(this.functionTexts[index])));
    this.data.findings.forEach((finding, index) => {
      const rule = ruleOf(this.data, finding);
      if (filter.weakness !== '' && rule.weakness !== filter.weakness) return;
      if (filter.severity !== '' && finding.severity !== filter.severity) return;
      const touches = finding.functions.length === 0 ? filter.guard === '' : finding.functions.some(fn => allowed.has(fn));
      if (!touches) return;
      const isSaid = says(this.findingTexts[index]);
      if (!isSaid && !finding.functions.some(fn => functions.has(fn))) return;
      findings.add(index);
      // Looking for a finding leads to the functions that have it.
      if (isSaid && words.length > 0) finding.functions.filter(fn => allowed.has(fn)).forEach(fn => functions.add(fn));
    });
    return { findings, functions: this.withFindings(functions, findings, filter) };
  }

  private isAllowed(fn: PageFunction, filter: Filter): boolean {
    if (fn.cdkManaged && !filter.cdkManaged) return false;
    return filter.guard === '' || guardWord(fn) === filter.guard;
  }

  /** Asked for a weakness or a severity, a function without such a finding is not what is looked for. */
  private withFindings(functions: ReadonlySet<number>, findings: ReadonlySet<number>, { weakness, severity }: Filter): ReadonlySet<number> {
    if (weakness === '' && severity === '') return functions;
    const hasOne = (fn: PageFunction | undefined) => fn?.protection.some(protection => protection.findings.some(finding => findings.has(finding))) ?? false;
    return new Set([...functions].filter(index => hasOne(this.data.functions[index])));
  }
}

function textOf({ name, id, runtime, triggers, permissions, role, kind, layers }: PageFunction): string {
  const services = permissions.flatMap(({ service, actions, resources }) => [service, ...actions, ...resources]);
  return [name, id, runtime, kind, role?.name, ...layers, ...triggers.flatMap(({ kind: trigger, name: from, callers }) => [trigger, from, callers]), ...services].join('\n').toLowerCase();
}
