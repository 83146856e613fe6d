import { Stack, Stage, Validations, type App } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as cfninc from 'aws-cdk-lib/cloudformation-include';
import { app, PUBLIC_URL, publicUrl, synthWith, TODAY } from './synth-with';
import { writeTemplate } from './temporary-template';
import { ChecksFailOn, ChecksTier, ServerlessGuard, ServerlessTop10Checks, ServerlessTop10StrictChecks, ServerlessWeakness, type ServerlessTop10ChecksProps } from '../../src';
import { RULES } from '../../src/checks/registry';

const { ERROR, NEVER, WARNING } = ChecksFailOn;

const checks = (scope: App | Stage, props: ServerlessTop10ChecksProps = {}) => new ServerlessTop10Checks(scope, { today: TODAY, ...props });
const strictChecks = (scope: App | Stage, props: ServerlessTop10ChecksProps = {}) => new ServerlessTop10StrictChecks(scope, { today: TODAY, ...props });

/** A core error of SAS-2, core and strict findings of SAS-5. */
function addFlaws(scope: App | Stage): void {
  const stack = new Stack(scope, 'S');
  publicUrl(stack);
  new logs.CfnLogGroup(stack, 'Logs', {});
}

function flawed(): App {
  const root = app();
  addFlaws(root);
  return root;
}

const coreIn = (stack: string) => [`${PUBLIC_URL} ${stack}/Url`, ...['SAS5-LogDataProtectionMissing', 'SAS5-LogRetentionMissing', 'SAS5-LogUnencrypted'].map(id => `${id} ${stack}/Logs`)];
const CORE = coreIn('S');
const STRICT = ['SAS5-LogGroupDestroyable S/Logs'];
const sorted = (...told: string[][]) => told.flat().sort();

afterEach(() => jest.restoreAllMocks());

describe('the tiers', () => {
  test('the pack runs the core rules, the strict one the strict rules too', () => {
    const [core, strict] = [flawed(), flawed()];
    expect(synthWith(core, checks(core)).told).toEqual(sorted(CORE));
    expect(synthWith(strict, strictChecks(strict)).told).toEqual(sorted(CORE, STRICT));
  });

  test.each([
    [undefined, ['core']], [ChecksTier.CORE, ['core']], [ChecksTier.STRICT, ['core', 'strict']], [ChecksTier.OPTIONAL, ['core', 'strict', 'optional']],
  ])('%s holds the tiers %j', (tier, tiers) => {
    expect(checks(app(), { tier }).ruleIds).toEqual(RULES.filter(rule => tiers.includes(rule.tier)).map(({ id }) => id));
  });

  test('the strict pack holds core and strict rules, or all', () => {
    expect(strictChecks(app()).ruleIds).toEqual(checks(app(), { tier: ChecksTier.STRICT }).ruleIds);
    expect(strictChecks(app(), { tier: ChecksTier.OPTIONAL }).ruleIds).toEqual(RULES.map(({ id }) => id));
  });
});

describe('the weaknesses', () => {
  test.each(Object.values(ServerlessWeakness))('a pack for %s runs its rules and no other', weakness => {
    const ids = checks(app(), { weaknesses: [weakness] }).ruleIds ?? [];
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter(id => !id.startsWith(`${weakness.replace('-', '')}-`))).toEqual([]);
  });

  test('the packs of all weaknesses together are the pack', () => {
    const each = Object.values(ServerlessWeakness).flatMap(weakness => strictChecks(app(), { weaknesses: [weakness] }).ruleIds ?? []);
    expect(each).toEqual(strictChecks(app()).ruleIds);
  });
});

describe('of several packs', () => {
  /** What an app with these packs, made for the app, comes to. */
  function synthAll(...packs: Array<(root: App) => ServerlessTop10Checks>) {
    const root = flawed();
    return synthWith(root, ...packs.map(pack => pack(root)));
  }

  const withProps = (props: ServerlessTop10ChecksProps) => (root: App) => checks(root, props);

  test.each([[NEVER, ERROR], [ERROR, NEVER], [ERROR, ERROR]])('alike (%s, %s) the one that fails speaks, and once', (first, second) => {
    expect(synthAll(withProps({ failOn: first }), withProps({ failOn: second }))).toMatchObject({ failed: true, told: sorted(CORE) });
  });

  test.each([true, false])('a strict one that only tells beside a core one that fails tells what the other does not', isStrictFirst => {
    const packs = [(root: App) => strictChecks(root, { failOn: NEVER }), withProps({})];
    const { failed, told, violations } = synthAll(...isStrictFirst ? packs : packs.reverse());
    expect({ failed, told }).toEqual({ failed: true, told: sorted(CORE, STRICT) });
    expect(violations.filter(({ severity }) => severity === 'error').map(({ ruleName }) => ruleName)).toEqual(expect.arrayContaining([PUBLIC_URL]));
  });

  test('two weaknesses that overlap tell each finding once', () => {
    const packs = [withProps({ weaknesses: [ServerlessWeakness.SAS_2, ServerlessWeakness.SAS_5] }), withProps({ weaknesses: [ServerlessWeakness.SAS_5] })];
    expect(synthAll(...packs).told).toEqual(sorted(CORE));
  });

  test('the one for a stage decides there, and the one for the app everywhere else', () => {
    const root = app();
    addFlaws(new Stage(root, 'Dev'));
    addFlaws(root);
    const { failed, told, violations } = synthWith(root, checks(root, { failOn: WARNING }), checks(root.node.findChild('Dev') as Stage, { failOn: NEVER, weaknesses: [ServerlessWeakness.SAS_2] }));
    expect(failed).toBe(true);
    expect(told).toEqual(sorted(CORE, coreIn('Dev/S')));
    const inDev = violations.find(({ ruleName, severity }) => ruleName === PUBLIC_URL && severity === 'warning');
    expect(inDev?.violatingConstructs).toMatchObject([{ constructPath: 'Dev/S/Url' }]);
  });

  test('the one registered on a stage is known to the one for the app', () => {
    const root = app();
    const stage = new Stage(root, 'Dev');
    addFlaws(stage);
    Validations.of(stage).addPlugins(checks(stage, { failOn: NEVER }));
    expect(synthWith(root, checks(root))).toMatchObject({ failed: false, told: sorted(coreIn('Dev/S')) });
  });

  test('what one knows better is left out by the other, though it does not hold that rule', () => {
    const rule = RULES.find(({ id }) => id === 'SAS9-InvokeAnyFunction');
    const templateFile = writeTemplate({ ...rule?.example.flagged });
    const root = app();
    new cfninc.CfnInclude(new Stack(root, 'S'), 'T', { templateFile });
    const both = synthWith(root, checks(root, { weaknesses: [ServerlessWeakness.SAS_4] }), checks(root, { weaknesses: [ServerlessWeakness.SAS_9] })).ids;
    expect(both).toEqual(expect.arrayContaining(Object.values(rule?.example.findings ?? {}).flat()));
    expect(both.filter(id => id.startsWith('SAS4-WildcardResource'))).toEqual([]);
  });
});

