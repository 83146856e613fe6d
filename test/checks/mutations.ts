import * as fc from 'fast-check';

/** What can be wrong with a value in a template that somebody wrote, generated or attacked. */
export type Mutation =
  | { readonly kind: 'delete' }
  | { readonly kind: 'replace'; readonly value: unknown }
  | { readonly kind: 'rename'; readonly name: string };

export const UNKNOWN_INTRINSICS: readonly unknown[] = [
  { 'Fn::Transform': { Name: 'AWS::Include', Parameters: {} } },
  { 'Fn::GetStackOutput': { StackName: 'other', OutputName: 'x' } },
  { 'Fn::ImportValue': 'nobody-exports-this' },
  { Ref: 'NoSuchResource' },
];

const INTRINSICS: readonly unknown[] = [
  ...UNKNOWN_INTRINSICS,
  { Ref: 'AWS::NoValue' }, { Ref: 'AWS::AccountId' }, { Ref: 'Orders' }, { Ref: 7 }, { Ref: null },
  { 'Fn::GetAtt': ['Orders', 'Arn'] }, { 'Fn::GetAtt': 'Orders.Arn' }, { 'Fn::GetAtt': [] }, { 'Fn::GetAtt': 'Orders' },
  { 'Fn::If': ['IsProd', 'a', { Ref: 'AWS::NoValue' }] }, { 'Fn::If': ['IsProd', ['*'], {}] }, { 'Fn::If': [] }, { 'Fn::If': 'x' },
  { 'Fn::Join': ['', ['s3:', '*']] }, { 'Fn::Join': [1, { Ref: 'Orders' }] }, { 'Fn::Join': [',', [{ 'Fn::If': ['A', 'x', 'y'] }, null]] },
  { 'Fn::Sub': '${Orders.Arn}/${AWS::Region}/${!x}/${' }, { 'Fn::Sub': ['${a}', { a: { Ref: 'Orders' } }] }, { 'Fn::Sub': {} },
  { 'Fn::FindInMap': ['M', 'a', 'b'] }, { 'Fn::Select': [0, ['*']] }, { 'Fn::Select': ['x', { 'Fn::Split': [',', 'a,b'] }] }, { 'Fn::Split': [':', '*:*'] },
];

const PLAIN: readonly unknown[] = [null, true, false, 0, -1, 1e9, '', '*', 'x'.repeat(3000), [], [[]], {}, [null], { a: 1 }, { __proto__: null }, ['*', '*']];

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.constant<Mutation>({ kind: 'delete' }),
  fc.constantFrom(...PLAIN, ...INTRINSICS).map((value): Mutation => ({ kind: 'replace', value })),
  fc.jsonValue({ maxDepth: 3 }).map((value): Mutation => ({ kind: 'replace', value })),
  fc.constantFrom('constructor', '__proto__', 'Ref', 'Fn::If', 'toString', '').map((name): Mutation => ({ kind: 'rename', name })),
);

/** A copy of a template with one value changed; `at` picks the value, whatever it is. */
export function mutate(template: unknown, at: number, change: Mutation): unknown {
  const copy = structuredClone(template);
  const places = placesIn(copy);
  const place = places[at % places.length];
  if (place === undefined) return copy;
  apply(place, change);
  // A template comes from JSON: no holes in arrays, no named members on them.
  return JSON.parse(JSON.stringify(copy));
}

export interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

export function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap(key => [{ holder, key }, ...placesIn(holder[key])]);
}

function apply({ holder, key }: Place, change: Mutation): void {
  if (change.kind === 'replace') holder[key] = change.value;
  if (change.kind === 'delete') delete holder[key];
  if (change.kind === 'rename') {
    Object.defineProperty(holder, change.name, { value: holder[key], enumerable: true, configurable: true, writable: true });
    delete holder[key];
  }
}
