import { FUNCTION_TYPES } from '../../../app-model/functions';
import { callerLimits } from '../../../app-model/invocations';
import { PASS, type Rule } from '../../rule';
import { failing, isNumber } from '../../settings';

const app = (timeout: number) => ({
  Orders: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', Timeout: timeout } },
  Create: {
    Type: 'AWS::ApiGateway::Method',
    Properties: { HttpMethod: 'POST', Integration: { Type: 'AWS_PROXY', Uri: { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Orders.Arn}/invocations' } } },
  },
});

export const timeoutExceedsCaller: Rule = {
  id: 'SAS8-TimeoutExceedsCaller',
  title: 'the function goes on after its caller has given up',
  weakness: 'SAS-8',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-400'],
  why: 'The caller gets an error and tries again while the first attempt still runs: slow inputs multiply themselves, and what was refused may still be done.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, timeout: Duration.seconds(25) }); // or answer at once and work asynchronously',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: app(60) },
    findings: { Orders: ['SAS8-TimeoutExceedsCaller'] },
    fixed: { Resources: app(25) },
  },
  check(fn, model) {
    const limit = model.index(callerLimits).get(fn.key);
    if (limit === undefined) return PASS;
    return failing(fn, ['Timeout'], isNumber(seconds => seconds > limit.seconds), { note: `${limit.caller} waits ${limit.seconds} seconds` });
  },
};
