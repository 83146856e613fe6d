import type { Found } from './boto3/found';
import { CallInput } from './boto3/input';
import { operationOfMethod } from './boto3/methods';
import { transferCall } from './boto3/transfers';
import type { CallNode } from './syntax/tree';
import type { Evaluator } from './values/evaluator';
import { isUnknown, type Bound } from './values/value';
import { needsOf } from '../operations/needs';
import { describedParameters } from '../operations/parameters';
import { serviceNamed, type Service } from '../operations/table';

/** Clients that code hands on most: made in a module that is not there, given to a constructor by a container. */
const SERVICES = ['dynamodb', 's3', 'sqs', 'sns', 'lambda', 'secretsmanager', 'ssm', 'stepfunctions', 'events', 'kinesis', 'firehose', 'logs', 'cognito-idp', 'kms', 'ses'];

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
  if (callee.type !== 'member' || call.keywords.size + call.spread.length === 0) return undefined;
  const { name } = callee;
  const args = evaluator.argumentsOf(call);
  const candidates = SERVICES.flatMap(service => serviceNamed(service) ?? []).flatMap(service => {
    const operation = operationOfMethod(service, name);
    return operation === undefined ? [] : [{ service, operation }];
  });
  if (candidates.length === 0 && name !== 'upload_file' && name !== 'download_file') return undefined;
  if (!isUnknown(evaluator.evaluate(callee.object))) return undefined;
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

function namesResource(service: Service, operation: string, method: string, input: CallInput): boolean {
  const needs = needsOf(service, operation, input);
  const isWord = /^[a-z]+$/.test(method);
  return needs.kind === 'known' && needs.needs.some(({ action, parameters }) => [...parameters, ...describedParameters(action)?.map(({ path }) => path) ?? []]
    .some(path => !(isWord && COMMON.has(path)) && input.has(path) === true));
}
