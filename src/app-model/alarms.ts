import type { AppModel } from './app-model';
import { at, items, property } from './property';
import type { Resource } from './template';
import { functionNamed } from './triggers';
import { literalFragments, literalText, type Possibility, type Value } from './value';

/** Which functions the alarms on one metric namespace watch. */
export interface AlarmCoverage {
  readonly functions: ReadonlySet<Resource>;
  /** An alarm whose function is not told by the template, or that searches over all: it may watch any. */
  readonly any: boolean;
}

/** The functions watched by alarms on a namespace, by the dimension `FunctionName` or by a search. */
export function alarmCoverage(model: AppModel, namespace: string, metrics: readonly string[]): AlarmCoverage {
  const functions = new Set<Resource>();
  let any = false;
  for (const alarm of model.resourcesOf('AWS::CloudWatch::Alarm')) {
    const queries = items(property(alarm, 'Metrics'));
    for (const metric of [...property(alarm), ...at(queries, 'MetricStat', 'Metric')]) {
      if (!names(metric, namespace, metrics)) continue;
      const watched = watchedFunctions(metric, model);
      watched.functions.forEach(fn => functions.add(fn));
      any ||= watched.any;
    }
    any ||= at(queries, 'Expression').some(({ value }) => searches(value, namespace));
  }
  return { functions, any };
}

/** What is not known may be the metric that is looked for. */
function names(metric: Possibility, namespace: string, metrics: readonly string[]): boolean {
  return at([metric], 'Namespace').some(({ value }) => mayBe(value, text => text === namespace))
    && at([metric], 'MetricName').some(({ value }) => mayBe(value, text => metrics.includes(text)));
}

function mayBe(value: Value, test: (text: string) => boolean): boolean {
  if (value.kind === 'absent') return false;
  const text = literalText(value);
  return text === undefined || test(text);
}

function searches(value: Value, namespace: string): boolean {
  return value.kind === 'unknown' || literalFragments(value).some(text => text.includes('SEARCH') && text.includes(namespace));
}

function watchedFunctions(metric: Possibility, model: AppModel): AlarmCoverage {
  const dimensions = items(at([metric], 'Dimensions'))
    .filter(dimension => at([dimension], 'Name').some(({ value }) => mayBe(value, text => text === 'FunctionName')))
    .flatMap(dimension => at([dimension], 'Value'));
  const functions = new Set(dimensions.flatMap(({ value }) => functionNamed(value, model) ?? []));
  return { functions, any: dimensions.some(({ value }) => value.kind === 'unknown' || value.kind === 'text') };
}
