import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLEAN, directoryWith, findingsIn, OPEN_URL, run, TODAY, WARNED } from './run-cli';
import { RULES } from '../../src/checks/registry';

describe('verdicts', () => {
  test('a template with an error fails', () => {
    const { code, out, err } = run(directoryWith({ 'template.yaml': OPEN_URL }), ['check', ...TODAY, 'template.yaml']);
    expect(code).toBe(1);
    expect(out).toContain('SAS2-FunctionUrlNoAuth');
    expect(out).toContain('template.yaml:7  OrdersUrl');
    expect(out).toContain('1 error, 0 warnings, 0 infos in 1 template');
    expect(err).toBe('');
  });

  test('a template that nothing is found in passes', () => {
    const { code, out } = run(directoryWith({ 'template.yaml': CLEAN }), ['check', ...TODAY, 'template.yaml']);
    expect([code, out]).toEqual([0, 'nothing found in 1 template\n']);
  });

  test.each([['error', 0], ['warning', 1], ['never', 0]])('a warning with --fail-on %s gives exit code %d', (failOn, code) => {
    const directory = directoryWith({ 'template.yaml': WARNED });
    expect(new Set(findingsIn(directory, ['template.yaml']).map(({ severity }) => severity))).toEqual(new Set(['warning']));
    expect(run(directory, ['check', ...TODAY, '--fail-on', failOn, 'template.yaml']).code).toBe(code);
  });

  test('errors with --fail-on never give exit code 0', () => {
    expect(run(directoryWith({ 'template.yaml': OPEN_URL }), ['check', '--fail-on=never', ...TODAY, 'template.yaml']).code).toBe(0);
  });

  test('every rule is run that the pack runs for everybody', () => {
    const directory = directoryWith({ 'template.yaml': OPEN_URL });
    const { out } = run(directory, ['check', '--format', 'sarif', ...TODAY, 'template.yaml']);
    const { rules } = JSON.parse(out).runs[0].tool.driver;
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(RULES.filter(({ tier }) => tier === 'core').map(({ id }) => id));
  });

  test('many files: the worst comes first, whichever file it is in', () => {
    const [worst, ...others] = findingsIn(directoryWith({ 'a.yaml': WARNED, 'b.yaml': OPEN_URL }), ['a.yaml', 'b.yaml']);
    expect(worst).toMatchObject({ file: 'b.yaml', severity: 'error' });
    expect(others[0]).toMatchObject({ file: 'a.yaml', severity: 'warning' });
  });

  test('templates given together are one app: what one exports the other imports', () => {
    const exporting = 'Resources: {It: {Type: "AWS::SNS::Topic"}}\nOutputs: {Auth: {Value: NONE, Export: {Name: url-auth}}}\n';
    const importing = OPEN_URL.replace('NONE', '!ImportValue url-auth');
    const directory = directoryWith({ 'exporting.yaml': exporting, 'importing.yaml': importing });
    const ids = (...files: string[]) => findingsIn(directory, files).map(({ id }) => id);
    expect(ids('importing.yaml')).not.toContain('SAS2-FunctionUrlNoAuth');
    expect(ids('importing.yaml', 'exporting.yaml')).toContain('SAS2-FunctionUrlNoAuth');
  });

  test('a nested template is told what the outer one gives it', () => {
    const outer = 'Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ./inner/template.yaml\n      Parameters: {Auth: NONE}\n';
    const inner = `Parameters: {Auth: {Type: String}}\n${OPEN_URL.replace('NONE', '!Ref Auth')}`;
    const directory = directoryWith({ 'outer.yaml': outer, 'inner/template.yaml': inner });
    expect(findingsIn(directory, ['inner/template.yaml']).map(({ id }) => id)).not.toContain('SAS2-FunctionUrlNoAuth');
    expect(findingsIn(directory, ['outer.yaml', 'inner/template.yaml']).map(({ id }) => id)).toContain('SAS2-FunctionUrlNoAuth');
  });
});

