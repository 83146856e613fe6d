import { Validations } from 'aws-cdk-lib';
import { directoryWith, findingsIn, OPEN_URL, run, TODAY } from './run-cli';
import { ACKNOWLEDGED_RULES_METADATA_KEY } from '../../cli/acknowledged-rules';

const KEY = 'aws:cdk:acknowledged-rules';

const onResource = (id: string, reason = 'a public form') => OPEN_URL.replace('    Properties:', `    Metadata: {'${KEY}': {'${id}': '${reason}'}}\n    Properties:`);

test('the key is that of CDK', () => {
  expect([ACKNOWLEDGED_RULES_METADATA_KEY, Validations.ACKNOWLEDGED_RULES_METADATA_KEY]).toEqual([KEY, KEY]);
});

test.each(['ServerlessTop10::SAS2-FunctionUrlNoAuth', 'SAS2-FunctionUrlNoAuth'])('%s on its resource counts no longer, and stays in the report', id => {
  const directory = directoryWith({ 'template.yaml': onResource(id) });
  const { code, out } = run(directory, ['check', ...TODAY, 'template.yaml']);
  expect(code).toBe(0);
  expect(out).toContain('nothing found in 1 template; 1 acknowledged');
  expect(out).toContain('SAS2-FunctionUrlNoAuth: a public form');
  expect(findingsIn(directory, ['template.yaml'])).toMatchObject([{ acknowledged: { reason: 'a public form', inFile: true } }]);
});

test('on the template it holds for all of it', () => {
  const template = `${OPEN_URL}Metadata:\n  ${KEY}:\n    ServerlessTop10::SAS2-FunctionUrlNoAuth: a public form\n`;
  expect(run(directoryWith({ 'template.yaml': template }), ['check', ...TODAY, 'template.yaml']).code).toBe(0);
});

test('on what nests a template it holds for that, too', () => {
  const outer = `Resources:
  Inner:
    Type: AWS::CloudFormation::Stack
    Metadata: {'${KEY}': {'ServerlessTop10::SAS2-FunctionUrlNoAuth': a public form}}
    Properties: {TemplateURL: inner.yaml}
`;
  const directory = directoryWith({ 'outer.yaml': outer, 'inner.yaml': OPEN_URL });
  expect(run(directory, ['check', ...TODAY, 'inner.yaml']).code).toBe(1);
  expect(run(directory, ['check', ...TODAY, 'outer.yaml', 'inner.yaml']).code).toBe(0);
});

test.each([
  ['another rule', onResource('ServerlessTop10::SAS2-PermissionPublic')],
  ['the beginning of an id', onResource('ServerlessTop10::SAS2')],
  ['an id without a reason', onResource('ServerlessTop10::SAS2-FunctionUrlNoAuth', ' ')],
  ['something that is no map', OPEN_URL.replace('    Properties:', `    Metadata: {'${KEY}': [SAS2-FunctionUrlNoAuth]}\n    Properties:`)],
  ['another resource', `${OPEN_URL}  Other:\n    Type: AWS::SNS::Topic\n    Metadata: {'${KEY}': {'SAS2-FunctionUrlNoAuth': a public form}}\n`],
])('%s acknowledges nothing', (_, template) => {
  expect(run(directoryWith({ 'template.yaml': template }), ['check', ...TODAY, 'template.yaml']).code).toBe(1);
});

test('an id with a detail is acknowledged with it', () => {
  const template = `Resources:
  Orders:
    Type: AWS::Serverless::Function
    Metadata:
      ${KEY}:
        ServerlessTop10::SAS4-WildcardAction[Action::s3:*]: the bucket is its own
    Properties:
      Policies: [{Statement: [{Effect: Allow, Action: ['s3:*', 'sqs:*'], Resource: 'arn:aws:s3:::orders/*'}]}]
`;
  const wildcards = findingsIn(directoryWith({ 'template.yaml': template }), ['template.yaml']).filter(({ id }) => id.startsWith('SAS4-WildcardAction'));
  expect(wildcards.map(({ id, acknowledged }) => [id, acknowledged?.reason])).toEqual([
    ['SAS4-WildcardAction[Action::sqs:*]', undefined],
    ['SAS4-WildcardAction[Action::s3:*]', 'the bucket is its own'],
  ]);
});

test('an acknowledgement with a date holds until then, and its finding says so', () => {
  const directory = directoryWith({ 'template.yaml': onResource('ServerlessTop10::SAS2-FunctionUrlNoAuth', 'a trial (expires 2026-07-01)') });
  expect(run(directory, ['check', '--today', '2026-06-30', 'template.yaml']).code).toBe(0);
  const { code, out } = run(directory, ['check', '--today', '2026-07-01', 'template.yaml']);
  expect([code, out.includes('its acknowledgement ended on 2026-07-01')]).toEqual([1, true]);
});

test.each([
  ['ServerlessTop10::SAS2-FunctionUrlNoAth', 'a public form', 'acknowledges SAS2-FunctionUrlNoAth, which no rule finds: take the id from the report'],
  ['SAS2-FunctionUrlNoAuth', ' ', 'acknowledges SAS2-FunctionUrlNoAuth without a reason: it counts all the same'],
])('%s, because of %j, does nothing, and is told', (id, reason, message) => {
  const { err } = run(directoryWith({ 'template.yaml': onResource(id, reason) }), ['check', ...TODAY, 'template.yaml']);
  expect(err).toBe(`cdk-serverless-guard: template.yaml:5 ${message}\n`);
});

test('what is acknowledged of other packs is theirs', () => {
  expect(run(directoryWith({ 'template.yaml': onResource('AwsSolutions::AwsSolutions-L1') }), ['check', ...TODAY, 'template.yaml']).err).toBe('');
});
