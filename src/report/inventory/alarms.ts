import { sorted } from './texts';
import type { AppModel } from '../../app-model/app-model';
import { at, items, property } from '../../app-model/property';
import type { Resource } from '../../app-model/template';
import { functionNamed } from '../../app-model/triggers';
import { literalText, type Possibility } from '../../app-model/value';

/** The metrics that alarms watch for each function, such as `AWS/Lambda Errors`. One pass over alarms; pass it to `model.index()`. */
export function watchedMetrics(model: AppModel): ReadonlyMap<Resource, readonly string[]> {
  const found = new Map<Resource, Set<string>>();
  for (const alarm of model.resourcesOf('AWS::CloudWatch::Alarm')) {
    for (const metric of [...property(alarm), ...at(items(property(alarm, 'Metrics')), 'MetricStat', 'Metric')]) {
      const names = at([metric], 'MetricName').flatMap(({ value }) => literalText(value) ?? []);
      const spaces = at([metric], 'Namespace').flatMap(({ value }) => literalText(value) ?? []);
      for (const fn of watched(metric, model)) {
        const metrics = found.get(fn) ?? new Set<string>();
        found.set(fn, metrics);
        for (const space of spaces) names.forEach(name => metrics.add(`${space} ${name}`));
      }
    }
  }
  return new Map([...found].map(([fn, metrics]) => [fn, sorted(metrics)]));
}

function watched(metric: Possibility, model: AppModel): readonly Resource[] {
  return items(at([metric], 'Dimensions'))
    .filter(dimension => at([dimension], 'Name').some(({ value }) => literalText(value) === 'FunctionName'))
    .flatMap(dimension => at([dimension], 'Value'))
    .flatMap(({ value }) => functionNamed(value, model) ?? []);
}
