import type { Found } from './find-calls';
import { ValueInput } from './input';
import { operationOfMethod } from './sdk/methods';
import { memberName } from './syntax/assignments';
import type { CallSite, SourceModule } from './syntax/scope';
import type { Evaluator } from './values/evaluator';
import { isUnknown, type Client } from './values/value';
import { needsOf } from '../operations/needs';
import { describedParameters } from '../operations/parameters';

/**
 * What a call on something unknown most likely is: the method is an operation of a client that the code has, and the
 * argument names a resource as that operation does. So a client is found that came where it could not be followed.
 */
export function likelyCall({ node, scope }: CallSite, clients: readonly Client[], evaluator: Evaluator): Found | undefined {
  const { callee } = node;
  if (node.type === 'NewExpression' || callee.type !== 'MemberExpression' || callee.object.type === 'Super') return undefined;
  const method = memberName(callee);
  const [first] = node.arguments;
  if (method === undefined || first === undefined) return undefined;
  const [client, ...others] = clients.filter(candidate => operationOfMethod(candidate, method) !== undefined);
  const operation = client === undefined ? undefined : operationOfMethod(client, method);
  if (client === undefined || operation === undefined || others.some(({ service }) => service !== client.service)) return undefined;
  if (!isUnknown(evaluator.evaluate(callee.object, scope))) return undefined;
  const input = new ValueInput(evaluator.evaluate(first, scope), evaluator);
  return namesResource(client, operation, input) ? { kind: 'operation', service: client.service, operation, input } : undefined;
}

function namesResource({ service }: Client, operation: string, input: ValueInput): boolean {
  const needs = needsOf(service, operation, input);
  if (needs.kind === 'unknown') return false;
  return needs.needs.some(({ action, parameters }) => parameters.some(path => input.has(path) === true)
    || describedParameters(action)?.some(({ path }) => input.has(path) === true));
}

/** The clients with a method for each operation that the code makes, or whose class it imports: for a parameter's type, say. */
export function clientsWithMethods(modules: readonly SourceModule[], made: readonly Client[], evaluator: Evaluator): readonly Client[] {
  const imported = modules.flatMap(({ top }) => top.importedNames().flatMap(name => evaluator.valuesOfName(name, top)))
    .flatMap(value => value.kind === 'client class' ? [value.client] : []);
  const all = [...made, ...imported];
  // A class of version 2 or 3 that has the document client's class inside.
  const documents = all.filter(({ service }) => service.name === 'dynamodb').map(({ service }): Client => ({ service, style: 'documents' }));
  const unique = new Map([...all, ...documents].filter(({ style }) => style !== 'commands').map(client => [`${client.service.name} ${client.style}`, client] as const));
  return [...unique.values()];
}
