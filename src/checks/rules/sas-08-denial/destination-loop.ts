import { eventSources } from '../../../app-model/event-sources';
import { property } from '../../../app-model/property';
import { functionOf } from '../../../app-model/triggers';
import { PASS, type Rule } from '../../rule';

const app = (destination: string) => ({
  Orders: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler' } },
  Invoke: { Type: 'AWS::Lambda::EventInvokeConfig', Properties: { FunctionName: { Ref: 'Orders' }, DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [destination, 'Arn'] } } } } },
});

const FAILED = { Failed: { Type: 'AWS::SQS::Queue', Properties: {} } };

export const destinationLoop: Rule = {
  id: 'SAS8-DestinationLoop',
  title: 'what the function could not process, or has processed, comes back to it',
  weakness: 'SAS-8',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-835'],
  why: 'An event that fails once fails for ever: it runs in a circle at the owner\'s expense, until somebody notices.',
  fix: 'fn.configureAsyncInvoke({ onFailure: new destinations.SqsDestination(failed) }); // a queue that nothing polls but an operator',
  resourceTypes: ['AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::EventSourceMapping'],
  example: {
    flagged: { Resources: app('Orders') },
    findings: { Invoke: ['SAS8-DestinationLoop'] },
    fixed: { Resources: { ...FAILED, ...app('Failed') } },
  },
  check(resource, model) {
    const fn = functionOf(property(resource, 'FunctionName'), model);
    if (fn === undefined) return PASS;
    const consumed = [...model.index(eventSources).values()].filter(source => source.function === fn).flatMap(({ source }) => source ?? []);
    return ['OnFailure', 'OnSuccess'].flatMap(name => property(resource, 'DestinationConfig', name, 'Destination')).filter(({ value }) => {
      const direct = functionOf([{ value, when: new Map() }], model) === fn;
      return direct || (value.kind === 'reference' && consumed.includes(value.resource));
    }).slice(0, 1).map(({ when }) => ({ when, location: 'Properties/DestinationConfig' }));
  },
};
