import { Duration, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { attackersQuery, kindsQuery, overheadQuery } from './log-queries';
import { guardCount, lambdaMetric } from './watched-metrics';
import type { MetricStat } from './watched-metrics';

/** A function as a dashboard shows it; names may be tokens. */
export interface ShownFunction {
  readonly name: string;
  /** What graphs call it. */
  readonly label: string;
  /** Unknown where nobody in the dashboard's stack can name it. */
  readonly logGroup?: string;
  readonly region: string;
  readonly account: string;
}

/** The most log groups that one query takes (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html). */
const FUNCTIONS_PER_PAGE = 50;
/** Metrics for each function on a page; hidden ones count too. */
const METRICS_PER_FUNCTION = 6;
/** CloudWatch's own limit (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html). */
const METRICS_PER_DASHBOARD = 2500;
const PAGES = Math.floor(METRICS_PER_DASHBOARD / METRICS_PER_FUNCTION / FUNCTIONS_PER_PAGE);
/** The most functions that one dashboard shows. */
export const FUNCTIONS_PER_DASHBOARD = PAGES * FUNCTIONS_PER_PAGE;

const FULL_WIDTH = 24;
const HALF = 12;
const PERIOD = Duration.minutes(5);

/** Rows of widgets on the guard and its functions, by account and region, in pages that CloudWatch takes. */
export function securityRows(functions: readonly ShownFunction[]): cloudwatch.IWidget[][] {
  if (functions.length === 0) return [[new cloudwatch.TextWidget({ markdown: 'No function has the guard.', width: FULL_WIDTH, height: 1 })]];
  return byPlace(functions).flatMap(group => pagesOf(group)
    .flatMap((page, index) => pageRows(page, { first: index * FUNCTIONS_PER_PAGE + 1, of: group.length })));
}

function pageRows(functions: readonly ShownFunction[], { first, of }: { readonly first: number; readonly of: number }): cloudwatch.IWidget[][] {
  const place = placeOf(functions);
  const graph = (title: string, metrics: cloudwatch.IMetric[], more: Partial<cloudwatch.GraphWidgetProps> = {}) =>
    new cloudwatch.GraphWidget({ title, left: metrics, width: HALF, leftYAxis: { min: 0 }, ...place, ...more });
  const table = (title: string, queryLines: string[]) => logTable(title, queryLines, functions);
  return [
    [heading(functions, first, of)],
    [
      graph('Attacks blocked, by function', lines(functions, ({ name }) => guardCount('attacksBlocked', name)), { stacked: true }),
      graph('Attacks blocked and reported', [
        total('Blocked', 'b', functions, ({ name }) => guardCount('attacksBlocked', name)),
        total('Reported, let through', 'r', functions, ({ name }) => guardCount('attacksReported', name)),
      ]),
    ],
    [...table('Attacks, by kind', kindsQuery()), ...table('Attackers', attackersQuery())],
    [
      graph('Errors', lines(functions, ({ name }) => lambdaMetric('Errors', name, 'Sum'))),
      graph('Throttles', lines(functions, ({ name }) => lambdaMetric('Throttles', name, 'Sum'))),
    ],
    [
      graph('Errors of the guard itself', lines(functions, ({ name }) => guardCount('guardErrors', name))),
      ...table('Time that the guard takes of an invocation', overheadQuery()),
    ],
  ];
}

function heading(functions: readonly ShownFunction[], first: number, of: number): cloudwatch.TextWidget {
  const [{ region, account } = { region: '', account: '' }] = functions;
  const place = [account, region].filter(part => !Token.isUnresolved(part)).join(' ');
  const which = of === functions.length ? `${of} ${of === 1 ? 'function' : 'functions'}` : `functions ${first} to ${first + functions.length - 1} of ${of}`;
  return new cloudwatch.TextWidget({ markdown: `## Serverless Guard${place === '' ? '' : ` in ${place}`}: ${which}`, width: FULL_WIDTH, height: 1 });
}

function lines(functions: readonly ShownFunction[], stat: (fn: ShownFunction) => MetricStat): cloudwatch.IMetric[] {
  return functions.map(fn => metricOf(stat(fn), fn.label));
}

/** Their sum; a function without values counts as zero. */
function total(label: string, prefix: string, functions: readonly ShownFunction[], stat: (fn: ShownFunction) => MetricStat): cloudwatch.IMetric {
  const metrics = functions.map((fn, index) => [`${prefix}${index}`, metricOf(stat(fn), fn.label)] as const);
  return new cloudwatch.MathExpression({
    label,
    expression: `SUM([${metrics.map(([id]) => `FILL(${id}, 0)`).join(', ')}])`,
    usingMetrics: Object.fromEntries(metrics),
    period: PERIOD,
  });
}

function metricOf({ namespace, metricName, dimensions, statistic }: MetricStat, label: string): cloudwatch.Metric {
  const dimensionsMap = Object.fromEntries(dimensions.map(({ name, value }) => [name, value]));
  return new cloudwatch.Metric({ namespace, metricName, dimensionsMap, statistic, label, period: PERIOD });
}

function logTable(title: string, queryLines: string[], functions: readonly ShownFunction[]): cloudwatch.IWidget[] {
  const logGroupNames = [...new Set(functions.flatMap(({ logGroup }) => logGroup ?? []))];
  if (logGroupNames.length === 0) return [];
  return [new cloudwatch.LogQueryWidget({ title, logGroupNames, queryLines, width: HALF, ...placeOf(functions) })];
}

/** The dashboard's own account and region need not be named, and often cannot be. */
function placeOf([fn]: readonly ShownFunction[]): { readonly region?: string; readonly accountId?: string } {
  return {
    ...(fn === undefined || Token.isUnresolved(fn.region) ? {} : { region: fn.region }),
    ...(fn === undefined || Token.isUnresolved(fn.account) ? {} : { accountId: fn.account }),
  };
}

function byPlace(functions: readonly ShownFunction[]): ShownFunction[][] {
  const groups = new Map<string, ShownFunction[]>();
  for (const fn of functions) {
    const key = `${fn.account} ${fn.region}`;
    groups.set(key, [...groups.get(key) ?? [], fn]);
  }
  return [...groups.values()];
}

function pagesOf<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / FUNCTIONS_PER_PAGE);
  return Array.from({ length: count }, (_, page) => items.slice(page * FUNCTIONS_PER_PAGE, (page + 1) * FUNCTIONS_PER_PAGE));
}
