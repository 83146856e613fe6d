import type { Found } from './boto3/found';
import { LIKELY_SERVICES } from './boto3/guesses';
import { CallInput } from './boto3/input';
import { operationOfMethod } from './boto3/methods';
import { transferCall } from './boto3/transfers';
import type { CallNode, MemberNode } from './syntax/tree';
import type { Arguments } from './values/arguments';
import type { Evaluator } from './values/evaluator';
import type { Bound, Value } from './values/value';
import { needsOf } from '../operations/needs';
import { describedParameters } from '../operations/parameters';
import { serviceNamed, type Service } from '../operations/table';
import { literalOf } from '../text';

/** Parameters that other libraries' calls have, too. */
const COMMON: ReadonlySet<string> = new Set(['Name', 'name', 'Names[]', 'Path', 'Arn', 'Resource', 'ResourceId', 'InstanceId']);

/** Methods of DynamoDB's tables, with a parameter that only they have. */
const OF_TABLES: Readonly<Record<string, readonly string[]>> = {
  put_item: ['Item'],
  get_item: ['Key'],
  update_item: ['Key'],
  delete_item: ['Key'],
  query: ['KeyConditionExpression', 'KeyConditions'],
  scan: ['FilterExpression', 'ProjectionExpression', 'ExclusiveStartKey'],
};

const EMPTY: Bound = new Map();

/**
 * What a call on something unknown most likely is: the method is one of a client, and a parameter names a resource as
 * its operation does. So the calls of a client are found that came where it could not be followed.
 */
export function likelyCall(call: CallNode, evaluator: Evaluator): Found | undefined {
  const { callee } = call;
  if (callee.type !== 'member') return undefined;
  const { name } = callee;
  const args = evaluator.argumentsOf(call);
  if (name === 'generate_presigned_url') return presigned(args, callee, evaluator);
  if (call.keywords.size + call.spread.length === 0) return undefined;
  const candidates = operationsNamed(name);
  if (candidates.length === 0 && !/^(up|down)load_file/.test(name) || !mayBeClient(evaluator.evaluate(callee.object))) return undefined;
  const input = new CallInput([args.keywords], EMPTY, evaluator);
  const [found, ...others] = candidates.filter(({ service, operation }) => namesResource(service, operation, name, input));
  if (found === undefined) return ofTable(name, input) ?? transfer(call, name, args);
  return others.some(({ service }) => service !== found.service) ? undefined : { kind: 'operation', ...found, input };
}

function operationsNamed(method: string): ReadonlyArray<{ readonly service: Service; readonly operation: string }> {
  return LIKELY_SERVICES.flatMap(service => serviceNamed(service) ?? []).flatMap(service => {
    const operation = operationOfMethod(service, method);
    return operation === undefined ? [] : [{ service, operation }];
  });
}

/** `table.put_item(Item=…)` */
function ofTable(method: string, input: CallInput): Found | undefined {
  const own = Object.hasOwn(OF_TABLES, method) ? OF_TABLES[method] ?? [] : [];
  const [found] = operationsNamed(method).filter(({ service }) => service.name === 'dynamodb');
  return found !== undefined && own.some(parameter => input.has(parameter) === true) ? { kind: 'operation', ...found, input } : undefined;
}

function transfer(call: CallNode, method: string, args: Arguments): Found | undefined {
  const s3 = serviceNamed('s3');
  return s3 !== undefined && call.keywords.has('Bucket') ? transferCall(s3, method, args, EMPTY)?.found[0] : undefined;
}

/** What comes of a package that is not there may be a client; a handler's first parameter counts as the event, and may be one in a helper. */
function mayBeClient(values: readonly Value[]): boolean {
  return values.every(({ kind }) => kind === 'unknown' || kind === 'nothing' || kind === 'package' || kind === 'event');
}

function namesResource(service: Service, operation: string, method: string, input: CallInput): boolean {
  const needs = needsOf(service, operation, input);
  const isWord = /^[a-z]+$/.test(method);
  return needs.kind === 'known' && needs.needs.some(({ action, parameters }) => [...parameters, ...describedParameters(action)?.map(({ path }) => path) ?? []]
    .some(path => !(isWord && COMMON.has(path)) && input.has(path) === true));
}

/** `anything.generate_presigned_url('get_object', Params={…})` is S3's. */
function presigned(args: Arguments, { object }: MemberNode, evaluator: Evaluator): Found | undefined {
  const s3 = serviceNamed('s3');
  const [value] = args.at(0, 'ClientMethod');
  const operation = s3 === undefined || value?.kind !== 'text' ? undefined : operationOfMethod(s3, literalOf(value.text) ?? '');
  if (s3 === undefined || operation === undefined || !mayBeClient(evaluator.evaluate(object))) return undefined;
  return { kind: 'operation', service: s3, operation, input: new CallInput(args.at(1, 'Params'), EMPTY, evaluator) };
}
