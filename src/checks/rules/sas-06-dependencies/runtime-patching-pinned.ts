import { FUNCTION_TYPES, functionProperty } from '../../../app-model/functions';
import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';

const fn = (properties: object) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', ...properties } });

export const runtimePatchingPinned: Rule = {
  id: 'SAS6-RuntimePatchingPinned',
  title: 'the runtime is pinned: patches of AWS do not reach the function',
  weakness: 'SAS-6',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-1104'],
  why: 'Vulnerabilities of the language and the operating system that AWS has long closed stay open here until somebody remembers the pin.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, runtimeManagementMode: lambda.RuntimeManagementMode.AUTO });',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn({ RuntimeManagementConfig: { UpdateRuntimeOn: 'Manual', RuntimeVersionArn: 'arn:aws:lambda:eu-west-1::runtime:pinned' } }) } },
    findings: { Orders: ['SAS6-RuntimePatchingPinned'] },
    fixed: { Resources: { Orders: fn({ RuntimeManagementConfig: { UpdateRuntimeOn: 'Auto' } }) } },
  },
  check: resource => functionProperty(resource, 'RuntimeManagementConfig', 'UpdateRuntimeOn').flatMap(({ value, when }) => {
    const location = 'Properties/RuntimeManagementConfig';
    const mode = literalText(value);
    if (mode === 'Manual') return [{ when, location }];
    if (mode !== 'FunctionUpdate') return [];
    return [{ detail: 'FunctionUpdate', severity: 'warning', note: 'they reach it only when somebody deploys', when, location }];
  }),
};
