import { gzipSync } from 'node:zlib';
import type { Who } from '../../../runtime/node/invocation/attribution';

/** How a text is wrapped by whoever sends it. */
const plain = (text: string): string => text;
const json = (text: string): string => JSON.stringify({ note: text, page: 2 });
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const base64Json = (text: string): string => base64(json(text));
const percent = (text: string): string => encodeURIComponent(text);
/** As S3 writes object keys. */
const objectKey = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+').replaceAll('%2F', '/');
const form = (text: string): string => new URLSearchParams({ page: '2', note: text }).toString();
const xml = (text: string): string => `<order><note>${text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('<', '&lt;')}</note></order>`;
const multipart = (text: string): string => `--limit\r\nContent-Disposition: form-data; name="note"\r\n\r\n${text}\r\n--limit--\r\n`;
const cookie = (text: string): string => `theme=dark; note=${encodeURIComponent(text)}`;
const bytes = (text: string): number[] => [...Buffer.from(text)];
const jwt = (text: string): string => `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ sub: text })).toString('base64url')}.`;
const gzip = (text: string): string => gzipSync(JSON.stringify({ logGroup: '/aws/shop', logEvents: [{ id: '1', message: text }] })).toString('base64');
const notification = (text: string): string => JSON.stringify({ Type: 'Notification', TopicArn: 'arn:aws:sns:eu-central-1:1:news', Message: json(text) });
const objectCreated = (text: string): string => JSON.stringify({ Records: [{ eventSource: 'aws:s3', s3: { bucket: { name: 'b' }, object: { key: objectKey(text) } } }] });
const busEvent = (text: string): string => JSON.stringify({ 'source': 'shop', 'detail-type': 'Placed', 'detail': { note: text } });

type Wrap = (text: string) => unknown;
/** A field that a caller chooses, how its text is wrapped, and the JSONPath at which a finding shows it. */
export type Field = readonly [path: readonly (string | number)[], wrap: Wrap, place: string];

/** One event of a source, shortened from the structure that AWS documents, with what is to be known of its sender. */
export interface Sample {
  readonly trigger: string;
  readonly event: unknown;
  readonly who: Omit<Who, 'trigger'>;
  readonly fields: readonly Field[];
}

const IP = '192.0.2.1';
const caller = { route: 'POST /orders/{id}', method: 'POST', path: '/orders/7', sourceIp: IP, userAgent: 'curl/8' };

const REST = {
  resource: '/orders/{id}',
  path: '/orders/7',
  httpMethod: 'POST',
  headers: { host: 'shop.example' },
  multiValueHeaders: {},
  queryStringParameters: {},
  multiValueQueryStringParameters: {},
  pathParameters: { id: '7' },
  stageVariables: null,
  requestContext: { accountId: '1', identity: { sourceIp: IP, userAgent: 'curl/8' }, authorizer: { claims: { sub: 'user-1' } }, stage: 'prod' },
  body: '',
  isBase64Encoded: false,
};
const FORMAT_2 = {
  version: '2.0',
  routeKey: 'POST /orders/{id}',
  rawPath: '/orders/7',
  rawQueryString: '',
  cookies: [],
  headers: {},
  queryStringParameters: {},
  pathParameters: { id: '7' },
  requestContext: {
    domainName: 'abc.execute-api.eu-central-1.amazonaws.com',
    authorizer: { jwt: { claims: { sub: 'user-1' } } },
    http: { method: 'POST', path: '/orders/7', sourceIp: IP, userAgent: 'curl/8' },
  },
  body: '',
  isBase64Encoded: false,
};
const BODIES: readonly Field[] = [
  [['body'], plain, '$.body'],
  [['body'], json, '$.body.note'],
  [['body'], form, '$.body.note'],
  [['body'], multipart, '$.body.note'],
  [['body'], xml, '$.body.note'],
  [['body'], base64, '$.body'],
  [['body'], base64Json, '$.body.note'],
  [['body'], text => json(json(text)), '$.body.note.note'],
];
const HTTP_FIELDS: readonly Field[] = [
  ...BODIES,
  [['headers', 'x-note'], plain, "$.headers['x-note']"],
  [['headers', 'authorization'], jwt, '$.headers.authorization.sub'],
  [['queryStringParameters', 'q'], plain, '$.queryStringParameters.q'],
  [['pathParameters', 'id'], percent, '$.pathParameters.id'],
];
const record = (more: object): object => ({ Records: [more] });
const ARN = 'arn:aws:sqs:eu-central-1:1:jobs';
const QUEUED = record({ messageId: 'm', eventSource: 'aws:sqs', eventSourceARN: ARN, body: '', attributes: { SenderId: 'AIDA' }, messageAttributes: {} });
const MESSAGES: readonly Field[] = [
  [['Records', 0, 'body'], plain, '$.Records[0].body'],
  [['Records', 0, 'body'], json, '$.Records[0].body.note'],
  [['Records', 0, 'body'], notification, '$.Records[0].body.Message.note'],
  [['Records', 0, 'body'], objectCreated, '$.Records[0].body.Records[0].s3.object.key'],
  [['Records', 0, 'body'], busEvent, '$.Records[0].body.detail.note'],
  [['Records', 0, 'messageAttributes', 'n', 'stringValue'], plain, '$.Records[0].messageAttributes.n.stringValue'],
];

