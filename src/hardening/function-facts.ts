import { Reference, Stack } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { FunctionTarget } from '../targets/function-target';
import { mentioned } from '../targets/mentioned';

/** What is known of functions, aliases and versions: by their construct, or by a literal name in an environment. */
export type Facts<T> = Map<IConstruct | string, T[]>;

/** Files a fact under all that a value of a resource names. */
export function fileFact<T>(facts: Facts<T>, resource: CfnResource, value: unknown, fact: T): void {
  const stack = Stack.of(resource);
  for (const construct of mentioned(value, stack)) putFact(facts, construct, fact);
  for (const name of literalNames(value)) putFact(facts, inPlace(name, stack), fact);
}

export function putFact<T>(facts: Facts<T>, key: IConstruct | string, fact: T): void {
  facts.set(key, [...facts.get(key) ?? [], fact]);
}

/** What is filed under a construct, or under one of its literal names. */
export function factsOf<T>(facts: Facts<T>, construct: IConstruct, literals: readonly string[]): readonly T[] {
  return [construct, ...literals.map(name => inPlace(name, Stack.of(construct)))].flatMap(key => facts.get(key) ?? []);
}

/** The literal names by which others may know a function. */
export function literalNamesOf({ properties: { FunctionName } }: FunctionTarget): string[] {
  return typeof FunctionName === 'string' ? [FunctionName] : [];
}

/** A literal name means something in one account and region. */
function inPlace(name: string, { environment }: Stack): string {
  return `${environment} ${name}`;
}

/** Names of functions, with their alias if any, in literal text, in ARNs, and at the end of ARNs that are joined from parts. */
function literalNames(value: unknown): string[] {
  if (typeof value === 'string') return [/(?:^|:function:)([\w-]+(?::[\w$-]+)?)$/.exec(value)?.[1]].filter(name => name !== undefined);
  if (typeof value !== 'object' || value === null || Reference.isReference(value)) return [];
  return Object.values(value).flatMap(literalNames);
}
