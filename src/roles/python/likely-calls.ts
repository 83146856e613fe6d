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
  const candidates = LIKELY_SERVICES.flatMap(service => serviceNamed(service) ?? []).flatMap(service => {
    const operation = operationOfMethod(service, name);
    return operation === undefined ? [] : [{ service, operation }];
  });
  if (candidates.length === 0 && name !== 'upload_file' && name !== 'download_file') return undefined;
  if (!mayBeClient(evaluator.evaluate(callee.object))) return undefined;
  const input = new CallInput([args.keywords], EMPTY, evaluator);
  const fitting = candidates.filter(({ service, operation }) => namesResource(service, operation, name, input));
  const [found, ...others] = fitting;
  if (found !== undefined) return others.some(({ service }) => service !== found.service) ? undefined : { kind: 'operation', ...found, input };
  const dynamodb = serviceNamed('dynamodb');
  const own = Object.hasOwn(OF_TABLES, name) ? OF_TABLES[name] ?? [] : [];
  if (dynamodb !== undefined && own.some(parameter => input.has(parameter) === true)) return { kind: 'operation', service: dynamodb, operation: operationOfMethod(dynamodb, name) ?? '', input };
  const s3 = serviceNamed('s3');
  const isTransfer = s3 !== undefined && call.keywords.has('Bucket');
  return isTransfer ? transferCall(s3, name, args, EMPTY)?.found[0] : undefined;
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
