import { type EventSource, eventSources } from '../../../app-model/event-sources';
import type { Rule } from '../../rule';
import { settingRules } from '../../setting-rule';
import { type Fails, isEmpty, isOneOf } from '../../settings';

const STREAM = 'arn:aws:kinesis:eu-west-1:111122223333:stream/orders';

/** SAM writes the slash of a media type as `~1`. */
const holdsEveryMediaType: Fails = ({ value }) => value.kind === 'list' && value.items.some(item => item === '*/*' || item === '*~1*');

/** What is decided by one property of one type. */
export const injectionSettings: readonly Rule[] = settingRules([
  {
    id: 'SAS1-EventSourceUnfiltered',
    title: 'every record of the source is handed to the function, whatever is in it',
    severity: 'warning',
    tier: 'strict',
    cwe: ['CWE-20'],
    why: 'A filter refuses records of another form before anything runs: without one each message that somebody gets into the queue or stream is an event.',
    fix: 'fn.addEventSource(new sources.SqsEventSource(queue, { filters: [lambda.FilterCriteria.filter({ body: { kind: lambda.FilterRule.isEqual(\'order\') } })] }));',
    type: 'AWS::Lambda::EventSourceMapping',
    path: ['FilterCriteria', 'Filters'],
    fails: isEmpty,
    judges: (mapping, model) => isFilterable(model.index(eventSources).get(mapping)),
    beside: { EventSourceArn: STREAM, FunctionName: 'orders' },
    example: { flagged: [], fixed: [{ Pattern: '{"data":{"kind":["order"]}}' }] },
  },
  {
    id: 'SAS1-SnsSubscriptionUnfiltered',
    title: 'the topic hands the function every message, whatever is in it',
    severity: 'warning',
    tier: 'strict',
    cwe: ['CWE-20'],
    why: 'Whoever may publish to the topic invokes the function with a message of any kind, those meant for other subscribers included.',
    fix: 'topic.addSubscription(new subscriptions.LambdaSubscription(fn, { filterPolicy: { kind: sns.SubscriptionFilter.stringFilter({ allowlist: [\'order\'] }) } }));',
    type: 'AWS::SNS::Subscription',
    path: ['FilterPolicy'],
    fails: isEmpty,
    where: { path: ['Protocol'], is: isOneOf('lambda') },
    beside: { TopicArn: 'arn:aws:sns:eu-west-1:111122223333:orders', Protocol: 'lambda', Endpoint: 'arn:aws:lambda:eu-west-1:111122223333:function:orders' },
    example: { flagged: undefined, fixed: { kind: ['order'] } },
  },
  {
    id: 'SAS1-BinaryMediaWildcard',
    title: 'the API takes every body for binary and hands it on as it came',
    severity: 'warning',
    tier: 'strict',
    cwe: ['CWE-434'],
    why: 'Whatever file a caller sends, of a kind that nobody expects, arrives in the function as base64: no template looks into it on the way.',
    fix: 'const options: apigateway.RestApiProps = { binaryMediaTypes: [\'image/png\', \'application/pdf\'] };',
    type: 'AWS::ApiGateway::RestApi',
    alike: ['AWS::Serverless::Api'],
    path: ['BinaryMediaTypes'],
    fails: holdsEveryMediaType,
    beside: { Name: 'orders' },
    example: { flagged: ['*/*'], fixed: ['image/png'] },
  },
]);

/** A broker's messages can be filtered, a document database's changes cannot. */
function isFilterable(mapped: EventSource | undefined): boolean {
  return mapped !== undefined && (['queue', 'stream', 'kafka'].includes(mapped.kind) || mapped.source?.type === 'AWS::AmazonMQ::Broker');
}