describe('what protect() registers', () => {
  const FAILED = { failed: true, told: sorted(CORE) };

  test('fails nothing, and tells everything of the core', () => {
    const root = flawed();
    ServerlessGuard.protect(root);
    expect(synthWith(root)).toMatchObject({ failed: false, told: expect.arrayContaining(CORE) });
  });

  test.each([true, false])('yields to a pack that was chosen, whichever came first (%s)', isGuardFirst => {
    const root = flawed();
    const pack = checks(root, { failOn: ERROR });
    if (!isGuardFirst) Validations.of(root).addPlugins(pack);
    ServerlessGuard.protect(root);
    expect(synthWith(root, ...isGuardFirst ? [pack] : [])).toMatchObject(FAILED);
  });

  test.each([true, false])('says nothing beside a pack for one weakness: nobody asked for the others (%s)', isGuardFirst => {
    const root = flawed();
    const pack = checks(root, { weaknesses: [ServerlessWeakness.SAS_2], failOn: NEVER });
    if (!isGuardFirst) Validations.of(root).addPlugins(pack);
    ServerlessGuard.protect(root);
    expect(synthWith(root, ...isGuardFirst ? [pack] : []).told).toEqual([`${PUBLIC_URL} S/Url`]);
  });
});

describe('options', () => {
  test.each<[object, RegExp]>([
    [{ today: '' }, /bad today, got "", expected a date/],
    [{ tier: 'lenient' }, /bad tier, got "lenient", expected one of core, strict, optional; use the enum's value/],
    [{ failOn: 'info' }, /bad failOn, got "info", expected one of error, warning, never/],
    [{ weaknesses: ['SAS-13'] }, /bad weaknesses\[0\], got "SAS-13", expected one of SAS-1, /],
    [{ weaknesses: [] }, /bad weaknesses, got a list, expected at least one weakness; name one, or leave the option out/],
    [{ trustedAccounts: '222233334444' }, /bad trustedAccounts, got "222233334444", expected a list/],
    [{ minLogRetentionDays: 0 }, /bad minLogRetentionDays, got 0, expected a whole number from 1 to 3653/],
    [{ maxTimeoutSeconds: 901 }, /bad maxTimeoutSeconds, got 901, expected a whole number from 1 to 900/],
    [{ permissionsBoundary: 'arn:aws:iam::111122223333:role/Boundary' }, /bad permissionsBoundary, got .*, expected the name or ARN of a managed policy/],
    [{ runtimeDeprecations: { 'nodejs26.x': 'soon' } }, /bad runtimeDeprecations.nodejs26.x, got "soon", expected a date/],
    [{ includeCdkManaged: 'no' }, /bad includeCdkManaged, got "no", expected true or false/],
    [{ minRetention: 30 }, /unknown option, got "minRetention", expected one of .*minLogRetentionDays/],
  ])('%j is refused at once', (props, message) => {
    expect(() => checks(app(), props)).toThrow(message);
  });

  test('the strict pack is not made less strict than its name', () => {
    expect(() => strictChecks(app(), { tier: ChecksTier.CORE })).toThrow(/bad options of ServerlessTop10StrictChecks: bad tier, got "core", expected one of strict, optional/);
  });

  test.each(['DeveloperBoundary', 'arn:aws:iam::111122223333:policy/team/Boundary', 'arn:aws-cn:iam::aws:policy/PowerUserAccess'])('%s is a boundary', permissionsBoundary => {
    expect(() => checks(app(), { permissionsBoundary })).not.toThrow();
  });

  test('a date of deprecation that was given holds, with its source', () => {
    const root = app();
    new lambda.CfnFunction(new Stack(root, 'S'), 'F', { role: 'arn:aws:iam::111122223333:role/r', runtime: 'nodejs26.x', code: { zipFile: 'x' } });
    const { violations } = synthWith(root, checks(root, {
      weaknesses: [ServerlessWeakness.SAS_6],
      runtimeDeprecations: { 'nodejs26.x': '2026-05-31' },
      runtimeDeprecationsSource: 'the platform team',
    }));
    expect(violations.map(({ description }) => description)).toContainEqual(expect.stringContaining('nodejs26.x since 2026-05-31 by the platform team'));
  });
});
