import type { Who } from './attribution';
import { recordAt, stringAt, type Unknowns } from './read';

/** One event source: who sent the event, or undefined where the event is not of this source. */
export interface EventSource {
  readonly name: string;
  /** @param item - the record in question of a batch */
  read(event: Unknowns, item: number): Omit<Who, 'trigger'> | undefined;
}

const restApi: EventSource = {
  name: 'apigateway',
  read: event => {
    const context = recordAt(event, 'requestContext');
    const method = stringAt(event, 'httpMethod');
    if (!method || stringAt(event, 'resource') === undefined || !('identity' in context)) return undefined;
    return {
      method,
      path: stringAt(event, 'path'),
      route: `${method} ${stringAt(event, 'resource')}`,
      sourceIp: stringAt(context, 'identity', 'sourceIp'),
      userAgent: stringAt(context, 'identity', 'userAgent'),
      principal: stringAt(context, 'authorizer', 'principalId') ?? stringAt(context, 'authorizer', 'claims', 'sub')
        ?? stringAt(context, 'identity', 'userArn') ?? stringAt(context, 'identity', 'cognitoIdentityId'),
    };
  },
};

const webSocket: EventSource = {
  name: 'websocket',
  read: event => {
    const context = recordAt(event, 'requestContext');
    if (stringAt(context, 'connectionId') === undefined || stringAt(context, 'routeKey') === undefined) return undefined;
    return {
      route: stringAt(context, 'routeKey'),
      sourceIp: stringAt(context, 'identity', 'sourceIp'),
      userAgent: stringAt(context, 'identity', 'userAgent'),
      principal: stringAt(context, 'authorizer', 'principalId') ?? stringAt(context, 'connectionId'),
    };
  },
};

/** API Gateway's HTTP APIs and function URLs share payload format 2.0. */
function readFormat2(event: Unknowns): Omit<Who, 'trigger'> | undefined {
  const context = recordAt(event, 'requestContext');
  const method = stringAt(context, 'http', 'method');
  if (stringAt(event, 'version') !== '2.0' || !method) return undefined;
  const path = stringAt(event, 'rawPath');
  const routeKey = stringAt(event, 'routeKey');
  return {
    method,
    path,
    route: routeKey && routeKey !== '$default' ? routeKey : `${method} ${path ?? ''}`,
    sourceIp: stringAt(context, 'http', 'sourceIp'),
    userAgent: stringAt(context, 'http', 'userAgent'),
    principal: stringAt(context, 'authorizer', 'jwt', 'claims', 'sub') ?? stringAt(context, 'authorizer', 'iam', 'userArn')
      ?? stringAt(context, 'authorizer', 'lambda', 'principalId'),
  };
}

function isFunctionUrl(event: Unknowns): boolean {
  return stringAt(event, 'requestContext', 'domainName')?.includes('.lambda-url.') ?? false;
}

const functionUrl: EventSource = { name: 'function-url', read: event => (isFunctionUrl(event) ? readFormat2(event) : undefined) };
const httpApi: EventSource = { name: 'apigatewayv2', read: event => (isFunctionUrl(event) ? undefined : readFormat2(event)) };

const loadBalancer: EventSource = {
  name: 'alb',
  read: event => {
    if (stringAt(event, 'requestContext', 'elb', 'targetGroupArn') === undefined) return undefined;
    const method = stringAt(event, 'httpMethod');
    const path = stringAt(event, 'path');
    const header = (name: string) => stringAt(event, 'headers', name) ?? stringAt(event, 'multiValueHeaders', name, 0);
    return {
      method,
      path,
      route: `${method ?? ''} ${path ?? ''}`,
      /* The load balancer appends the address it saw; what stands before it is the caller's claim. */
      sourceIp: header('x-forwarded-for')?.split(',').at(-1)?.trim(),
      userAgent: header('user-agent'),
    };
  },
};

/** Sources that send `Records`; `source` is the record's `eventSource`. */
function batch(name: string, source: string, read: (record: Unknowns) => Omit<Who, 'trigger'>): EventSource {
  return {
    name,
    read: (event, item) => {
      const record = recordAt(event, 'Records', item);
      const found = stringAt(record, 'eventSource') ?? stringAt(record, 'EventSource');
      return found === source ? read(record) : undefined;
    },
  };
}

const lastOfArn = (arn: string | undefined) => arn?.split(':').at(-1);

const sqs = batch('sqs', 'aws:sqs', record => ({
  route: lastOfArn(stringAt(record, 'eventSourceARN')),
  principal: stringAt(record, 'attributes', 'SenderId'),
}));

const sns = batch('sns', 'aws:sns', record => ({ route: lastOfArn(stringAt(record, 'Sns', 'TopicArn')) }));

const s3 = batch('s3', 'aws:s3', record => ({
  route: stringAt(record, 's3', 'bucket', 'name'),
  sourceIp: stringAt(record, 'requestParameters', 'sourceIPAddress'),
  principal: stringAt(record, 'userIdentity', 'principalId'),
}));

/** `arn:…:table/NAME/stream/…` */
const dynamodb = batch('dynamodb', 'aws:dynamodb', record => ({
  route: stringAt(record, 'eventSourceARN')?.split('/')[1],
  principal: stringAt(record, 'userIdentity', 'principalId'),
}));

/** `arn:…:stream/NAME` */
const kinesis = batch('kinesis', 'aws:kinesis', record => ({
  route: stringAt(record, 'eventSourceARN')?.split('/')[1],
  principal: stringAt(record, 'invokeIdentityArn'),
}));

const eventBridge: EventSource = {
  name: 'eventbridge',
  read: event => {
    const source = stringAt(event, 'source');
    const type = stringAt(event, 'detail-type');
    if (!source || !type || !('detail' in event)) return undefined;
    return { route: `${source} ${type}`, principal: stringAt(event, 'account') };
  },
};

/** In the order they are asked; the first that knows the event tells. */
export const EVENT_SOURCES: readonly EventSource[] = [
  functionUrl, httpApi, restApi, webSocket, loadBalancer, sqs, sns, s3, dynamodb, kinesis, eventBridge,
];
