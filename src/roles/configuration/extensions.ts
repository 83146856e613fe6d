import type { ConfigurationNeed } from './configuration-need';
import { layers } from '../../app-model/functions';
import type { Resource } from '../../app-model/template';
import { skeleton } from '../../app-model/value';

/** A layer that AWS publishes, and what runs in it calls by the function's role. */
interface Extension {
  readonly layer: RegExp;
  readonly actions: readonly string[];
  readonly why: string;
}

const EXTENSIONS: readonly Extension[] = [
  { layer: /:layer:LambdaInsightsExtension/, actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], why: 'Lambda Insights writes its log' },
  {
    layer: /:layer:AWS-Parameters-and-Secrets-Lambda-Extension/,
    actions: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret', 'secretsmanager:ListSecretVersionIds', 'ssm:GetParameter*', 'ssm:DescribeParameters', 'kms:Decrypt'],
    why: 'the extension reads what the code asks it for',
  },
  {
    layer: /:layer:AWS-AppConfig-Extension/,
    actions: ['appconfig:StartConfigurationSession', 'appconfig:GetLatestConfiguration', 'appconfig:GetConfiguration', 's3:GetObject', 'ssm:GetParameter', 'sts:AssumeRole', 'kms:Decrypt'],
    why: 'the extension reads the configuration',
  },
  { layer: /:layer:AWSCodeGuruProfiler/, actions: ['codeguru-profiler:ConfigureAgent', 'codeguru-profiler:PostAgentProfile'], why: 'the profiler sends what it measures' },
  // Telemetry is sent by the actions that every function may need.
  { layer: /:layer:(aws-otel|AWSOpenTelemetryDistro)/, actions: ['cloudwatch:PutMetricData'], why: 'OpenTelemetry sends what it measures' },
  // Libraries, which nothing runs but the code that imports them.
  { layer: /:layer:(AWSLambdaPowertools|AWSSDKPandas)/, actions: [], why: 'a library' },
];

/** What the extensions that a function has call by its role. */
export function extensionNeeds(fn: Resource): readonly ConfigurationNeed[] {
  return layers(fn).flatMap(({ value }) => {
    const { actions = [], why = '' } = extensionAt(skeleton(value)) ?? {};
    return actions.length === 0 ? [] : [{ actions, why }];
  });
}

/** Whether it is known what a layer of this ARN does. */
export function isKnownLayer(arn: string | undefined): boolean {
  return extensionAt(arn) !== undefined;
}

function extensionAt(arn: string | undefined): Extension | undefined {
  return arn === undefined ? undefined : EXTENSIONS.find(({ layer }) => layer.test(arn));
}
