import { matchesAction, matchesResource } from './match';

/** A statement of an identity policy, with every reference as some text that is the same wherever it stands. */
export interface PolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;
}

type OneOrMore = string | readonly string[];

/** A call as IAM sees it: one action on one resource, `*` where the action takes none, and what the request carries. */
export interface PolicyCall {
  readonly action: string;
  readonly resource: string;
  /** Condition keys, in any case. */
  readonly context?: Readonly<Record<string, string>>;
}

/** What a condition with this operator says of one value of the request, and what of a request without the key. */
interface Operator {
  readonly holds: (wanted: string, got: string) => boolean;
  readonly isNegated?: boolean;
}

const equals = (wanted: string, got: string) => wanted === got;

const OPERATORS: Readonly<Record<string, Operator>> = {
  stringequals: { holds: equals },
  stringnotequals: { holds: equals, isNegated: true },
  stringequalsignorecase: { holds: (wanted, got) => wanted.toLowerCase() === got.toLowerCase() },
  stringlike: { holds: matchesResource },
  stringnotlike: { holds: matchesResource, isNegated: true },
  arnequals: { holds: matchesResource },
  arnlike: { holds: matchesResource },
  arnnotequals: { holds: matchesResource, isNegated: true },
  arnnotlike: { holds: matchesResource, isNegated: true },
  bool: { holds: (wanted, got) => wanted.toLowerCase() === got.toLowerCase() },
};

/**
 * Whether the statements of one role allow a call, as IAM decides it: an explicit Deny first, then any Allow.
 *
 * Of conditions it knows the operators above with `IfExists`, and `Null`; one with another operator allows nothing, and
 * denies.
 */
export function isAllowed(statements: readonly PolicyStatement[], call: PolicyCall): boolean {
  const matching = (effect: PolicyStatement['Effect']) => statements.some(statement => statement.Effect === effect && matches(statement, call));
  return !matching('Deny') && matching('Allow');
}

function matches(statement: PolicyStatement, call: PolicyCall): boolean {
  const { Action, NotAction, Resource, NotResource } = statement;
  const isAction = (pattern: string) => matchesAction(pattern, call.action);
  const isResource = (pattern: string) => matchesResource(pattern, call.resource);
  return (Action === undefined ? !some(NotAction, isAction) : some(Action, isAction))
    && (Resource === undefined ? !some(NotResource, isResource) : some(Resource, isResource))
    && conditionHolds(statement, call);
}

function conditionHolds({ Effect, Condition = {} }: PolicyStatement, { context = {} }: PolicyCall): boolean {
  const got = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.entries(Condition).every(([operator, tests]) => Object.entries(tests)
    .every(([key, wanted]) => testHolds(operator.toLowerCase(), wanted, got.get(key.toLowerCase())) ?? Effect === 'Deny'));
}

/** `undefined` where the operator is not known. */
function testHolds(name: string, wanted: OneOrMore, got: string | undefined): boolean | undefined {
  if (name === 'null') return some(wanted, value => value === String(got === undefined));
  const operator = OPERATORS[name.replace(/ifexists$/, '')];
  if (operator === undefined) return undefined;
  if (got === undefined) return operator.isNegated === true || name.endsWith('ifexists');
  return some(wanted, value => operator.holds(value, got)) !== (operator.isNegated ?? false);
}

function some(values: OneOrMore | undefined, test: (value: string) => boolean): boolean {
  return values !== undefined && [values].flat().some(value => test(String(value)));
}
