import { App, CfnResource, NestedStack, Stack, Stage, Validations, type CfnElement } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as cfninc from 'aws-cdk-lib/cloudformation-include';
import type { Construct } from 'constructs';
import { app, PUBLIC_URL, publicUrl, synthWith, TODAY } from './synth-with';
import { writeTemplate } from './temporary-template';
import { ChecksFailOn, type ServerlessTop10ChecksProps } from '../../src/checks/checks-options';
import type { Rule } from '../../src/checks/rule';
import { ServerlessTop10Checks } from '../../src/checks/serverless-top10-checks';

const WILDCARD = 'SAS4-WildcardAction[Action::s3:*]';
const REPORT_ONLY = 'SAS1-GuardMonitorOnly';

/** What is judged here are findings and reports; the rules have tests of their own. */
const FEW = [
  'SAS1-GuardMissing', 'SAS1-GuardMonitorOnly', PUBLIC_URL, 'SAS4-WildcardAction', 'SAS4-SharedRole', 'SAS5-LogRetentionMissing', 'SAS5-AlarmGuardMissing',
];

class FewChecks extends ServerlessTop10Checks {
  protected override _rules(): readonly Rule[] {
    return super._rules().filter(({ id }) => FEW.includes(id));
  }
}

function synth(root: App, props: ServerlessTop10ChecksProps = {}, pack: ServerlessTop10Checks = new FewChecks(root, { today: TODAY, ...props })) {
  return synthWith(root, pack);
}

