import { entries, property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText } from '../../../app-model/value';
import { type Finding, PASS, type Rule } from '../../rule';
import { failing, isAbsent, isEmpty, isNotOn, isOn } from '../../settings';

const WITH_BODY = ['POST', 'PUT', 'PATCH', 'ANY'];

const method = (properties: object) => ({
  Type: 'AWS::ApiGateway::Method', Properties: { HttpMethod: 'POST', Integration: { Type: 'AWS_PROXY' }, ...properties },
});
const validator = { Type: 'AWS::ApiGateway::RequestValidator', Properties: { ValidateRequestBody: true, ValidateRequestParameters: true } };
const VALIDATED = { RequestValidatorId: { Ref: 'Validator' }, RequestModels: { 'application/json': 'Order' } };

/** Judged where there is something to validate: a body, or parameters that the method declares. */
export const apiRequestValidation: Rule = {
  id: 'SAS1-ApiRequestValidation',
  title: 'the API hands requests to the function without looking at them',
  weakness: 'SAS-1',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-20'],
  why: 'Whatever a caller sends reaches the code: a model at the entrance refuses unexpected types, lengths and characters before anything is invoked, and paid for.',
  fix: 'api.root.addMethod(\'POST\', integration, { requestValidatorOptions: { validateRequestBody: true, validateRequestParameters: true }, requestModels: { \'application/json\': order } });',
  resourceTypes: ['AWS::ApiGateway::Method'],
  example: {
    flagged: { Resources: { Create: method({}) } },
    findings: { Create: ['SAS1-ApiRequestValidation'] },
    fixed: { Resources: { Validator: validator, Create: method(VALIDATED) } },
  },
  check(resource) {
    if (!takesInput(resource)) return PASS;
    const [missing] = failing(resource, ['RequestValidatorId'], isAbsent);
    if (missing !== undefined) return [missing];
    return property(resource, 'RequestValidatorId').flatMap(({ value, when }) => {
      if (value.kind !== 'reference' || value.resource.type !== 'AWS::ApiGateway::RequestValidator') return [];
      return judgeValidator(resource, value.resource).map(finding => ({ ...finding, when }));
    });
  },
};

function takesInput(resource: Resource): boolean {
  if (property(resource, 'Integration', 'Type').some(({ value }) => value.kind === 'unknown' || literalText(value) === 'MOCK')) return false;
  const methods = property(resource, 'HttpMethod').map(({ value }) => literalText(value)?.toUpperCase() ?? '');
  if (methods.every(name => WITH_BODY.includes(name))) return true;
  return methods.every(name => name !== '' && name !== 'OPTIONS') && entries(property(resource, 'RequestParameters')).length > 0;
}

function judgeValidator(resource: Resource, by: Resource): readonly Finding[] {
  const isNot = (name: string) => property(by, name).every(isNotOn);
  if (isNot('ValidateRequestBody') && isNot('ValidateRequestParameters')) return [{ detail: 'NothingValidated', note: 'the validator looks at neither' }];
  const onlyBody = isNot('ValidateRequestParameters') && property(by, 'ValidateRequestBody').every(isOn);
  return onlyBody && property(resource, 'RequestModels').every(isEmpty) ? [{ detail: 'NoModel', note: 'there is no model to validate the body with' }] : PASS;
}
