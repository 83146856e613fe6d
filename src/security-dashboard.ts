import { CfnResource, Fn, Stack, Stage, Token } from 'aws-cdk-lib';
import type { interfaces } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { readLedger, warn } from './hardening/ledger';
import { findOwnLogGroup } from './hardening/log-retention';
import { FUNCTIONS_PER_DASHBOARD, securityRows } from './monitoring/dashboard-widgets';
import type { ShownFunction } from './monitoring/dashboard-widgets';
import { LateWidgets } from './monitoring/late-widgets';
import { HardeningMeasure } from './options';

/** Properties of `SecurityDashboard`. */
export interface SecurityDashboardProps {
  /**
   * The functions to show.
   *
   * @default - every function below `root` that has the guard
   */
  readonly functions?: interfaces.aws_lambda.IFunctionRef[];

  /**
   * Where functions are looked for: an app, a stage, a stack or any construct.
   *
   * @default - the scope of the dashboard
   */
  readonly root?: IConstruct;

  /**
   * The name of the dashboard.
   *
   * @default - a name that CloudFormation generates
   */
  readonly dashboardName?: string;
}

const FUNCTION_TYPES: ReadonlySet<string> = new Set(['AWS::Lambda::Function', 'AWS::Serverless::Function']);

/**
 * A CloudWatch dashboard of what the guard sees and what it costs: attacks by function and kind, attackers, blocked
 * against reported, errors, throttles, and the time that the guard takes.
 *
 * Functions are looked for when the app is synthesised, so that those made later are shown too. Tables are queries over
 * the functions' log groups, which cost by the data that they scan whenever the dashboard is looked at.
 */
export class SecurityDashboard extends Construct {
  /** The dashboard itself, for further widgets. */
  public readonly dashboard: cloudwatch.Dashboard;

  /**
   * @param scope The construct around it.
   * @param id Its id there.
   * @param props What it shows.
   */
  public constructor(scope: Construct, id: string, props: SecurityDashboardProps = {}) {
    super(scope, id);
    this.dashboard = new cloudwatch.Dashboard(this, 'Resource', { dashboardName: props.dashboardName });
    this.dashboard.addWidgets(new LateWidgets(() => securityRows(this.shownFunctions(props))));
  }

  private shownFunctions({ functions, root = this.node.scope ?? this }: SecurityDashboardProps): ShownFunction[] {
    const nodes: readonly IConstruct[] = functions ?? root.node.findAll().filter(node => isGuarded(node) && Stage.of(node) === Stage.of(this));
    const shown = nodes.flatMap(node => this.shownFunction(node));
    if (shown.length > FUNCTIONS_PER_DASHBOARD) {
      warn(this, {
        id: 'dashboard-full',
        what: `the dashboard shows ${FUNCTIONS_PER_DASHBOARD} of ${shown.length} functions`,
        why: 'CloudWatch takes no more metrics on one dashboard',
        cure: 'make several dashboards, each with a "root" or "functions" of its own',
      });
    }
    return shown.slice(0, FUNCTIONS_PER_DASHBOARD);
  }

  private shownFunction(node: IConstruct): ShownFunction[] {
    const resource = CfnResource.isCfnResource(node) ? node : node.node.defaultChild;
    const { region, account } = Stack.of(node);
    if (resource === undefined || !CfnResource.isCfnResource(resource)) return this.imported(node as lambda.IFunction);
    const name = this.nameOf(resource);
    if (name !== undefined) return [{ name, label: labelOf(resource), logGroup: this.logGroupOf(resource, name), region, account }];
    warn(this, {
      id: 'dashboard-without-function',
      what: `the dashboard does not show ${labelOf(resource)}`,
      why: 'the function is in another account or region and has no name that could be written there',
      cure: 'give it a functionName, or make a dashboard in its own region with "root" or "functions"',
    });
    return [];
  }

  /** A function of another app has no more than its name. */
  private imported(fn: interfaces.aws_lambda.IFunctionRef): ShownFunction[] {
    const { functionName } = fn.functionRef;
    const { region, account } = fn.env;
    return [{ name: functionName, label: fn.node.path, logGroup: `/aws/lambda/${functionName}`, region, account }];
  }

  /** Literal where there is a literal, since a reference from another stack makes an export. */
  private nameOf(resource: CfnResource): string | undefined {
    const { functionName } = resource as { readonly functionName?: string };
    if (functionName !== undefined && !Token.isUnresolved(functionName)) return functionName;
    if (!this.mayRefer(resource)) return undefined;
    const { condition } = resource.cfnOptions;
    return condition === undefined ? resource.ref : Fn.conditionIf(condition.logicalId, resource.ref, 'not-deployed').toString();
  }

  private logGroupOf(resource: CfnResource, functionName: string): string | undefined {
    const given = givenLogGroup(resource);
    if (given === undefined) return `/aws/lambda/${functionName}`;
    return Token.isUnresolved(given) && !this.mayRefer(resource) ? undefined : given;
  }

  /** CloudFormation refers to nothing outside its account and region. */
  private mayRefer(resource: CfnResource): boolean {
    return resource.stack.environment === Stack.of(this).environment;
  }
}

function isGuarded(node: IConstruct): boolean {
  if (!CfnResource.isCfnResource(node) || !FUNCTION_TYPES.has(node.cfnResourceType)) return false;
  return readLedger(node).some(({ measure, state }) => measure === HardeningMeasure.GUARD_LAYER && state === 'set');
}

function givenLogGroup(resource: CfnResource): string | undefined {
  const { scope } = resource.node;
  const own = findOwnLogGroup(scope instanceof lambda.Function ? scope : resource);
  if (own !== undefined) return own.logGroupName;
  const { logGroup } = ((resource as lambda.CfnFunction).loggingConfig ?? {}) as lambda.CfnFunction.LoggingConfigProperty;
  return logGroup;
}

/** The path of the function's construct, without the L1's part. */
function labelOf({ node }: CfnResource): string {
  return node.id === 'Resource' ? node.path.replace(/\/Resource$/, '') : node.path;
}