function role(scope: Construct, id: string, action = 's3:*'): iam.Role {
  const made = new iam.Role(scope, id, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  made.addToPolicy(new iam.PolicyStatement({ actions: [action], resources: ['arn:aws:s3:::orders/*'] }));
  return made;
}

/** A stack that has one warning and no error: a guarded function whose guard only reports. */
function warningOnly(root: App): Stack {
  const stack = new Stack(root, 'Warning');
  new CfnResource(stack, 'ServerlessGuardLayer', { type: 'AWS::Lambda::LayerVersion', properties: { Content: { S3Bucket: 'b', S3Key: 'k' } } });
  new CfnResource(stack, 'Orders', {
    type: 'AWS::Lambda::Function',
    properties: {
      Runtime: 'nodejs22.x',
      Layers: [{ Ref: 'ServerlessGuardLayer' }],
      Environment: { Variables: { NODE_OPTIONS: '--require /opt/serverless-guard/preload.cjs', SERVERLESS_GUARD_MODE: 'report' } },
    },
  });
  new CfnResource(stack, 'Alarm', {
    type: 'AWS::CloudWatch::Alarm',
    properties: { Namespace: 'ServerlessGuard', MetricName: 'AttacksReported', Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Orders' } }] },
  });
  return stack;
}

afterEach(() => jest.restoreAllMocks());

describe('the verdict', () => {
  test('an app without a flaw passes and says nothing', () => {
    const root = app();
    new Stack(root, 'S');
    expect(synth(root)).toMatchObject({ failed: false, ids: [] });
  });

  test('an error fails the synth', () => {
    const root = app();
    publicUrl(new Stack(root, 'S'));
    expect(synth(root)).toMatchObject({ failed: true, ids: [PUBLIC_URL] });
  });

  test('a warning does not', () => {
    const root = app();
    warningOnly(root);
    expect(synth(root)).toMatchObject({ failed: false, ids: [REPORT_ONLY], violations: [{ severity: 'warning' }] });
  });

  test('a warning does where that is asked for', () => {
    const root = app();
    warningOnly(root);
    expect(synth(root, { failOn: ChecksFailOn.WARNING })).toMatchObject({ failed: true, ids: [REPORT_ONLY] });
  });

  test('nothing does with `never`, and the report still holds the rule\'s own severity', () => {
    const root = app();
    publicUrl(new Stack(root, 'S'));
    const { failed, violations } = synth(root, { failOn: ChecksFailOn.NEVER });
    expect(failed).toBe(false);
    expect(violations).toMatchObject([{ ruleName: PUBLIC_URL, ruleMetadata: { severity: 'error' } }]);
  });

  test('`never` holds when another finding is acknowledged, which makes CDK judge the report anew', () => {
    const root = app();
    const stack = new Stack(root, 'S');
    publicUrl(stack);
    new logs.CfnLogGroup(stack, 'Logs', {});
    Validations.of(stack).acknowledge({ id: 'ServerlessTop10::SAS5-LogRetentionMissing', reason: 'short-lived' });
    expect(synth(root, { failOn: ChecksFailOn.NEVER })).toMatchObject({ failed: false, ids: [PUBLIC_URL] });
  });
});

describe('a finding', () => {
  test('carries its fix, its weakness, its CWE and its place', () => {
    const root = app();
    publicUrl(new Stack(root, 'S'));
    const { violations, printed } = synth(root);
    const [found] = violations;
    expect(found?.fix ?? found?.suggestedFix).toContain('FunctionUrlAuthType.AWS_IAM');
    expect(found?.ruleMetadata).toMatchObject({ weakness: 'SAS-2 Broken authentication', cwe: 'CWE-306', severity: 'error' });
    expect(found?.violatingConstructs).toMatchObject([{ constructPath: 'S/Url' }]);
    expect(printed).toContain('FunctionUrlAuthType.AWS_IAM');
  });

  test('names the line that made the construct', () => {
    const root = new App();
    publicUrl(new Stack(root, 'S'));
    expect(JSON.stringify(synth(root).violations)).toMatch(/synth-with\.ts:\d+:\d+/);
  });

  test('names construct, resource and property where CDK keeps no lines', () => {
    const root = new App({ context: { 'aws:cdk:disable-creation-stack-traces': true } });
    publicUrl(new Stack(root, 'S'));
    const told = JSON.stringify(synth(root).violations);
    expect(told).not.toContain('synth-with.ts');
    for (const part of ['"constructPath":"S/Url"', '"Url"', 'S.template.json', '"Properties.AuthType"']) expect(told).toContain(part);
  });

  test('of the same rule on several resources is told once, with all of them', () => {
    const root = app();
    const stack = new Stack(root, 'S');
    publicUrl(stack, 'A');
    publicUrl(stack, 'B');
    const { violations } = synth(root);
    expect(violations).toHaveLength(1);
    expect(violations[0]?.violatingConstructs.map(({ constructPath }) => constructPath)).toEqual(['S/A', 'S/B']);
  });
});

describe('an acknowledgement', () => {
  test('takes the finding away and lets the synth pass', () => {
    const root = app();
    Validations.of(publicUrl(new Stack(root, 'S'))).acknowledge({ id: `ServerlessTop10::${PUBLIC_URL}`, reason: 'a public form' });
    expect(synth(root)).toMatchObject({ failed: false, ids: [] });
  });

  test('holds for what is inside the construct, and for nothing beside it', () => {
    const root = app();
    const stack = new Stack(root, 'S');
    Validations.of(publicUrl(stack, 'Known')).acknowledge({ id: `ServerlessTop10::${PUBLIC_URL}`, reason: 'a public form' });
    publicUrl(stack, 'Forgotten');
    const { failed, violations } = synth(root);
    expect(failed).toBe(true);
    expect(violations.flatMap(({ violatingConstructs }) => violatingConstructs).map(({ constructPath }) => constructPath)).toEqual(['S/Forgotten']);
  });

  test('covers one detail, not the whole rule', () => {
    const root = app();
    const stack = new Stack(root, 'S');
    const made = role(stack, 'Role');
    made.addToPolicy(new iam.PolicyStatement({ actions: ['sqs:*'], resources: ['arn:aws:sqs:eu-west-1:111122223333:orders'] }));
    // CDK before 2.276 takes the second `::` for an error in the prefixed form.
    Validations.of(made).acknowledge({ id: WILDCARD, reason: 'an archive' });
    expect(synth(root)).toMatchObject({ failed: true, ids: ['SAS4-WildcardAction[Action::sqs:*]'] });
  });

  test('without the pack\'s name is understood, too', () => {
    const root = app();
    Validations.of(publicUrl(new Stack(root, 'S'))).acknowledge({ id: PUBLIC_URL, reason: 'a public form' });
    expect(synth(root)).toMatchObject({ failed: false, ids: [] });
  });
});

describe('what is judged is what is rendered', () => {
  test('a property override', () => {
    const root = app();
    const url = new lambda.CfnUrl(new Stack(root, 'S'), 'Url', { targetFunctionArn: 'orders', authType: 'AWS_IAM' });
    url.addPropertyOverride('AuthType', 'NONE');
    expect(synth(root).ids).toEqual([PUBLIC_URL]);
  });

  test('an override that cures', () => {
    const root = app();
    publicUrl(new Stack(root, 'S')).addPropertyOverride('AuthType', 'AWS_IAM');
    expect(synth(root).ids).toEqual([]);
  });

  test('a raw resource', () => {
    const root = app();
    new CfnResource(new Stack(root, 'S'), 'Url', { type: 'AWS::Lambda::Url', properties: { TargetFunctionArn: 'f', AuthType: 'NONE' } });
    expect(synth(root).ids).toEqual([PUBLIC_URL]);
  });

  test('an included template, named by its construct', () => {
    const root = app();
    const templateFile = writeTemplate({ Resources: { Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: 'f', AuthType: 'NONE' } } } });
    new cfninc.CfnInclude(new Stack(root, 'S'), 'Legacy', { templateFile });
    expect(synth(root).violations).toMatchObject([{ ruleName: PUBLIC_URL, violatingConstructs: [{ constructPath: 'S/Legacy/Url' }] }]);
  });

  test('a nested stack and the stacks of a stage', () => {
    const root = app();
    publicUrl(new NestedStack(new Stack(root, 'Parent'), 'Nested'), 'A');
    publicUrl(new Stack(new Stage(root, 'Prod'), 'Inner'), 'B');
    const places = synth(root).violations.flatMap(({ violatingConstructs }) => violatingConstructs).map(({ constructPath }) => constructPath);
    expect(places.sort()).toEqual(['Parent/Nested/A', 'Prod/Inner/B']);
  });

  test('a policy that grants add to a role of another stack', () => {
    const root = app();
    const made = role(new Stack(root, 'Roles'), 'Role', 's3:GetObject');
    const stack = new Stack(root, 'Functions');
    new lambda.CfnFunction(stack, 'F', { role: made.roleArn, runtime: 'python3.13', code: { zipFile: 'x' } });
    new lambda.CfnFunction(stack, 'G', { role: made.roleArn, runtime: 'python3.13', code: { zipFile: 'x' } });
    const { violations } = synth(root);
    expect(violations).toMatchObject([{ ruleName: 'SAS4-SharedRole', violatingConstructs: [{ constructPath: 'Roles/Role/Resource' }] }]);
  });
});

