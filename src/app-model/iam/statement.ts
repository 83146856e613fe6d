import { at, entries, items } from '../property';
import type { Resource } from '../template';
import { literalText, type Assumptions, type Possibility } from '../value';

/** One statement of a policy document, as written; each entry with the conditions of the template it holds under. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly Possibility[];
  readonly notActions: readonly Possibility[];
  readonly resources: readonly Possibility[];
  readonly notResources: readonly Possibility[];
  readonly principals: readonly Principal[];
  readonly notPrincipals: readonly Principal[];
  readonly conditions: readonly PolicyCondition[];
  /** Whether the template tells the conditions; what is not told may restrict anything. */
  readonly conditionsKnown: boolean;
  readonly when: Assumptions;
  /** The resource whose template text holds the statement. */
  readonly source: Resource;
}

/** A principal: `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*` where the whole element is one. */
export interface Principal {
  readonly type: string;
  readonly value: Possibility;
}

/** One test of a statement's `Condition`: operator, key, allowed values. */
export interface PolicyCondition {
  readonly operator: string;
  /** In lower case: keys are case-insensitive. */
  readonly key: string;
  readonly values: readonly Possibility[];
}

/** The statements of a policy document; what is no statement, or not known to be one, is left out. */
export function statementsOf(document: readonly Possibility[], source: Resource): readonly Statement[] {
  return items(at(document, 'Statement')).flatMap(statement => {
    if (statement.value.kind !== 'map') return [];
    return at([statement], 'Effect').flatMap(({ value, when }) => {
      const effect = literalText(value);
      if (effect !== 'Allow' && effect !== 'Deny') return [];
      return [readStatement(effect, { value: statement.value, when }, source)];
    });
  });
}

function readStatement(effect: Statement['effect'], statement: Possibility, source: Resource): Statement {
  const list = (name: string) => items(at([statement], name));
  const condition = at([statement], 'Condition');
  return {
    effect,
    actions: list('Action'),
    notActions: list('NotAction'),
    resources: list('Resource'),
    notResources: list('NotResource'),
    principals: principals(at([statement], 'Principal')),
    notPrincipals: principals(at([statement], 'NotPrincipal')),
    conditions: conditions(condition),
    conditionsKnown: areKnown(condition) && entries(condition).every(({ possibilities }) => areKnown(possibilities)),
    when: statement.when,
    source,
  };
}

function areKnown(possibilities: readonly Possibility[]): boolean {
  return possibilities.every(({ value }) => value.kind === 'map' || value.kind === 'absent');
}

function principals(element: readonly Possibility[]): readonly Principal[] {
  return element.flatMap(possibility => {
    if (possibility.value.kind === 'absent') return [];
    if (possibility.value.kind !== 'map') return [{ type: '*', value: possibility }];
    return entries([possibility]).flatMap(({ name, possibilities }) => items(possibilities).map(value => ({ type: name, value })));
  });
}

function conditions(element: readonly Possibility[]): readonly PolicyCondition[] {
  return entries(element).flatMap(({ name: operator, possibilities }) => entries(possibilities)
    .map(({ name, possibilities: values }) => ({ operator, key: name.toLowerCase(), values: items(values) })));
}
