import { AppModel } from '../../../src/app-model/app-model';
import { readTemplate } from '../../../src/app-model/read-template';
import { judgement } from '../../../src/checks/judge';
import { ruleParameters } from '../../../src/checks/parameters';
import { RULES } from '../../../src/checks/registry';
import { PASS, type Rule } from '../../../src/checks/rule';
import { appReport } from '../../../src/report/app-report';
import { toComplianceCsv } from '../../../src/report/compliance/compliance-csv';
import { readCsv } from '../csv-reader';
import { finding } from '../reports';

const TODAY = '2026-06-01';
const rule = (id: string) => RULES.find(known => known.id === id)!;

/** The rows of a template, by their columns. */
function rows(template: object, rules: readonly Rule[] = RULES, reasons: Readonly<Record<string, string>> = {}): readonly Record<string, string>[] {
  const model = AppModel.of([{ ...readTemplate('template.yaml', template), account: '111122223333' }]);
  const judged = { rules, judgement: judgement(rules, model, ruleParameters({ today: TODAY })), isTold: () => true };
  const { verdicts } = appReport({
    model,
    judged: [judged],
    today: TODAY,
    templates: [],
    problems: [],
    notices: [],
    tool: { name: 'guard', version: '1' },
    codeOf: () => [],
    describe: found => finding({
      rule: found.rule,
      id: found.id,
      severity: found.severity,
      message: found.description,
      logicalId: found.resource.logicalId,
      acknowledged: reasons[found.id] === undefined ? undefined : { reason: reasons[found.id]!, inFile: true },
    }),
  });
  const [header = [], ...lines] = readCsv(toComplianceCsv(verdicts, TODAY));
  return lines.map(line => Object.fromEntries(line.map((cell, at) => [header[at], cell])));
}

const url = (authType: unknown) => ({ Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: 'orders', AuthType: authType } });
const NO_AUTH = [rule('SAS2-FunctionUrlNoAuth')];

test('each resource of a rule\'s types has a row: fail, pass, acknowledged with reason and end', () => {
  const found = rows({ Resources: { Open: url('NONE'), Shut: url('AWS_IAM'), Topic: { Type: 'AWS::SNS::Topic' } } }, NO_AUTH);
  expect(found.map(({ resource, verdict, finding: id }) => [resource, verdict, id])).toEqual([['Open', 'fail', 'SAS2-FunctionUrlNoAuth'], ['Shut', 'pass', '']]);
  const [accepted] = rows({ Resources: { Open: url('NONE') } }, NO_AUTH, { 'SAS2-FunctionUrlNoAuth': 'a public form (expires 2027-01-31)' });
  expect(accepted).toMatchObject({ verdict: 'acknowledged', reason: 'a public form', expires: '2027-01-31', weakness: 'SAS-2', judged: TODAY });
});

test.each([
  ['a parameter without a value', { Ref: 'Auth' }, { Auth: { Type: 'String' } }, 'unknown'],
  ['an import from another app', { 'Fn::ImportValue': 'auth' }, {}, 'unknown'],
  ['a parameter with a default', { Ref: 'Auth' }, { Auth: { Type: 'String', Default: 'AWS_IAM' } }, 'pass'],
  ['a parameter whose values are all known, one of which fails', { Ref: 'Auth' }, { Auth: { Type: 'String', AllowedValues: ['AWS_IAM', 'NONE'] } }, 'fail'],
])('%s', (_, authType, parameters, verdict) => {
  expect(rows({ Parameters: parameters, Resources: { Url: url(authType) } }, NO_AUTH).map(row => row.verdict)).toEqual([verdict]);
});

test('a value that one rule reads is not the matter of others', () => {
  const template = { Parameters: { Name: { Type: 'String' } }, Resources: { Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'Name' }, AuthType: 'AWS_IAM' } } } };
  expect(rows(template, NO_AUTH).map(row => row.verdict)).toEqual(['pass']);
});

test('a rule that fails has no verdict', () => {
  const failing: Rule = { ...NO_AUTH[0]!, check: () => { throw new Error('broken'); } };
  expect(rows({ Resources: { Url: url('NONE') } }, [failing])).toMatchObject([{ verdict: 'unknown', remark: expect.stringContaining('broken') }]);
});

test('what a narrower rule tells is no pass of the wider one', () => {
  const found = (id: string): Rule => ({ ...NO_AUTH[0]!, id, check: () => [{}] });
  const narrow = { ...found('SAS2-Narrow'), supersedes: ['SAS2-Wide'] };
  const template = { Resources: { Url: url('NONE') } };
  expect(rows(template, [found('SAS2-Wide'), narrow]).map(row => [row.rule, row.verdict, row.remark])).toContainEqual(['SAS2-Wide', 'fail', 'told as SAS2-Narrow']);
  const accepted = rows(template, [found('SAS2-Wide'), narrow], { 'SAS2-Narrow': 'meant' });
  expect(accepted.map(row => row.verdict)).toEqual(['acknowledged', 'acknowledged']);
});

test('several findings of one rule are several rows, each with its own reason', () => {
  const two: Rule = { ...NO_AUTH[0]!, check: () => [{ detail: 'a' }, { detail: 'b' }] };
  const found = rows({ Resources: { Url: url('NONE') } }, [two], { 'SAS2-FunctionUrlNoAuth[a]': 'meant' });
  expect(found.map(row => [row.finding, row.verdict, row.reason])).toEqual([
    ['SAS2-FunctionUrlNoAuth[a]', 'acknowledged', 'meant'],
    ['SAS2-FunctionUrlNoAuth[b]', 'fail', ''],
  ]);
});

test('the rows are sorted by weakness, rule and resource, whatever the order of the template', () => {
  const resources = { B: url('AWS_IAM'), A: url('NONE'), C: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs24.x' } } };
  const reversed = Object.fromEntries(Object.entries(resources).reverse());
  expect(rows({ Resources: resources })).toEqual(rows({ Resources: reversed }));
  const weaknesses = rows({ Resources: resources }).map(row => Number(row.weakness!.replace('SAS-', '')));
  expect(weaknesses).toEqual([...weaknesses].sort((a, b) => a - b));
});

test('every example of a rule fails where it is flagged, and does not where it is fixed', () => {
  for (const judged of RULES.filter(({ askedForBy }) => askedForBy === undefined)) {
    const verdicts = (template: object) => rows(template, [judged]).map(row => row.verdict);
    expect([judged.id, verdicts(judged.example.flagged).includes('fail')]).toEqual([judged.id, true]);
    expect([judged.id, verdicts(judged.example.fixed).includes('fail')]).toEqual([judged.id, false]);
  }
});

test('a rule without anything to say passes', () => {
  const silent: Rule = { ...NO_AUTH[0]!, check: () => PASS };
  expect(rows({ Resources: { Url: url({ Ref: 'AWS::NoValue' }) } }, [silent])).toMatchObject([{ verdict: 'pass' }]);
});