describe('functions that CDK adds', () => {
  function withProvider(): App {
    const root = app();
    const stack = new Stack(root, 'S');
    new lambda.CfnFunction(stack, 'Mine', { role: 'arn:aws:iam::111122223333:role/r', runtime: 'python3.13', code: { zipFile: 'x' } });
    const bucket = new s3.Bucket(stack, 'Bucket', { autoDeleteObjects: true, removalPolicy: 'destroy' as never });
    expect(bucket.stack).toBe(stack);
    return root;
  }

  test('are told as info', () => {
    const { failed, violations } = synth(withProvider());
    expect(failed).toBe(false);
    expect(violations.length).toBeGreaterThan(0);
    expect(new Set(violations.map(({ severity }) => severity))).toEqual(new Set(['info']));
  });

  test('are judged like any other where that is asked for', () => {
    expect(synth(withProvider(), { includeCdkManaged: true })).toMatchObject({ failed: true, ids: expect.arrayContaining(['SAS1-GuardMissing']) });
  });
});

describe('a fault of our own', () => {
  class WithRules extends ServerlessTop10Checks {
    protected override _rules(): readonly Rule[] {
      return [{ ...throwing, check: () => { throw new Error('out of luck'); } }];
    }
  }
  const throwing = { id: 'SAS2-Throwing', title: 'x', weakness: 'SAS-2', severity: 'warning', tier: 'core', cwe: [], why: '', fix: '', resourceTypes: ['AWS::Lambda::Url'] } as unknown as Rule;

  test('a rule that throws is an error finding with its message', () => {
    const root = app();
    publicUrl(new Stack(root, 'S'));
    const { failed, violations } = synth(root, {}, new WithRules(root));
    expect(failed).toBe(true);
    expect(violations).toMatchObject([{ ruleName: 'SAS2-Throwing[RuleFailed]', severity: 'error', description: expect.stringContaining('out of luck') }]);
  });

  test('it can be acknowledged, so that it holds nobody up', () => {
    const root = app();
    const url = publicUrl(new Stack(root, 'S'));
    Validations.of(url).acknowledge({ id: 'ServerlessTop10::SAS2-Throwing[RuleFailed]', reason: 'reported' });
    expect(synth(root, {}, new WithRules(root))).toMatchObject({ failed: false, ids: [] });
  });

  test('a pack that cannot judge at all never throws, and fails', () => {
    const root = app();
    publicUrl(new Stack(root, 'S'));
    const report = new FewChecks(root).validate({ templatePaths: [] });
    expect(report).toMatchObject({ success: false, violations: [{ ruleName: 'ChecksFailed', description: expect.stringContaining('synthesise the app first') }] });
  });
});

