import type { Stage } from 'aws-cdk-lib';
import { AppModel } from '../../../src/app-model/app-model';
import { permissionsByFunction } from '../../../src/app-model/iam/function-permissions';
import type { Statement } from '../../../src/app-model/iam/statement';
import { readConstructTree } from '../../../src/app-model/read-construct-tree';
import { display, type Possibility } from '../../../src/app-model/value';
import { actionsMatching } from '../../../src/roles/actions/actions';
import type { PolicyStatement } from '../../../src/roles/compile/is-allowed';

/** The statements of a function's role in a synthesised app, references in angle brackets, without the hashes of logical ids. */
export function roleOf(app: Stage, path: string): PolicyStatement[] {
  const model = AppModel.of(readConstructTree(app));
  const fn = [...model.resources].find(({ constructPath }) => constructPath === `${path}/Resource`)!;
  return model.index(permissionsByFunction).get(fn.key)!.statements.map(asPolicyStatement);
}

function asPolicyStatement({ effect, actions, resources, conditions }: Statement): PolicyStatement {
  const Condition: Record<string, Record<string, string[]>> = {};
  for (const { operator, key, values } of conditions) Condition[operator] = { ...Condition[operator], [key]: texts(values) };
  return { Effect: effect, Action: texts(actions), Resource: texts(resources), ...conditions.length === 0 ? {} : { Condition } };
}

function texts(possibilities: readonly Possibility[]): string[] {
  return possibilities.filter(({ value }) => value.kind !== 'absent').map(({ value }) => display(value).replace(/([A-Za-z]+)[0-9A-F]{8}/g, '$1'));
}

/** Every action on every resource that statements allow, as `action resource`, with the condition; patterns of actions expanded. */
export function allowedBy(statements: readonly PolicyStatement[]): string[] {
  const lines = statements.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action, Resource, Condition = {} }) => {
    const [condition] = Object.values(Condition).flatMap(tests => Object.entries(tests).map(([key, value]) => ` ${key}=${[value].flat().join()}`));
    const actions = [Action ?? []].flat().flatMap(pattern => actionsMatching(pattern).map(({ name }) => name));
    return actions.flatMap(action => [Resource ?? []].flat().map(resource => `${action} ${resource}${(condition ?? '').replace('kms:viaservice', 'kms:ViaService')}`));
  });
  return [...new Set(lines)].sort();
}
