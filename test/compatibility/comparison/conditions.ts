import { referencesIn, referencesOf } from './references';
import type { Reference } from './references';
import { entriesOf } from './template';
import type { Template } from './template';

/** References to a resource with a condition from where the condition need not hold: there is then nothing to refer to. */
export function unconditionalReferences(template: Template): string[] {
  const places: Array<[string, string | undefined, Reference[]]> = [
    ...Object.entries(template.Resources).map(([id, resource]): [string, string | undefined, Reference[]] => [id, resource.Condition, referencesOf(resource)]),
    ...Object.entries(entriesOf(template.Outputs)).map(([id, output]): [string, string | undefined, Reference[]] =>
      [id, entriesOf(output).Condition as string | undefined, referencesIn(output)]),
  ];
  return places.flatMap(([place, own, references]) => references
    .filter(({ name, branches }) => {
      const needed = template.Resources[name]?.Condition;
      return needed !== undefined && needed !== own && !branches.some(({ condition, holds }) => holds && condition === needed);
    })
    .map(({ name }) => `${place} refers to ${name} without its condition ${template.Resources[name]?.Condition}`));
}

/** Conditions that are used but not declared. */
export function undeclaredConditions(template: Template): string[] {
  return Object.entries(template.Resources)
    .filter(([, { Condition }]) => Condition !== undefined && !(Condition in entriesOf(template.Conditions)))
    .map(([id, { Condition }]) => `${id} has the condition ${Condition}, which does not exist`);
}