export const SAMPLES: Readonly<Record<string, Sample>> = {
  'REST API': {
    trigger: 'apigateway',
    event: REST,
    who: { ...caller, principal: 'user-1' },
    fields: [
      ...HTTP_FIELDS,
      [['multiValueQueryStringParameters', 'q'], text => ['1', text], '$.multiValueQueryStringParameters.q[1]'],
      [['multiValueHeaders', 'cookie'], text => [cookie(text)], '$.multiValueHeaders.cookie[0].note'],
    ],
  },
  'HTTP API': {
    trigger: 'apigatewayv2',
    event: FORMAT_2,
    who: { ...caller, principal: 'user-1' },
    fields: [
      ...HTTP_FIELDS,
      [['rawQueryString'], form, '$.rawQueryString.note'],
      [['rawPath'], text => `/orders/${percent(text)}`, '$.rawPath'],
      [['cookies', 0], cookie, '$.cookies[0].note'],
    ],
  },
  'function URL': {
    trigger: 'function-url',
    event: {
      ...FORMAT_2,
      routeKey: '$default',
      requestContext: { ...FORMAT_2.requestContext, domainName: 'abc.lambda-url.eu-central-1.on.aws', authorizer: { iam: { userArn: 'arn:aws:iam::1:user/a' } } },
    },
    who: { ...caller, route: 'POST /orders/7', principal: 'arn:aws:iam::1:user/a' },
    fields: HTTP_FIELDS,
  },
  'WebSocket API': {
    trigger: 'websocket',
    event: { requestContext: { connectionId: 'c1', routeKey: 'send', eventType: 'MESSAGE', identity: { sourceIp: IP } }, body: '' },
    who: { route: 'send', sourceIp: IP, principal: 'c1' },
    fields: BODIES,
  },
  'load balancer': {
    trigger: 'alb',
    event: {
      requestContext: { elb: { targetGroupArn: 'arn:tg' } },
      httpMethod: 'GET',
      path: '/x',
      queryStringParameters: {},
      headers: { 'x-forwarded-for': `203.0.113.9, ${IP}`, 'user-agent': 'curl/8' },
      body: '',
      isBase64Encoded: false,
    },
    who: { route: 'GET /x', method: 'GET', path: '/x', sourceIp: IP, userAgent: 'curl/8' },
    fields: [...BODIES, [['queryStringParameters', 'q'], percent, '$.queryStringParameters.q']],
  },
  'AppSync': {
    trigger: 'appsync',
    event: {
      arguments: {},
      identity: { sub: 'user-1', username: 'ada', sourceIp: [IP], claims: {} },
      source: null,
      request: { headers: { 'user-agent': 'curl/8' } },
      info: { fieldName: 'orders', parentTypeName: 'Query', variables: {}, selectionSetList: [] },
    },
    who: { route: 'Query.orders', sourceIp: IP, principal: 'user-1', userAgent: 'curl/8' },
    fields: [[['arguments', 'filter'], text => ({ name: { eq: text } }), '$.arguments.filter.name.eq'], [['source'], text => ({ id: text }), '$.source.id']],
  },
  'AppSync, a batch': {
    trigger: 'appsync',
    event: [{ arguments: {}, info: { fieldName: 'a', parentTypeName: 'Query' } }, { arguments: {}, info: { fieldName: 'b', parentTypeName: 'Query' } }],
    who: { route: 'Query.a' },
    fields: [[[0, 'arguments', 'id'], plain, '$[0].arguments.id']],
  },
  'authorizer, token': {
    trigger: 'authorizer',
    event: { type: 'TOKEN', authorizationToken: '', methodArn: 'arn:aws:execute-api:eu-central-1:1:api/prod/GET/orders/7' },
    who: { route: 'GET /orders/7' },
    fields: [[['authorizationToken'], plain, '$.authorizationToken'], [['authorizationToken'], jwt, '$.authorizationToken.sub']],
  },
  'authorizer, request': {
    trigger: 'authorizer',
    event: { ...REST, type: 'REQUEST', methodArn: 'arn:aws:execute-api:eu-central-1:1:api/prod/POST/orders/7' },
    who: { ...caller, principal: 'user-1' },
    fields: [[['headers', 'authorization'], jwt, '$.headers.authorization.sub']],
  },
  'authorizer, format 2': {
    trigger: 'authorizer',
    event: { ...FORMAT_2, type: 'REQUEST', routeArn: 'arn:aws:execute-api:eu-central-1:1:api/prod/POST/orders/7', identitySource: [''] },
    who: { ...caller, principal: 'user-1' },
    fields: [[['identitySource', 0], plain, '$.identitySource[0]']],
  },
  'authorizer, AppSync': {
    trigger: 'authorizer',
    event: { authorizationToken: 't', requestContext: { apiId: 'a', queryString: 'query Orders { id }', operationName: 'Orders', variables: {} }, requestHeaders: {} },
    who: { route: 'Orders' },
    fields: [[['authorizationToken'], plain, '$.authorizationToken'], [['requestContext', 'variables', 'q'], plain, '$.requestContext.variables.q']],
  },
  'Cognito': {
    trigger: 'cognito',
    event: {
      version: '1',
      triggerSource: 'PreSignUp_SignUp',
      userPoolId: 'eu-central-1_a',
      userName: 'ada',
      callerContext: { clientId: 'c' },
      request: { userAttributes: {}, clientMetadata: {} },
      response: {},
    },
    who: { route: 'PreSignUp_SignUp', principal: 'ada' },
    fields: [
      [['request', 'userAttributes', 'name'], plain, '$.request.userAttributes.name'],
      [['request', 'clientMetadata', 'n'], json, '$.request.clientMetadata.n.note'],
    ],
  },
  'S3': {
    trigger: 's3',
    event: record({
      eventSource: 'aws:s3',
      s3: { bucket: { name: 'uploads' }, object: { key: 'k' } },
      requestParameters: { sourceIPAddress: IP },
      userIdentity: { principalId: 'AWS:AIDA' },
    }),
    who: { route: 'uploads', sourceIp: IP, principal: 'AWS:AIDA' },
    fields: [[['Records', 0, 's3', 'object', 'key'], objectKey, '$.Records[0].s3.object.key']],
  },
  'SQS': { trigger: 'sqs', event: QUEUED, who: { route: 'jobs', principal: 'AIDA' }, fields: MESSAGES },
  'SNS': {
    trigger: 'sns',
    event: record({ EventSource: 'aws:sns', Sns: { TopicArn: 'arn:aws:sns:eu-central-1:1:news', Message: '', MessageAttributes: {} } }),
    who: { route: 'news' },
    fields: [[['Records', 0, 'Sns', 'Message'], json, '$.Records[0].Sns.Message.note'], [['Records', 0, 'Sns', 'Subject'], plain, '$.Records[0].Sns.Subject']],
  },
  'EventBridge': {
    trigger: 'eventbridge',
    event: { 'version': '0', 'source': 'shop.orders', 'detail-type': 'Placed', 'account': '1', 'detail': {} },
    who: { route: 'shop.orders Placed', principal: '1' },
    fields: [[['detail', 'note'], plain, '$.detail.note'], [['detail', 'body'], json, '$.detail.body.note']],
  },
  'a schedule': {
    trigger: 'eventbridge',
    event: { 'version': '0', 'source': 'aws.scheduler', 'detail-type': 'Scheduled Event', 'account': '1', 'detail': '{}' },
    who: { route: 'aws.scheduler Scheduled Event', principal: '1' },
    fields: [[['detail'], json, '$.detail.note']],
  },
  'DynamoDB stream': {
    trigger: 'dynamodb',
    event: record({ eventSource: 'aws:dynamodb', eventSourceARN: 'arn:aws:dynamodb:eu-central-1:1:table/orders/stream/2026', dynamodb: { Keys: {}, NewImage: {} } }),
    who: { route: 'orders' },
    fields: [
      [['Records', 0, 'dynamodb', 'NewImage', 'note'], text => ({ S: text }), '$.Records[0].dynamodb.NewImage.note.S'],
      [['Records', 0, 'dynamodb', 'NewImage', 'note'], text => ({ M: { deep: { L: [{ S: json(text) }] } } }), '$.Records[0].dynamodb.NewImage.note.M.deep.L[0].S.note'],
      [['Records', 0, 'dynamodb', 'NewImage', 'note'], text => ({ B: base64(text) }), '$.Records[0].dynamodb.NewImage.note.B'],
    ],
  },
  'Kinesis': {
    trigger: 'kinesis',
    event: record({ eventSource: 'aws:kinesis', eventSourceARN: 'arn:aws:kinesis:eu-central-1:1:stream/clicks', invokeIdentityArn: 'arn:role', kinesis: {} }),
    who: { route: 'clicks', principal: 'arn:role' },
    fields: [
      [['Records', 0, 'kinesis', 'data'], base64Json, '$.Records[0].kinesis.data.note'],
      [['Records', 0, 'kinesis', 'data'], gzip, '$.Records[0].kinesis.data.logEvents[0].message'],
      [['Records', 0, 'kinesis', 'partitionKey'], plain, '$.Records[0].kinesis.partitionKey'],
    ],
  },
  'Firehose': {
    trigger: 'firehose',
    event: { invocationId: 'i', deliveryStreamArn: 'arn:aws:firehose:eu-central-1:1:deliverystream/clicks', records: [{ recordId: 'r', data: '' }] },
    who: { route: 'clicks' },
    fields: [[['records', 0, 'data'], base64Json, '$.records[0].data.note'], [['records', 0, 'data'], gzip, '$.records[0].data.logEvents[0].message']],
  },
  'Kafka': {
    trigger: 'kafka',
    event: { eventSource: 'aws:kafka', records: { 'orders-0': [{ topic: 'orders', partition: 0, key: '', value: '', headers: [] }] } },
    who: { route: 'orders' },
    fields: [
      [['records', 'orders-0', 0, 'value'], base64Json, "$.records['orders-0'][0].value.note"],
      [['records', 'orders-0', 0, 'headers'], text => [{ note: bytes(text) }], "$.records['orders-0'][0].headers[0].note"],
    ],
  },
  'ActiveMQ': {
    trigger: 'mq',
    event: { eventSource: 'aws:mq', messages: [{ messageID: 'm', destination: { physicalName: 'jobs' }, data: '' }] },
    who: { route: 'jobs' },
    fields: [[['messages', 0, 'data'], base64Json, '$.messages[0].data.note']],
  },
  'RabbitMQ': {
    trigger: 'rmq',
    event: { eventSource: 'aws:rmq', rmqMessagesByQueue: { 'jobs::/': [{ basicProperties: { headers: {} }, data: '' }] } },
    who: { route: 'jobs' },
    fields: [
      [['rmqMessagesByQueue', 'jobs::/', 0, 'data'], base64Json, "$.rmqMessagesByQueue['jobs::/'][0].data.note"],
      [['rmqMessagesByQueue', 'jobs::/', 0, 'basicProperties', 'headers', 'n'], text => ({ bytes: bytes(text) }),
        "$.rmqMessagesByQueue['jobs::/'][0].basicProperties.headers.n.bytes"],
    ],
  },
  'SES': {
    trigger: 'ses',
    event: record({ eventSource: 'aws:ses', ses: { mail: { source: 'ada@shop.example', commonHeaders: {}, headers: [] }, receipt: { recipients: ['help@shop.example'] } } }),
    who: { route: 'help@shop.example', principal: 'ada@shop.example' },
    fields: [
      [['Records', 0, 'ses', 'mail', 'commonHeaders', 'subject'], plain, '$.Records[0].ses.mail.commonHeaders.subject'],
      [['Records', 0, 'ses', 'mail', 'headers'], text => [{ name: 'X-Note', value: text }], '$.Records[0].ses.mail.headers[0].value'],
    ],
  },
  'CloudFormation': {
    trigger: 'cloudformation',
    event: { RequestType: 'Create', ResponseURL: 'https://s3.example/x', StackId: 'arn:stack', ResourceType: 'Custom::Seed', ResourceProperties: {} },
    who: { route: 'Create Custom::Seed', principal: 'arn:stack' },
    fields: [[['ResourceProperties', 'Name'], plain, '$.ResourceProperties.Name']],
  },
  'Config': {
    trigger: 'config',
    event: { invokingEvent: '{}', ruleParameters: '{}', configRuleName: 'tags', accountId: '1' },
    who: { route: 'tags', principal: '1' },
    fields: [[['invokingEvent'], json, '$.invokingEvent.note'], [['ruleParameters'], json, '$.ruleParameters.note']],
  },
  'Logs subscription': {
    trigger: 'logs',
    event: { awslogs: { data: gzip('a line') } },
    who: { route: '/aws/shop' },
    fields: [[['awslogs', 'data'], gzip, '$.awslogs.data.logEvents[0].message'], [['awslogs', 'data'], text => gzip(json(text)), '$.awslogs.data.logEvents[0].message.note']],
  },
  'Bedrock agent, an API': {
    trigger: 'bedrock-agent',
    event: { messageVersion: '1.0', agent: { id: 'A' }, sessionId: 's', actionGroup: 'shop', apiPath: '/orders', httpMethod: 'GET', parameters: [] },
    who: { route: 'GET /orders', method: 'GET', path: '/orders', principal: 's' },
    fields: [
      [['parameters'], text => [{ name: 'q', type: 'string', value: text }], '$.parameters[0].value'],
      [['inputText'], plain, '$.inputText'],
      [['requestBody'], text => ({ content: { 'application/json': { properties: [{ value: text }] } } }), "$.requestBody.content['application/json'].properties[0].value"],
    ],
  },
  'Bedrock agent, a function': {
    trigger: 'bedrock-agent',
    event: { messageVersion: '1.0', agent: { id: 'A' }, sessionId: 's', actionGroup: 'shop', function: 'find', parameters: [] },
    who: { route: 'shop find', principal: 's' },
    fields: [[['parameters'], text => [{ name: 'q', value: text }], '$.parameters[0].value']],
  },
  'Lex': {
    trigger: 'lex',
    event: { messageVersion: '1.0', bot: { name: 'desk' }, sessionId: 's', inputTranscript: '', sessionState: { intent: { name: 'Order', slots: {} } } },
    who: { route: 'desk Order', principal: 's' },
    fields: [
      [['inputTranscript'], plain, '$.inputTranscript'],
      [['sessionState', 'intent', 'slots', 'n'], text => ({ value: { originalValue: text } }), '$.sessionState.intent.slots.n.value.originalValue'],
    ],
  },
  'a rule of IoT, Step Functions, a direct call': {
    trigger: 'direct',
    event: { deviceId: 'd' },
    who: {},
    fields: [[['note'], plain, '$.note'], [['payload'], json, '$.payload.note'], [['list'], text => [[{ deep: text }]], '$.list[0][0].deep']],
  },
};
