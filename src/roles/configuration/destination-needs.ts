import type { ConfigurationNeed } from './configuration-need';
import type { AppModel } from '../../app-model/app-model';
import { functionProperty, isServerlessFunction } from '../../app-model/functions';
import { pointers, targetsOf, valuesAt } from '../../app-model/pointers';
import { property } from '../../app-model/property';
import type { Resource } from '../../app-model/template';
import type { Possibility } from '../../app-model/value';

/** What Lambda sends with, by the service of the destination, and what CDK grants for that. */
const SENDING: readonly string[] = [
  'sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sns:Publish', 'lambda:InvokeFunction', 'events:PutEvents',
  's3:PutObject*', 's3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*', 's3:Abort*',
];
/** A destination may be encrypted. */
const KEY = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

const configurations = pointers(['AWS::Lambda::EventInvokeConfig', 'FunctionName']);
const qualifiers = pointers(['AWS::Lambda::Alias', 'FunctionName'], ['AWS::Lambda::Version', 'FunctionName']);

/** What Lambda needs to send failed and finished events of a function on. */
export function sendingNeeds(fn: Resource, model: AppModel): readonly ConfigurationNeed[] {
  const invokeConfigs = [fn, ...model.index(qualifiers).to(fn)].flatMap(resource => model.index(configurations).to(resource));
  const destinations = ['OnSuccess', 'OnFailure'].flatMap(name => [
    ...invokeConfigs.flatMap(config => valuesAt(property(config), ['DestinationConfig', name, 'Destination'])),
    ...isServerlessFunction(fn) ? functionProperty(fn, 'EventInvokeConfig', 'DestinationConfig', name, 'Destination') : [],
  ]);
  return [
    ...destinationNeeds(functionProperty(fn, isServerlessFunction(fn) ? 'DeadLetterQueue' : 'DeadLetterConfig', 'TargetArn'), 'failed events go there', model),
    ...destinationNeeds(destinations, 'events go there', model),
  ];
}

/** What Lambda needs to send something to a destination. */
export function destinationNeeds(destinations: readonly Possibility[], why: string, model: AppModel): readonly ConfigurationNeed[] {
  return destinations.filter(({ value }) => value.kind !== 'absent').flatMap(({ value }) => {
    const targets = targetsOf(value, model) ?? [];
    const sending = targets.length === 0 ? [{ actions: SENDING, why }] : targets.map(target => ({ actions: SENDING, target, why }));
    return [...sending, { actions: KEY, why }];
  });
}
