import { sampleApp } from './sample-app';
import { reportApp } from '../../../src/report/app/report-app';
import type { AppReport } from '../../../src/report/app-report';

/** What nobody should call anything: markup, quotes, marks of direction, the ends of scripts and comments. */
export const HOSTILE = '</script><img src=x onerror="window.harmed=1">\'"`${}<!--\u202Emoc.live\u2066&lt;\u0007{{x}}';

/** Texts that stand for one of few values, on which the page decides. */
const DECIDING = new Set([
  'kind', 'callers', 'wildcard', 'usage', 'vpc', 'encrypted', 'destination', 'attached', 'mode', 'state', 'slices', 'severity', 'weakness', 'rule',
  'findings', 'accepted', 'declares', 'detectors', 'id', 'cwe',
]);

/** The report of an app in which every free text is hostile. */
export function hostileReport(folder: string): AppReport {
  const app = sampleApp(5, folder);
  app.synth();
  const { report, inventory, ...others } = reportApp(app, folder);
  const findings = spoilt(report.findings).map((finding, index) => ({ ...finding, rule: report.findings[index]!.rule }));
  return { ...others, inventory: spoilt(inventory), report: { ...report, findings } };
}

function spoilt<T>(value: T, key = ''): T {
  if (DECIDING.has(key) && typeof value === 'string') return value;
  if (typeof value === 'string') return `${value}${HOSTILE}` as T;
  if (Array.isArray(value)) return value.map(item => spoilt(item, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, key === 'slices' || key === 'detectors' ? inner : spoilt(inner, name)])) as T;
}
