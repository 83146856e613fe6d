import { functionProperty, isServerlessFunction } from '../../../app-model/functions';
import { property } from '../../../app-model/property';
import { functionOf } from '../../../app-model/triggers';
import { PASS, type Rule } from '../../rule';
import { failing, isAbsent } from '../../settings';

const url = { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'Orders' }, AuthType: 'AWS_IAM' } };
const fn = (properties: object) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', ...properties } });

export const urlUnthrottled: Rule = {
  id: 'SAS8-UrlUnthrottled',
  title: 'the function\'s own URL has no limit',
  weakness: 'SAS-8',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-770'],
  why: 'A URL has no throttle and no firewall: the function\'s reserved concurrency is the one thing that bounds what a flood costs and takes away.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, reservedConcurrentExecutions: 50 });',
  resourceTypes: ['AWS::Lambda::Url', 'AWS::Serverless::Function', 'AWS::Lambda::WebFunctionEndpoint'],
  example: {
    flagged: { Resources: { Orders: fn({}), Url: url } },
    findings: { Url: ['SAS8-UrlUnthrottled'] },
    also: { Orders: ['SAS8-ReservedConcurrencyMissing'] },
    fixed: { Resources: { Orders: fn({ ReservedConcurrentExecutions: 50 }), Url: url } },
  },
  check(resource, model) {
    if (resource.type === 'AWS::Lambda::WebFunctionEndpoint') {
      return ['ThrottleConfig', 'ScalingConfig'].every(name => failing(resource, [name], isAbsent).length > 0) ? [{}] : PASS;
    }
    const own = isServerlessFunction(resource);
    if (own && !functionProperty(resource, 'FunctionUrlConfig').some(({ value }) => value.kind === 'map')) return PASS;
    const target = own ? resource : functionOf(property(resource, 'TargetFunctionArn'), model);
    if (target === undefined) return PASS;
    return functionProperty(target, 'ReservedConcurrentExecutions').filter(isAbsent).map(({ when }) => ({ when }));
  },
};
