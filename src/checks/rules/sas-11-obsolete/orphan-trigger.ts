import type { AppModel } from '../../../app-model/app-model';
import { permissionsByFunction } from '../../../app-model/iam/function-permissions';
import { identityPolicy } from '../../../app-model/iam/identity-policies';
import { covers } from '../../../app-model/iam/pattern';
import type { Statement } from '../../../app-model/iam/statement';
import { namedInOutputs } from '../../../app-model/outputs';
import { property } from '../../../app-model/property';
import { deadLetterQueues } from '../../../app-model/queues';
import { referenceGraph } from '../../../app-model/references';
import { resourcePolicy } from '../../../app-model/resource-policies';
import type { Resource } from '../../../app-model/template';
import { isFunction } from '../../../app-model/triggers';
import { literalText, skeleton } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { isAbsent, isEmpty } from '../../settings';

/** What brings events to a type, or looks after it, and never takes any; and the action by which somebody does. */
const TYPES: Readonly<Record<string, { readonly name: string; readonly taking: string; readonly bringing: RegExp }>> = {
  'AWS::SQS::Queue': {
    name: 'QueueName',
    taking: 'sqs:ReceiveMessage',
    bringing: /^AWS::(?:SQS::Queue(?:Inline)?Policy|SNS::Subscription|Events::Rule|S3::Bucket|Scheduler::Schedule|CloudWatch::Alarm|Lambda::EventInvokeConfig)$/,
  },
  // An alarm's topic may well be subscribed to by hand, with an address that belongs in no template.
  'AWS::SNS::Topic': {
    name: 'TopicName',
    taking: 'sns:Subscribe',
    bringing: /^AWS::(?:SNS::Topic(?:Inline)?Policy|Events::Rule|S3::Bucket|Scheduler::Schedule|Lambda::EventInvokeConfig)$/,
  },
};

const BASIC = /:policy\/service-role\/AWSLambda(?:Basic|VPCAccess)ExecutionRole$/;

const topic = { Type: 'AWS::SNS::Topic', Properties: {} };
const rule = { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'orders', Arn: { Ref: 'Orders' } }] } };
const subscription = { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'Orders' }, Protocol: 'lambda', Endpoint: 'arn:aws:lambda:eu-west-1:111122223333:function:orders' } };

/**
 * What has a name of its own, or stands in an output, may be used from elsewhere; a bus always has a name. Dead letters
 * are taken by people.
 */
export const orphanTrigger: Rule = {
  id: 'SAS11-OrphanTrigger',
  title: 'nothing takes what is sent here',
  weakness: 'SAS-11',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-1164'],
  why: 'What once listened is gone: events are lost or lie about with the data in them, and whoever may still send, or subscribe, is forgotten.',
  fix: 'topic.addSubscription(new subscriptions.LambdaSubscription(fn)); // or delete it',
  resourceTypes: Object.keys(TYPES),
  example: {
    flagged: { Resources: { Orders: topic, Hourly: rule } },
    findings: { Orders: ['SAS11-OrphanTrigger'] },
    fixed: { Resources: { Orders: topic, Hourly: rule, Subscription: subscription } },
  },
  check(resource, model) {
    const type = TYPES[resource.type];
    if (type === undefined || isKnownOutside(resource, type.name, model) || !property(resource, 'Subscription').every(isEmpty)) return PASS;
    const users = model.index(referenceGraph).to(resource);
    const takes = [...users].some(user => !type.bringing.test(user.type) ? mayTake(user, type.taking, model) : allows(resourcePolicy(user), type.taking));
    return takes || model.index(isUnclear) ? PASS : [{}];
  },
};

function isKnownOutside(resource: Resource, name: string, model: AppModel): boolean {
  const { queues, unresolved } = model.index(deadLetterQueues);
  return unresolved || queues.has(resource) || model.index(namedInOutputs).has(resource) || !property(resource, name).every(isAbsent);
}

/** A function or a role that mentions a queue takes from it where its permissions say so; any other resource may. */
function mayTake(user: Resource, taking: string, model: AppModel): boolean {
  if (!isFunction(user)) return !user.type.startsWith('AWS::IAM::') || allows(identityPolicy(user), taking);
  const role = model.index(permissionsByFunction).get(user.key);
  return role === undefined || allows(role.statements, taking) || role.managedPolicyArns.some(({ value }) => !BASIC.test(skeleton(value) ?? ''));
}

function allows(statements: readonly Statement[], action: string): boolean {
  return statements.some(({ effect, actions, notActions }) => effect === 'Allow'
    && (notActions.length > 0 || actions.some(({ value }) => covers(literalText(value) ?? '*', action))));
}

/** What polls or subscribes to something that the template does not tell may do so to any. */
const SOURCES = [['AWS::Lambda::EventSourceMapping', 'EventSourceArn'], ['AWS::Pipes::Pipe', 'Source'], ['AWS::SNS::Subscription', 'TopicArn']] as const;

const isUnclear = (model: AppModel) => SOURCES.some(([type, name]) => model.resourcesOf(type).some(resource => property(resource, name).some(({ value }) => value.kind === 'unknown')));
