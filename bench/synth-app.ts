import { join } from 'node:path';
import { App, Aspects, Stack, Validations } from 'aws-cdk-lib';
import type { IAspect, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { ServerlessGuard, ServerlessTop10Checks, type ServerlessGuardOptions } from '../src';
import { GUARD_PRIORITY } from '../src/hardening/aspect-priority';

/** Few enough that every stack has room for all alarms below CloudFormation's 500 resources. */
const FUNCTIONS_PER_STACK = 40;

/** Of the checks on each function of this app. */
const FINDINGS_A_FUNCTION = 13;
/** With texts as long as theirs. */
const FINDING = {
  description: 'what is wrong, in one short sentence',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, option: \'what is right\' });',
  severity: 'warning',
  ruleMetadata: { weakness: 'SAS-5 Inadequate monitoring and logging', cwe: 'CWE-778', severity: 'warning', why: 'What an attacker gains by it, in two lines of text.' },
};

/** The default measures with three alarms a function: on attacks, errors and throttles. */
const THREE_ALARMS: ServerlessGuardOptions = { alarms: { heartbeat: {}, guardErrors: {} } };

/** What somebody would write who wants the same resources and nothing else. */
class NaiveGuard implements IAspect {
  public visit(node: IConstruct): void {
    if (!(node instanceof lambda.Function)) return;
    const group = new logs.LogGroup(node, 'NaiveLogGroup', { retention: logs.RetentionDays.ONE_YEAR });
    if (node.role === undefined) return;
    new iam.ManagedPolicy(node, 'NaivePolicy', {
      roles: [node.role],
      statements: [new iam.PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [group.logGroupArn] })],
    });
    for (const [index, metric] of [node.metricErrors(), node.metricThrottles(), node.metricInvocations()].entries()) {
      metric.createAlarm(node, `NaiveAlarm${index}`, { threshold: 1, evaluationPeriods: 1 });
    }
  }
}

/** AwsSolutions with the app that it asks for, which CDK 2.257 does not hand to plugins: the pack throws before it looks at anything. */
class AwsSolutionsOfApp extends AwsSolutionsChecks {
  public constructor(private readonly app: App) {
    super(app);
  }

  public override validate(): PolicyValidationPluginReport {
    return this.validateScope(this.app);
  }
}

/** As many findings a function as the checks have on this app, without a look at anything: what CDK itself takes for them. */
class AsManyFindings implements IPolicyValidationPlugin {
  public readonly name = 'AsManyFindings';

  public constructor(private readonly app: App) {}

  public validate(): PolicyValidationPluginReport {
    const functions = this.app.node.findAll().filter(node => node instanceof lambda.CfnFunction);
    const violatingResources = functions.map(({ node: { path }, stack, logicalId }) => ({
      constructPath: path,
      resourceLogicalId: String(stack.resolve(logicalId)),
      templatePath: join(this.app.outdir, stack.templateFile),
      locations: ['Properties'],
    }));
    return {
      success: true,
      violations: Array.from({ length: FINDINGS_A_FUNCTION }, (_, index) => ({ ...FINDING, ruleName: `Finding${index}`, violatingResources })),
    };
  }
}

const ADDITIONS: Readonly<Record<string, (app: App) => void>> = {
  plain: () => undefined,
  guarded: app => Aspects.of(app).add(new ServerlessGuard(THREE_ALARMS), { priority: GUARD_PRIORITY }),
  naive: app => Aspects.of(app).add(new NaiveGuard(), { priority: GUARD_PRIORITY }),
  checked: app => Validations.of(app).addPlugins(new ServerlessTop10Checks(app)),
  protected: app => ServerlessGuard.protect(app, THREE_ALARMS),
  findings: app => Validations.of(app).addPlugins(new AsManyFindings(app)),
  awsSolutions: app => Validations.of(app).addPlugins(new AwsSolutionsOfApp(app)),
};

/** Builds and synthesises an app of so many functions, each with a variable and a grant of its own. */
export function synthesise(variant: string, size: number, outdir: string): void {
  const app = new App({ outdir, analyticsReporting: false });
  let stack = new Stack(app, 'Stack0');
  for (let index = 0; index < size; index++) {
    if (index > 0 && index % FUNCTIONS_PER_STACK === 0) stack = new Stack(app, `Stack${index / FUNCTIONS_PER_STACK}`);
    addFunction(stack, index);
  }
  ADDITIONS[variant]?.(app);
  try {
    app.synth();
  } finally {
    // Findings set it; they are what is measured and no failure of the benchmark.
    process.exitCode = 0;
  }
}

function addFunction(stack: Stack, index: number): void {
  const fn = new lambda.Function(stack, `Function${index}`, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => ({});'),
    environment: { INDEX: String(index) },
  });
  fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['dynamodb:GetItem'], resources: [stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: `orders-${index}` })] }));
}
