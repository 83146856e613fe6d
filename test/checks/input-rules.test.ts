import { detailsOf, idsIn, ruleOf } from './judge-template';
import { looksRandom, mayBeSecret, namesSecret } from '../../src/checks/secrets/names';
import { rawInputs } from '../../src/checks/vtl';

describe('mapping templates', () => {
  test.each([
    '{"id": "$input.params(\'id\')"}', '{"id": "${input.params(\'id\')}"}', '{"id": "$input.path(\'$.id\')"}', 'q=$input.body&x=1',
    '#set($id = $input.path(\'$.id\')){"id": "$id"}', '#set($root = $input.path(\'$\')){"id": "$root.id"}', '{"q": "$ctx.args.q"}', '{"q": "$context.arguments.q"}',
    '{"agent": "$context.identity.userAgent"}', '$util.urlDecode($input.params(\'id\')) $input.params(\'id\')',
  ])('raw: %s', template => {
    expect(rawInputs(template)).toBe(true);
  });

  test.each([
    '', '$input.body', '$input.json(\'$\')', '{"id": $input.json(\'$.id\')}', '{"id": "$util.escapeJavaScript($input.params(\'id\'))"}',
    '{"id": "$util.escapeJavaScript($input.path(\'$.a(b)\')).replaceAll("x", "y")"}', '#set($id = $util.urlEncode($input.params(\'id\')))id=$id',
    '#set($id = $input.path(\'$.id\')){"id": "$util.escapeJavaScript($id)"}', '#if($input.params(\'x\') == "1"){"x": 1}#end', '{"key": $util.dynamodb.toDynamoDBJson($ctx.args.id)}',
    '## $input.params(\'id\')\n{"id": 1}', '{"id": "$context.requestId"}',
  ])('escaped: %s', template => {
    expect(rawInputs(template)).toBe(false);
  });

  test('a template that is made to keep the rule busy does not', () => {
    for (const text of ['$util.x('.repeat(30_000), '#set($a='.repeat(30_000), '('.repeat(300_000)]) expect(rawInputs(text)).toBe(false);
  });
});

describe('names and values of secrets', () => {
  test.each(['PASSWORD', 'DB_PASSWORD', 'dbPassword', 'STRIPE_API_KEY', 'apiKey', 'jwt-secret', 'GITHUB_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'clientSecret', 'SIGNING_KEY'])('%s names one', name => {
    expect(namesSecret(name)).toBe(true);
  });

  test.each(['SECRET_ARN', 'SECRET_NAME', 'TOKEN_TTL', 'PASSWORD_LENGTH', 'KEY', 'PARTITION_KEY', 'TABLE', 'COMPASS', 'API_KEY_ID', 'tokenizer', 'PASSWORDLESS', ''])('%s does not', name => {
    expect(namesSecret(name)).toBe(false);
  });

  test.each(['', 'true', '42', 'arn:aws:secretsmanager:eu-west-1:1:secret:x', '/orders/password', 'prod/db', 'https://example.com/token', '{{resolve:ssm:/x}}', '<password>', '${PASSWORD}', '***', 'alias/orders'])('%s stands for one', text => {
    expect(mayBeSecret(text)).toBe(false);
  });

  test.each([['q7Rw2Zk9Lx4Vb8Nm3Tc6Yh1DfGs5Jp0A', true], ['0f1e2d3c4b5a69788796a5b4c3d2e1f0aa', true], ['3f786850e387550fdab836ed7e6dc881de23001b', false], ['MyStack-OrdersTable-1A2B3C4D5E6F', false], ['12345678-1234-1234-1234-123456789012', false], ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', false], ['eu-west-1_AbCdEfGhI', false], ['short1A', false]])('%s is random: %s', (text, expected) => {
    expect(looksRandom(text)).toBe(expected);
  });
});

