import { FUNCTION_TYPES } from '../../../app-model/functions';
import type { Rule } from '../../rule';
import { failing, isNumber } from '../../settings';

const PATH = ['CapacityProviderConfig', 'LambdaManagedInstancesCapacityProviderConfig'];
const fn = (concurrency: number) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Runtime: 'python3.13',
    Handler: 'index.handler',
    CapacityProviderConfig: { LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: 'arn:aws:lambda:eu-west-1:111122223333:capacity-provider:orders', PerExecutionEnvironmentMaxConcurrency: concurrency } },
  },
});

/** A web function always serves many requests in one process. */
export const concurrentEnvironmentShared: Rule = {
  id: 'SAS12-ConcurrentEnvironmentShared',
  title: 'several requests share one process at the same time',
  weakness: 'SAS-12',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-488', 'CWE-362'],
  why: 'What the code keeps in a global or in /tmp for one caller, it hands to another: code that was written for one event at a time leaks between users.',
  fix: 'const shared: lambda.CfnFunction.LambdaManagedInstancesCapacityProviderConfigProperty = { capacityProviderArn: \'arn:aws:lambda:eu-west-1:111122223333:capacity-provider:orders\', perExecutionEnvironmentMaxConcurrency: 1 };',
  resourceTypes: [...FUNCTION_TYPES, 'AWS::Lambda::WebFunction'],
  example: {
    flagged: { Resources: { Orders: fn(10) } },
    findings: { Orders: ['SAS12-ConcurrentEnvironmentShared'] },
    fixed: { Resources: { Orders: fn(1) } },
  },
  check: resource => resource.type === 'AWS::Lambda::WebFunction'
    ? [{ note: 'as every web function does' }]
    : failing(resource, [...PATH, 'PerExecutionEnvironmentMaxConcurrency'], isNumber(concurrency => concurrency > 1)),
};
