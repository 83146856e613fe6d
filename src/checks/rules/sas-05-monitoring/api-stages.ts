import { at, items, property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { HOLE, skeleton } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { settingRules } from '../../setting-rule';
import { type Fails, isEmpty, isNotOn, isOneOf, isPresent } from '../../settings';

const REST_STAGE = 'AWS::ApiGateway::Stage';
const HTTP_STAGE = 'AWS::ApiGatewayV2::Stage';
/** A deployment that describes a stage makes one. */
const DEPLOYMENT = 'AWS::ApiGateway::Deployment';

const makesStage = (resource: Resource) => resource.type !== DEPLOYMENT || ['StageName', 'StageDescription'].some(name => property(resource, name).some(isPresent));

/** Where a setting of access logs stands: HTTP APIs have the plural. */
const accessLog = (name: string) => ({
  path: ['AccessLogSettings', name],
  elsewhere: {
    [REST_STAGE]: ['AccessLogSetting', name],
    [DEPLOYMENT]: ['StageDescription', 'AccessLogSetting', name],
    'AWS::Serverless::Api': ['AccessLogSetting', name],
    'AWS::Serverless::HttpApi': ['AccessLogSettings', name],
  },
});

/** Where a setting of REST stages stands; other APIs do not have it. */
const restStage = (name: string) => ({
  path: [name],
  elsewhere: { [DEPLOYMENT]: ['StageDescription', name], 'AWS::Serverless::Api': [name] },
});

const LINE = '{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","status":$context.status}';

/** What ties a line to a request, and to whoever made it. */
const NEEDED = [/\$context\.(?:extendedR|r)equestId\b/, /\$context\.identity\.sourceIp\b/];

/** A number stands in a format without quotes. */
const isUnstructured: Fails = ({ value }) => {
  const format = skeleton(value);
  return format !== undefined && !format.includes(HOLE) && !(isJson(format.replace(/\$context(?:\.\w+)+/g, '0')) && NEEDED.every(field => field.test(format)));
};

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** One method that logs is enough: which of them do is the team's choice. */
const logsNothing: Fails = settings => !at(items([settings]), 'LoggingLevel').some(level => level.value.kind === 'unknown' || isOneOf('ERROR', 'INFO')(level));

/** What the stage of an API writes down. */
export const apiStageRules: readonly Rule[] = settingRules([
  {
    id: 'SAS5-ApiAccessLogMissing',
    title: 'the API keeps no record of who called what',
    severity: 'error',
    cwe: ['CWE-778'],
    why: 'Refused and unusual requests, the first traces of an attack, never reach a function: without an access log they are nowhere.',
    fix: 'const deployOptions: apigateway.StageOptions = { accessLogDestination: new apigateway.LogGroupLogDestination(logGroup), accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields() };',
    type: HTTP_STAGE,
    ...accessLog('DestinationArn'),
    fails: isEmpty,
    judges: makesStage,
    beside: { ApiId: 'orders', StageName: 'prod' },
    example: { flagged: undefined, fixed: 'arn:aws:logs:eu-west-1:111122223333:log-group:orders' },
  },
  {
    id: 'SAS5-ApiAccessLogUnstructured',
    title: 'the API\'s access log cannot be searched for a request or its caller',
    severity: 'warning',
    tier: 'strict',
    cwe: ['CWE-117'],
    why: 'A caller\'s text with a line break or a blank in it forges fields and lines in a format that is no JSON; without the request\'s id and the caller\'s address nothing ties a line to what the function logs.',
    fix: 'const deployOptions: apigateway.StageOptions = { accessLogDestination: new apigateway.LogGroupLogDestination(logGroup), accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields() };',
    type: HTTP_STAGE,
    ...accessLog('Format'),
    fails: isUnstructured,
    judges: makesStage,
    beside: { ApiId: 'orders', StageName: 'prod' },
    example: { flagged: '$context.identity.sourceIp $context.requestId', fixed: LINE },
  },
  {
    id: 'SAS5-ApiExecutionLogOff',
    title: 'the API does not say why it refused or failed a request',
    severity: 'warning',
    tier: 'strict',
    cwe: ['CWE-778'],
    why: 'What a validator, an authorizer or a template refused stands in the execution log alone: an attacker\'s tries look like any other error.',
    fix: 'const deployOptions: apigateway.StageOptions = { loggingLevel: apigateway.MethodLoggingLevel.ERROR, dataTraceEnabled: false };',
    type: REST_STAGE,
    ...restStage('MethodSettings'),
    fails: logsNothing,
    judges: stage => makesStage(stage) && !property(stage, 'StageDescription', 'LoggingLevel').some(isPresent),
    beside: { RestApiId: 'orders', StageName: 'prod' },
    example: { flagged: [{ HttpMethod: '*', ResourcePath: '/*', LoggingLevel: 'OFF' }], fixed: [{ HttpMethod: '*', ResourcePath: '/*', LoggingLevel: 'ERROR' }] },
  },
  {
    id: 'SAS5-ApiTracingOff',
    title: 'requests are not traced from where they enter',
    severity: 'warning',
    tier: 'strict',
    cwe: ['CWE-778'],
    why: 'A trace that begins in the function tells neither the route nor the authorizer before it: which request led to what has to be guessed.',
    fix: 'const deployOptions: apigateway.StageOptions = { tracingEnabled: true };',
    type: REST_STAGE,
    ...restStage('TracingEnabled'),
    fails: isNotOn,
    judges: makesStage,
    beside: { RestApiId: 'orders', StageName: 'prod' },
    example: { flagged: false, fixed: true },
  },
]);
