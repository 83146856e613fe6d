import type { PageData, PageFinding, PageFunction, PageRule } from '../src/report/html/page-data';

export type { PageAccepted, PageData, PageFinding, PageFunction, PageRule, PageWeakness } from '../src/report/html/page-data';

export const LAYERS = ['design', 'default', 'runtime', 'alarm'] as const;
export type LayerName = (typeof LAYERS)[number];

/** What a layer is called on the page. */
export const LAYER_NAMES: Readonly<Record<LayerName, string>> = { design: 'Template', default: 'Default', runtime: 'Run time', alarm: 'Alarm' };

/** Column heads, where the whole name has no room. */
export const SHORT_NAMES: Readonly<Record<string, string>> = {
  'SAS-1': 'Injection',
  'SAS-2': 'Authen­tication',
  'SAS-3': 'Configu­ration',
  'SAS-4': 'Privileges',
  'SAS-5': 'Monitoring',
  'SAS-6': 'Depen­dencies',
  'SAS-7': 'Secrets',
  'SAS-8': 'Denial of service',
  'SAS-9': 'Flow',
  'SAS-10': 'Exceptions',
  'SAS-11': 'Obsolete',
  'SAS-12': 'Persistence',
};

export const SEVERITIES = ['error', 'warning', 'info'] as const;

export function readData(): PageData {
  return JSON.parse(document.getElementById('data')?.textContent ?? '{}') as PageData;
}

export function ruleOf(data: PageData, finding: PageFinding): PageRule {
  const rule = data.rules[finding.rule];
  if (rule === undefined) throw new Error(`the report names no rule ${finding.rule}`);
  return rule;
}

/** How a function is guarded, in one word. */
export function guardWord({ guard }: PageFunction): string {
  if (guard.attached === 'no') return 'none';
  return guard.attached === 'unknown' ? 'unknown' : guard.mode ?? 'block';
}

/** How many slices there are, and how many there could be. */
export interface Slices {
  readonly present: number;
  readonly total: number;
}

export function slicesOf({ slices }: PageFunction['protection'][number]): Slices {
  const states = Object.values(slices);
  return { present: states.filter(state => state === 'present').length, total: states.length };
}

/** The colour of so many slices: all that could be there are as good as four. */
export function slicesClass({ present, total }: Slices): string {
  return `slices-${present === total ? 4 : Math.min(present, 3)}`;
}
