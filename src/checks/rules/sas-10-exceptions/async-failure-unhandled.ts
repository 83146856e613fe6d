import { FUNCTION_TYPES, functionProperty, isServerlessFunction } from '../../../app-model/functions';
import { asynchronousTriggers } from '../../../app-model/invocations';
import { pointers } from '../../../app-model/pointers';
import { property } from '../../../app-model/property';
import type { Possibility } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';

const configurations = pointers(['AWS::Lambda::EventInvokeConfig', 'FunctionName']);

const RESOURCES = { Invoke: { Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Orders' }, Principal: 'sns.amazonaws.com' } } };
const fn = (properties: object) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', ...properties } });

/** Judged for functions that somebody in the app invokes asynchronously: one that is only called synchronously answers its caller. */
export const asyncFailureUnhandled: Rule = {
  id: 'SAS10-AsyncFailureUnhandled',
  title: 'an event that the function cannot process is lost',
  weakness: 'SAS-10',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-755'],
  why: 'Nobody learns what was in it: an order that is gone, or the attempt that would have told of an attack.',
  fix: 'fn.configureAsyncInvoke({ onFailure: new destinations.SqsDestination(failed) });',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { ...RESOURCES, Orders: fn({}) } },
    findings: { Orders: ['SAS10-AsyncFailureUnhandled'] },
    fixed: { Resources: { ...RESOURCES, Orders: fn({ DeadLetterConfig: { TargetArn: 'arn:aws:sqs:eu-west-1:111122223333:failed' } }) } },
  },
  check(resource, model) {
    const triggers = model.index(asynchronousTriggers).get(resource.key);
    if (triggers === undefined) return PASS;
    const isSet = (possibilities: readonly Possibility[]) => possibilities.every(({ value }) => value.kind !== 'absent');
    const sam = isServerlessFunction(resource);
    const own = isSet(functionProperty(resource, ...sam ? ['DeadLetterQueue'] : ['DeadLetterConfig', 'TargetArn']))
      || (sam && isSet(functionProperty(resource, 'EventInvokeConfig', 'DestinationConfig', 'OnFailure')));
    const { to, unresolved } = model.index(configurations);
    const separate = [...to(resource), ...unresolved].some(made => isSet(property(made, 'DestinationConfig', 'OnFailure', 'Destination')));
    return own || separate ? PASS : [{ note: `it is invoked by ${[...new Set(triggers)].join(', ')}` }];
  },
};