describe('templates themselves', () => {
  const found = (id: string, body: object) => Object.values(idsIn([ruleOf(id)], { Resources: {}, ...body })).flat().map(made => made.slice(id.length));

  test.each<[string, object, string[]]>([
    ['a default', { Parameters: { DbPassword: { Type: 'String', NoEcho: true, Default: 'correct-horse' } } }, ['[DbPassword]']],
    ['no NoEcho', { Parameters: { DbPassword: { Type: 'String' } } }, ['[DbPassword]']],
    ['NoEcho as text', { Parameters: { DbPassword: { Type: 'String', NoEcho: 'true' } } }, []],
    ['a parameter that SSM fills', { Parameters: { DbPassword: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/db' } } }, []],
    ['an ordinary one', { Parameters: { Table: { Type: 'String', Default: 'orders' } } }, []],
  ])('parameters: %s', (_name, body, expected) => {
    expect(found('SAS7-ParameterSecretExposed', body)).toEqual(expected);
  });

  test('a parameter that is a secret is followed through what it is joined into', () => {
    const body = {
      Parameters: { Password: { Type: 'String', NoEcho: true } },
      Outputs: { Url: { Value: { 'Fn::Sub': 'postgres://orders:${Password}@db/orders' } }, Name: { Value: 'orders' } },
    };
    expect(found('SAS7-OutputSecret', body)).toEqual(['[Url]']);
  });
});

describe('state machines', () => {
  const text = (definition: object) => ({ Flow: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: JSON.stringify(definition) } } });
  const task = (parameters: object, more: object = {}) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: parameters, ...more });

  test.each<[string, object, string[]]>([
    ['a literal', task({ FunctionName: 'orders' }), []],
    ['the input', task({ 'FunctionName.$': '$.target' }), ['[It::FunctionName]']],
    ['the execution\'s input', task({ 'FunctionName.$': '$$.Execution.Input.target' }), ['[It::FunctionName]']],
    ['the context', task({ 'FunctionName.$': '$$.Map.Item.Index' }), []],
    ['JSONata', { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Arguments: { TopicArn: '{% $states.input.topic %}' } }, ['[It::TopicArn]']],
    ['inside a map', { Type: 'Map', ItemProcessor: { States: { Inner: task({ 'Bucket.$': '$.bucket' }) } } }, ['[Inner::Bucket]']],
    ['inside a branch', { Type: 'Parallel', Branches: [{ States: { Inner: task({ 'QueueUrl.$': '$.queue' }) } }] }, ['[Inner::QueueUrl]']],
  ])('the target is %s', (_name, state, expected) => {
    expect(detailsOf('SAS9-DynamicTarget', text({ States: { It: state } }))).toEqual(expected);
  });

  test('a definition that CDK joins keeps its references', () => {
    const Fn = { Type: 'AWS::Lambda::Function', Properties: {} };
    const DefinitionString = { 'Fn::Join': ['', ['{"States":{"Pay":{"Type":"Task","Resource":"arn:', { Ref: 'AWS::Partition' }, ':states:::lambda:invoke","Parameters":{"FunctionName":"', { 'Fn::GetAtt': ['Pay', 'Arn'] }, '"}}}}']] };
    const resources = { Pay: Fn, Flow: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString } }, Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'Pay' } } } };
    expect(detailsOf('SAS9-StepBypass', resources)).toEqual(['[Url]']);
    expect(detailsOf('SAS10-StateMachineNoCatch', resources)).toEqual(['[Catch]', '[Retry]']);
  });

  test.each([['no JSON'], [{ Ref: 'P' }], [''], ['[]']])('a definition %j is no finding', definition => {
    const resources = { Flow: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: definition } } };
    for (const id of ['SAS9-DynamicTarget', 'SAS8-StateMachineUnbounded', 'SAS10-StateMachineNoCatch']) expect(detailsOf(id, resources)).toEqual([]);
  });
});

describe('entrances', () => {
  const method = (properties: object) => ({ M: { Type: 'AWS::ApiGateway::Method', Properties: { HttpMethod: 'GET', RestApiId: { Ref: 'Api' }, ...properties } } });
  const privateApi = { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { EndpointConfiguration: { Types: ['PRIVATE'] }, Policy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*', Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }] } } } };

  test.each<[string, Record<string, unknown>, string[]]>([
    ['nothing', method({}), ['']],
    ['an API key', method({ ApiKeyRequired: true, AuthorizationType: 'NONE' }), ['[ApiKeyOnly]']],
    ['a preflight', method({ HttpMethod: 'OPTIONS', Integration: { Type: 'MOCK' } }), []],
    ['OPTIONS that reach the function', method({ HttpMethod: 'OPTIONS', Integration: { Type: 'AWS_PROXY' } }), ['']],
    ['IAM', method({ AuthorizationType: 'AWS_IAM' }), []],
    ['a parameter', method({ AuthorizationType: { Ref: 'P' } }), []],
    ['a network', { ...method({}), ...privateApi }, []],
  ])('a REST method asks for %s', (_name, resources, expected) => {
    expect(detailsOf('SAS2-RestMethodNoAuth', resources)).toEqual(expected);
  });

  const route = (key: string, protocol?: string) => ({
    R: { Type: 'AWS::ApiGatewayV2::Route', Properties: { RouteKey: key, ApiId: { Ref: 'Api' } } },
    ...protocol === undefined ? {} : { Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: protocol } } },
  });

  test.each<[string, string | undefined, string[]]>([
    ['GET /orders', undefined, ['']], ['$default', 'HTTP', ['']], ['$default', 'WEBSOCKET', []], ['$connect', 'WEBSOCKET', ['']], ['send', 'WEBSOCKET', []],
    ['$default', undefined, []], ['OPTIONS /orders', 'HTTP', []],
  ])('the route %s of a %s API', (key, protocol, expected) => {
    expect(detailsOf('SAS2-HttpRouteNoAuth', route(key, protocol))).toEqual(expected);
  });
});
