import * as fc from 'fast-check';
import { finding, HOSTILE, hostileReport, report, RULE } from './reports';
import { sarifErrors } from './schemas';
import { RULES } from '../../src/checks/registry';
import type { Report } from '../../src/report/finding';
import { toSarif } from '../../src/report/sarif';

const errorsIn = (given: Report) => sarifErrors(toSarif(given));

const runOf = (given: Report) => JSON.parse(toSarif(given)).runs[0];
const resultOf = (...args: Parameters<typeof finding>) => runOf(report([finding(...args)])).results[0];

describe('the schema of SARIF 2.1.0', () => {
  test.each([
    ['nothing found', report([])],
    ['findings', report([finding(), finding({ location: { file: '/elsewhere/template.yaml' }, constructPath: 'App/Stack/Orders' })])],
    ['acknowledged findings', report([finding({ acknowledged: { reason: 'a public form', inFile: true } }), finding()])],
    ['problems and notices', report([], { problems: [{ file: 'a.yaml', line: 3, message: 'is empty' }], notices: [{ file: 'b.yaml', message: 'a loop' }] })],
    ['every rule', report(RULES.map(rule => finding({ rule, id: rule.id })), { rules: RULES })],
  ])('holds for %s', (_, given) => expect(errorsIn(given)).toEqual([]));

  test('holds whatever names say', () => {
    fc.assert(fc.property(hostileReport, given => expect(errorsIn(given)).toEqual([])), { seed: 20260307, numRuns: 500 });
  });

  test('would tell', () => {
    expect(sarifErrors('{"version": "2.1.0", "runs": [{"results": []}]}')).not.toEqual([]);
  });
});

test('a result points at its line, and at its rule', () => {
  const given = report([finding()], { rules: [{ ...RULE, id: 'SAS1-Other' }, RULE] });
  const { tool, results: [result] } = runOf(given);
  expect(result).toMatchObject({
    ruleId: 'SAS4-WildcardAction',
    ruleIndex: 1,
    level: 'error',
    message: { text: `Orders: ${RULE.title}; it allows s3:*` },
    locations: [{
      physicalLocation: { artifactLocation: { uri: 'stacks/template.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 14, startColumn: 3 } },
      logicalLocations: [{ name: 'Orders', fullyQualifiedName: 'Orders', kind: 'resource' }],
    }],
    properties: { id: 'SAS4-WildcardAction[Action::s3:*]', resourceType: 'AWS::IAM::Role', property: 'Properties' },
  });
  expect(tool.driver).toMatchObject({ name: 'cdk-serverless-guard', semanticVersion: '1.2.3' });
});

test('a rule brings its reason, its fix, its tags and its severity', () => {
  const [rule] = runOf(report([])).tool.driver.rules;
  expect(rule).toMatchObject({
    id: 'SAS4-WildcardAction',
    shortDescription: { text: 'The function may do everything a service offers.' },
    helpUri: expect.stringMatching(/docs\/rules\.md#sas4-wildcardaction$/),
    help: { text: expect.stringContaining(RULE.fix), markdown: expect.stringContaining(`\`\`\`ts\n${RULE.fix}\n\`\`\``) },
    defaultConfiguration: { level: 'error' },
    properties: { 'tags': ['security', 'serverless', 'SAS-4', 'external/cwe/cwe-269', 'external/cwe/cwe-079'], 'precision': 'high', 'security-severity': '8.0' },
  });
});

test.each([['error', 'error'], ['warning', 'warning'], ['info', 'note']] as const)('%s is the level %s', (severity, level) => {
  expect(resultOf({ severity }).level).toBe(level);
});

describe('fingerprints', () => {
  const fingerprint = (given: Parameters<typeof finding>[0] = {}) => resultOf(given).partialFingerprints['serverlessTop10Finding/v1'] as string;

  test('stay with the cause, whichever line it moves to and whatever words change', () => {
    expect(fingerprint({ location: { file: 'stacks/template.yaml', line: 99 }, message: RULE.title })).toBe(fingerprint());
  });

  test.each([{ id: 'SAS4-WildcardAction[Action::sqs:*]' }, { logicalId: 'Other' }, { location: { file: 'other.yaml' } }])('tell causes apart: %j', given => {
    expect(fingerprint(given)).not.toBe(fingerprint());
  });

  test('are not the one that GitHub computes and compares', () => {
    expect(Object.keys(resultOf().partialFingerprints)).not.toContain('primaryLocationLineHash');
  });
});

test('what was acknowledged is suppressed, with its reason; then every result tells', () => {
  const inFile = finding({ acknowledged: { reason: 'a public form', inFile: true } });
  const inApp = finding({ acknowledged: { reason: 'a public form', inFile: false } });
  const { results } = runOf(report([finding(), inFile, inApp]));
  expect(results.map(({ suppressions }: { suppressions: unknown }) => suppressions)).toEqual([
    [],
    [{ kind: 'inSource', status: 'accepted', justification: 'a public form' }],
    [{ kind: 'external', status: 'accepted', justification: 'a public form' }],
  ]);
  expect(resultOf()).not.toHaveProperty('suppressions');
});

test('a run that could not judge every file says so', () => {
  const [invocation] = runOf(report([], { problems: [{ file: 'a.yaml', line: 3, message: 'is empty' }] })).invocations;
  expect(invocation).toMatchObject({ executionSuccessful: false, toolExecutionNotifications: [{ level: 'error', message: { text: 'is empty' } }] });
  expect(runOf(report([])).invocations[0].executionSuccessful).toBe(true);
});

test('a category is that of the run; without one the upload gives it', () => {
  expect(runOf(report([], { category: 'orders' })).automationDetails).toEqual({ id: 'orders/' });
  expect(runOf(report([]))).not.toHaveProperty('automationDetails');
});

test.each([
  ['a b/#?%.yaml', 'a%20b/%23%3F%25.yaml'],
  ['http:/x.yaml', 'http%3A/x.yaml'],
  ['\ud800.yaml', '%EF%BF%BD.yaml'],
  ['/tmp/a b.yaml', 'file:///tmp/a%20b.yaml'],
])('the file %j is the address %j', (file, uri) => {
  const { artifactLocation } = resultOf({ location: { file } }).locations[0].physicalLocation;
  expect(artifactLocation).toEqual(file.startsWith('/') ? { uri } : { uri, uriBaseId: '%SRCROOT%' });
});

test.each(HOSTILE)('a message holds no link: %j', name => {
  expect(resultOf({ message: `${RULE.title}; ${name}`, logicalId: name }).message.text).not.toContain('](');
});