describe('scopes', () => {
  test.each(['yesterday', '2026-13-01', '31.01.2026', ''])('the date %j is refused at once', today => {
    expect(() => new ServerlessTop10Checks(app(), { today })).toThrow(/bad today, got ".*", expected a date such as 2027-01-31; use YYYY-MM-DD/);
  });

  test('an account that is none is refused at once', () => {
    expect(() => new ServerlessTop10Checks(app(), { trustedAccounts: ['222233334444', 'prod'] })).toThrow(/bad trustedAccounts\[1\], got "prod", expected an account of 12 digits/);
  });

  test('another account is told, unless it is trusted', () => {
    const withPermission = () => {
      const root = app();
      const stack = new Stack(root, 'S', { env: { account: '111122223333', region: 'eu-west-1' } });
      new lambda.CfnPermission(stack, 'Invoke', { action: 'lambda:InvokeFunction', functionName: 'orders', principal: '222233334444' });
      return root;
    };
    const idsWith = (props: ServerlessTop10ChecksProps) => {
      const root = withPermission();
      return synth(root, props, new ServerlessTop10Checks(root, props)).ids;
    };
    expect(idsWith({})).toEqual(['SAS2-PermissionForeignAccount']);
    expect(idsWith({ trustedAccounts: ['222233334444'] })).toEqual([]);
  });

  test('validateScope judges a stack in a unit test, without a plugin', () => {
    const root = app();
    const stack = new Stack(root, 'S');
    publicUrl(stack);
    publicUrl(new Stack(root, 'Other'));
    const { success, violations } = new FewChecks(root).validateScope(stack);
    expect(success).toBe(false);
    expect(violations.flatMap(({ violatingResources }) => violatingResources)).toMatchObject([{ constructPath: 'S/Url', resourceLogicalId: 'Url' }]);
  });

  test('validateScope judges an app whose own plugins fail it', () => {
    const root = app();
    const stack = new Stack(root, 'S');
    publicUrl(stack);
    const pack = new FewChecks(root);
    synth(root, {}, pack);
    expect(pack.validateScope(stack).violations).toMatchObject([{ ruleName: PUBLIC_URL }]);
  });

  test('a pack for one stage reports what is below it', () => {
    const root = app();
    const stage = new Stage(root, 'Prod');
    publicUrl(new Stack(stage, 'Inner'));
    publicUrl(new Stack(root, 'Outer'));
    const { violations } = synth(root, {}, new FewChecks(stage));
    expect(violations.flatMap(({ violatingConstructs }) => violatingConstructs).map(({ constructPath }) => constructPath)).toEqual(['Prod/Inner/Url']);
  });

  test('without path metadata the construct is still named', () => {
    const root = new App({ context: { 'aws:cdk:enable-path-metadata': false } });
    const url: CfnElement = publicUrl(new Stack(root, 'S'));
    expect(synth(root).violations[0]?.violatingConstructs[0]?.constructPath).toBe(url.node.path);
  });
});
