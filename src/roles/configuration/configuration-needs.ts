import type { ConfigurationNeed } from './configuration-need';
import { sendingNeeds } from './destination-needs';
import { eventSourceNeeds } from './event-source-needs';
import { extensionNeeds } from './extensions';
import type { AppModel } from '../../app-model/app-model';
import { environmentVariable, functionProperty } from '../../app-model/functions';
import { items } from '../../app-model/property';
import type { Resource } from '../../app-model/template';

/** Writing its own log, and traces where somebody switches them on. */
const ALWAYS: readonly ConfigurationNeed[] = [
  { actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], why: 'Lambda writes the log' },
  {
    actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:PutSpans*', 'xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:GetSamplingStatisticSummaries'],
    why: 'traces are sent',
  },
];

/** A part of a function's configuration that its role is used for. */
interface Part extends ConfigurationNeed {
  readonly path: readonly string[];
}

const PARTS: readonly Part[] = [
  {
    path: ['VpcConfig', 'SubnetIds'],
    actions: [
      'ec2:AssignPrivateIpAddresses', 'ec2:CreateNetworkInterface*', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets', 'ec2:DescribeVpcs', 'ec2:UnassignPrivateIpAddresses', 'ec2:GetSecurityGroupsForVpc',
    ],
    why: 'Lambda joins the network',
  },
  {
    path: ['FileSystemConfigs'],
    actions: ['elasticfilesystem:Client*', 'elasticfilesystem:DescribeMountTargets', 's3files:Client*', 's3files:Get*', 's3:GetObject*', 's3:List*'],
    why: 'Lambda mounts the file system',
  },
  { path: ['DurableConfig'], actions: ['lambda:CheckpointDurableExecution*', 'lambda:GetDurableExecution*'], why: 'Lambda keeps checkpoints' },
];

const PROFILER = ['AWS_CODEGURU_PROFILER_GROUP_ARN', 'AWS_CODEGURU_PROFILER_GROUP_NAME'];

/** What a function's role is used for by others than its code: what it may do for them is never too much. */
export function configurationNeeds(fn: Resource, model: AppModel): readonly ConfigurationNeed[] {
  return [
    ...ALWAYS,
    ...PARTS.filter(({ path }) => isSet(fn, path)),
    ...environmentKey(fn),
    ...PROFILER.some(name => environmentVariable(fn, name).some(({ value }) => value.kind !== 'absent'))
      ? [{ actions: ['codeguru-profiler:ConfigureAgent', 'codeguru-profiler:PostAgentProfile'], why: 'the profiler sends what it measures' }]
      : [],
    ...extensionNeeds(fn),
    ...sendingNeeds(fn, model),
    ...eventSourceNeeds(fn, model),
  ];
}

function isSet(fn: Resource, path: readonly string[]): boolean {
  return items(functionProperty(fn, ...path)).some(({ value }) => value.kind !== 'absent');
}

/** Lambda decrypts the variables by the function's role. */
function environmentKey(fn: Resource): readonly ConfigurationNeed[] {
  return functionProperty(fn, 'KmsKeyArn').filter(({ value }) => value.kind !== 'absent')
    .map(({ value }) => ({ actions: ['kms:Decrypt'], ...value.kind === 'reference' ? { target: value.resource } : {}, why: 'Lambda decrypts the variables' }));
}
