import { eventSources } from '../../../app-model/event-sources';
import { PASS, type Rule } from '../../rule';
import { failing, isAbsent } from '../../settings';

const mapping = (properties: object) => ({
  Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: 'orders', EventSourceArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/orders', ...properties },
});

/** What a queue does with a message that fails is the queue's to say: SAS10-SqsRedriveMissing. */
export const esmFailureUnhandled: Rule = {
  id: 'SAS10-EsmFailureUnhandled',
  title: 'a record that the function cannot process is lost',
  weakness: 'SAS-10',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-755'],
  why: 'After its last attempt nothing says which records of the stream were never processed, or what was in them.',
  fix: 'fn.addEventSource(new sources.KinesisEventSource(stream, { startingPosition: lambda.StartingPosition.LATEST, onFailure: new sources.SqsDlq(failed) }));',
  resourceTypes: ['AWS::Lambda::EventSourceMapping'],
  example: {
    flagged: { Resources: { Source: mapping({}) } },
    findings: { Source: ['SAS10-EsmFailureUnhandled'] },
    fixed: { Resources: { Source: mapping({ DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:eu-west-1:111122223333:failed' } } }) } },
  },
  check(resource, model) {
    const kind = model.index(eventSources).get(resource)?.kind;
    return kind === 'stream' || kind === 'kafka' ? failing(resource, ['DestinationConfig', 'OnFailure', 'Destination'], isAbsent) : PASS;
  },
};