describe('parameters of rules', () => {
  const permission = `Resources:
  Permission:
    Type: AWS::Lambda::Permission
    Properties: {Action: 'lambda:InvokeFunction', FunctionName: orders, Principal: '222233334444'}
`;
  const directory = directoryWith({
    'permission.yaml': permission,
    'logs.yaml': 'Resources:\n  Logs:\n    Type: AWS::Logs::LogGroup\n    Properties: {RetentionInDays: 30, KmsKeyId: !Ref Key}\n',
    'function.yaml': 'Resources:\n  Orders:\n    Type: AWS::Lambda::Function\n    Properties: {Runtime: nodejs22.x, Handler: a.b, Timeout: 400, Code: {ZipFile: x}}\n',
    'role.yaml': 'Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      PermissionsBoundary: arn:aws:iam::111122223333:policy/Given\n      AssumeRolePolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Allow, Action: sts:AssumeRole, Principal: {Service: lambda.amazonaws.com}}]}\n  Fn: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Role: !GetAtt Role.Arn}}\n',
    'managed.yaml': 'Resources:\n  LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A:\n    Type: AWS::Lambda::Url\n    Properties: {AuthType: NONE, TargetFunctionArn: x}\n',
  });
  const ids = (...args: string[]) => findingsIn(directory, args).map(({ id }) => id.replace(/\[.*/, ''));

  test.each([
    ['the account of the templates', 'SAS2-PermissionForeignAccount', ['--account', '111122223333', 'permission.yaml'], ['permission.yaml']],
    ['a trusted account', 'SAS2-PermissionForeignAccount', ['--account', '111122223333', 'permission.yaml'],
      ['--account', '111122223333', '--trusted-account', '333344445555,222233334444', 'permission.yaml']],
    ['the least log retention', 'SAS5-LogRetentionTooShort', ['logs.yaml'], ['--min-log-retention-days', '30', 'logs.yaml']],
    ['the longest timeout', 'SAS8-TimeoutExcessive', ['function.yaml'], ['--max-timeout-seconds', '400', 'function.yaml']],
    ['the day', 'SAS6-RuntimeDeprecated', ['--today', '2030-01-01', 'function.yaml'], ['--today', '2026-01-01', 'function.yaml']],
    ['a boundary that roles must carry', 'SAS4-PermissionsBoundaryMissing', ['--permissions-boundary', 'DeveloperBoundary', 'role.yaml'], ['role.yaml']],
    ['another boundary', 'SAS4-PermissionsBoundaryMissing', ['--permissions-boundary', 'DeveloperBoundary', 'role.yaml'], ['--permissions-boundary', 'Given', 'role.yaml']],
    ['the day on which a runtime is deprecated', 'SAS6-RuntimeDeprecated', ['--runtime-deprecation', 'nodejs22.x=2026-05-31', 'function.yaml'],
      ['--runtime-deprecation', 'nodejs22.x=2031-05-31,nodejs20.x=2020-01-31', 'function.yaml']],
    ['a weakness', 'SAS5-TracingDisabled', ['--weakness', 'SAS-8', '--weakness', 'sas-5', 'function.yaml'], ['--weakness', 'SAS-8', 'function.yaml']],
  ])('%s decides %s', (_, rule, found, notFound) => {
    expect(ids(...found)).toContain(rule);
    expect(ids(...notFound)).not.toContain(rule);
  });

  test('a finding names the source of a day that was given', () => {
    const { out } = run(directory, ['check', ...TODAY, '--runtime-deprecation', 'nodejs22.x=2026-05-31', '--runtime-deprecations-source', 'the bulletin', 'function.yaml']);
    expect(out).toContain('the bulletin');
  });

  test('what CDK adds is told, and judged when asked for', () => {
    const severities = (...args: string[]) => findingsIn(directory, args).filter(({ id }) => id === 'SAS2-FunctionUrlNoAuth').map(({ severity }) => severity);
    expect(severities('managed.yaml')).toEqual(['info']);
    expect(severities('--include-cdk-managed', 'managed.yaml')).toEqual(['error']);
  });

  test('a tier holds the rules of those before it', () => {
    const rules = (...args: string[]) => JSON.parse(run(directory, ['check', '--format', 'sarif', ...args, 'logs.yaml']).out).runs[0].tool.driver.rules.length as number;
    const inTiers = (...tiers: string[]) => RULES.filter(({ tier }) => tiers.includes(tier)).length;
    expect([rules(), rules('--tier', 'strict'), rules('--tier', 'optional')])
      .toEqual([inTiers('core'), inTiers('core', 'strict'), inTiers('core', 'strict', 'optional')]);
  });
});

describe('output', () => {
  test('--output writes the format to the file and the table to the terminal', () => {
    const directory = directoryWith({ 'template.yaml': OPEN_URL });
    const { code, out } = run(directory, ['check', ...TODAY, '--format', 'sarif', '--output', 'results.sarif', 'template.yaml']);
    expect(code).toBe(1);
    expect(out).toContain('1 error, 0 warnings, 0 infos in 1 template');
    expect(JSON.parse(readFileSync(join(directory, 'results.sarif'), 'utf8')).version).toBe('2.1.0');
  });

  test('a file that cannot be written is told, and gives no verdict', () => {
    const { code, err } = run(directoryWith({ 'template.yaml': CLEAN }), ['check', '--output', 'nowhere/results.json', 'template.yaml']);
    expect([code, err]).toEqual([2, 'cdk-serverless-guard: cannot write to nowhere/results.json: ENOENT\n']);
  });

  test.each(['json', 'sarif', 'markdown', 'csv', 'table'])('two runs give the same %s', format => {
    const directory = directoryWith({ 'template.yaml': OPEN_URL, 'b.yaml': OPEN_URL });
    const args = ['check', ...TODAY, '--format', format, 'template.yaml', 'b.yaml'];
    expect(run(directory, args).out).toBe(run(directory, args).out);
  });
});

describe('colour', () => {
  const directory = directoryWith({ 'template.yaml': OPEN_URL });
  const args = ['check', ...TODAY, 'template.yaml'];

  test('stands in a terminal, and nowhere else', () => {
    expect(run(directory, args, { isTerminal: true }).out).toContain('\u001b[31merror');
    expect(run(directory, args).out).not.toContain('\u001b');
  });

  test.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('is left out with %j', env => {
    expect(run(directory, args, { isTerminal: true, env }).out).toBe(run(directory, args).out);
  });

  test('an empty NO_COLOR says nothing', () => {
    expect(run(directory, args, { isTerminal: true, env: { NO_COLOR: '' } }).out).toContain('\u001b[31m');
  });
});

describe('misuse', () => {
  const directory = directoryWith({ 'template.yaml': CLEAN });

  test.each([
    [[], 'no command given, expected check, report or diff'],
    [['chekc'], 'there is no command \'chekc\', expected check, report or diff'],
    [['check'], 'no template given, expected files, directories or - for standard input'],
    [['check', '--colour', 'template.yaml'], 'unknown option \'--colour\''],
    [['check', 'template.yaml', '--output'], 'option \'-o, --output <value>\' argument missing'],
    [['check', '--format', 'xml', 'template.yaml'], '--format is \'xml\', expected table, json, sarif, markdown or csv'],
    [['check', '--fail-on', 'info', 'template.yaml'], '--fail-on is \'info\', expected error, warning or never'],
    [['check', '--tier', 'strictest', 'template.yaml'], '--tier is \'strictest\', expected core, strict or optional'],
    [['check', '--weakness', 'SAS-13', 'template.yaml'], '--weakness is \'SAS-13\', expected SAS-1, SAS-2'],
    [['check', '--account', '1111-2222-3333', 'template.yaml'], '--account is \'1111-2222-3333\', expected an account of 12 digits'],
    [['check', '--trusted-account', '1', 'template.yaml'], '--trusted-account is \'1\', expected an account of 12 digits'],
    [['check', '--today', '2026-02-31x', 'template.yaml'], '--today is \'2026-02-31x\', expected a date such as 2026-01-31'],
    [['check', '--min-log-retention-days', '-1', 'template.yaml'], 'option \'--min-log-retention-days\' argument is ambiguous'],
    [['check', '--permissions-boundary', 'a b', 'template.yaml'], '--permissions-boundary is \'a b\', expected the name or ARN of a managed policy such as DeveloperBoundary'],
    [['check', '--runtime-deprecation', 'nodejs26.x', 'template.yaml'], '--runtime-deprecation is \'nodejs26.x\', expected a runtime and its day such as nodejs26.x=2029-04-30'],
    [['check', '--runtime-deprecation', 'nodejs26.x=soon', 'template.yaml'], '--runtime-deprecation nodejs26.x is \'soon\', expected a date such as 2026-01-31'],
    [['check', '--max-timeout-seconds', '1e3', 'template.yaml'], '--max-timeout-seconds is \'1e3\', expected a whole number above 0'],
  ])('%j', (args, message) => {
    const { code, out, err } = run(directory, args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`cdk-serverless-guard: ${message}`);
    expect(err).toContain('see "cdk-serverless-guard --help"');
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  test.each([[['--help']], [['-h']], [['help']]])('%j tells how to use it', args => {
    expect(run(directory, args)).toMatchObject({ code: 0, err: '' });
    expect(run(directory, args).out).toContain('Usage: cdk-serverless-guard check [options] <template>...');
  });

  test.each([[['check', '--help']], [['check', '-h']]])('%j tells every option', args => {
    const { code, out } = run(directory, args);
    expect(code).toBe(0);
    for (const option of ['format', 'output', 'fail-on', 'tier', 'weakness', 'today', 'account', 'trusted-account', 'min-log-retention-days', 'max-timeout-seconds', 'permissions-boundary', 'runtime-deprecation', 'runtime-deprecations-source', 'include-cdk-managed']) {
      expect(out).toContain(`--${option} `.trimEnd());
    }
    expect(out.split('\n').every(line => line.length <= 100)).toBe(true);
  });

  test.each([[['--version']], [['-v']]])('%j tells the version', args => {
    expect(run(directory, args)).toEqual({ code: 0, out: '1.2.3\n', err: '' });
  });
});
