import type { AppModel } from './app-model';
import { evaluate } from './evaluate';
import { asObject } from './json';
import { targetsOf } from './pointers';
import type { Resource } from './template';

/** The resources that outputs name: whoever reads them may use those from outside. Pass it to `model.index()`. */
export function namedInOutputs(model: AppModel): ReadonlySet<Resource> {
  return new Set(model.templates.flatMap(template => Object.values(asObject(template.body.Outputs))
    .flatMap(output => evaluate(asObject(output).Value, template))
    .flatMap(({ value }) => targetsOf(value, model) ?? [])));
}
