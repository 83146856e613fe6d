import { FUNCTION_TYPES, functionProperty, isServerlessFunction } from '../../../app-model/functions';
import { asynchronousTriggers } from '../../../app-model/invocations';
import { pointers } from '../../../app-model/pointers';
import { property } from '../../../app-model/property';
import { PASS, type Rule } from '../../rule';

const configurations = pointers(['AWS::Lambda::EventInvokeConfig', 'FunctionName']);

const RESOURCES = {
  Orders: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler' } },
  Invoke: { Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Orders' }, Principal: 'sns.amazonaws.com' } },
};

/** Judged for functions that somebody in the app invokes asynchronously. */
export const asyncRetryDefault: Rule = {
  id: 'SAS8-AsyncRetryDefault',
  title: 'nobody decided how often, and for how long, a failed event is tried again',
  weakness: 'SAS-8',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-770'],
  why: 'An event that cannot be processed runs three times, and one that is throttled comes again for six hours: a flood is paid for long after it has ended.',
  fix: 'fn.configureAsyncInvoke({ retryAttempts: 1, maxEventAge: Duration.minutes(10), onFailure: new destinations.SqsDestination(failed) });',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: RESOURCES },
    findings: { Orders: ['SAS8-AsyncRetryDefault'] },
    fixed: { Resources: { ...RESOURCES, Limits: { Type: 'AWS::Lambda::EventInvokeConfig', Properties: { FunctionName: { Ref: 'Orders' }, Qualifier: '$LATEST', MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 600 } } } },
  },
  check(fn, model) {
    if (!model.index(asynchronousTriggers).has(fn.key)) return PASS;
    const { to, unresolved } = model.index(configurations);
    const own = ['MaximumRetryAttempts', 'MaximumEventAgeInSeconds'].every(name => functionProperty(fn, 'EventInvokeConfig', name).every(({ value }) => value.kind !== 'absent'));
    const separate = [...to(fn), ...unresolved].some(limits => ['MaximumRetryAttempts', 'MaximumEventAgeInSeconds'].every(name => property(limits, name).every(({ value }) => value.kind !== 'absent')));
    return (isServerlessFunction(fn) && own) || separate ? PASS : [{}];
  },
};
