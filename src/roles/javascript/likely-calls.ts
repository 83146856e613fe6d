import type { AnyNode } from 'acorn';
import type { Found } from './find-calls';
import { ValueInput } from './input';
import { operationOfMethod } from './sdk/methods';
import { memberName } from './syntax/assignments';
import type { CallSite } from './syntax/scope';
import type { Evaluator } from './values/evaluator';
import type { Client, Value } from './values/value';
import { needsOf } from '../operations/needs';
import { describedParameters } from '../operations/parameters';
import { serviceNamed, type Service } from '../operations/table';

/** Clients that code hands on most: made in a module that is not there, given to a constructor by a container. */
const SERVICES = ['dynamodb', 's3', 'sqs', 'sns', 'lambda', 'secretsmanager', 'ssm', 'stepfunctions', 'events', 'kinesis', 'firehose', 'logs', 'cognito-idp', 'kms'];

/** Parameters that other libraries' calls have, too. */
const COMMON: ReadonlySet<string> = new Set(['Name', 'name', 'Names[]', 'Path', 'Arn', 'Resource', 'ResourceId', 'InstanceId']);

let known: readonly Client[] | undefined;

function clients(): readonly Client[] {
  known ??= SERVICES.flatMap<Client>(name => {
    const service = serviceNamed(name);
    if (service === undefined) return [];
    return [...name === 'dynamodb' ? [{ service, style: 'documents' } as const] : [], { service, style: 'methods' }];
  });
  return known;
}

/** What a call is given most often, and names no resource: `log('…')`, `map(item => …)`. */
const WITHOUT_NAMES: ReadonlySet<AnyNode['type']> = new Set(['Literal', 'TemplateLiteral', 'ArrowFunctionExpression', 'FunctionExpression', 'BinaryExpression', 'ArrayExpression']);

interface Candidate {
  readonly service: Service;
  readonly operation: string;
}

/** The same few methods are called again and again, and most are none of a client. */
const byMethod = new Map<string, readonly Candidate[]>();

function operationsOf(method: string): readonly Candidate[] {
  const found = byMethod.get(method) ?? clients().flatMap(client => {
    const operation = operationOfMethod(client, method);
    return operation === undefined ? [] : [{ service: client.service, operation }];
  });
  byMethod.set(method, found);
  return found;
}

/**
 * What a call on something unknown most likely is: the method is one of a client, and the argument names a resource as
 * its operation does. So the calls of a client are found that came where it could not be followed.
 */
export function likelyCall({ node, scope }: CallSite, evaluator: Evaluator): Found | undefined {
  const { callee } = node;
  if (node.type === 'NewExpression' || callee.type !== 'MemberExpression' || callee.object.type === 'Super') return undefined;
  const method = memberName(callee);
  const [first] = node.arguments;
  if (method === undefined || first === undefined || WITHOUT_NAMES.has(first.type)) return undefined;
  const candidates = operationsOf(method);
  if (candidates.length === 0 || !mayBeClient(evaluator.evaluate(callee, scope))) return undefined;
  const input = new ValueInput(evaluator.evaluate(first, scope), evaluator);
  const fitting = candidates.filter(({ service, operation }) => {
    const needs = needsOf(service, operation, input);
    const isWord = /^[a-z]+$/.test(method);
    return needs.kind === 'known' && needs.needs.some(({ action, parameters }) => [...parameters, ...describedParameters(action)?.map(({ path }) => path) ?? []]
      .some(path => !(isWord && COMMON.has(path)) && input.has(path) === true));
  });
  const [found, ...others] = fitting;
  return found === undefined || others.some(({ service }) => service !== found.service) ? undefined : { kind: 'operation', ...found, input };
}

/** A handler's first parameter counts as the event; a helper that is exported may be given a client there. */
function mayBeClient(methods: readonly Value[]): boolean {
  return methods.every(({ kind }) => kind === 'unknown' || kind === 'nothing' || kind === 'event');
}
