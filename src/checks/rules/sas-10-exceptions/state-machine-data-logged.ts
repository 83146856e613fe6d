import { valuesAt } from '../../../app-model/pointers';
import { at, property } from '../../../app-model/property';
import { STATE_MACHINE_TYPES } from '../../../app-model/state-machines';
import type { Resource } from '../../../app-model/template';
import type { Value } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { isAbsent, isOn } from '../../settings';

const app = (group: object) => ({
  Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 365, ...group } },
  Flow: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: true, Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: { 'Fn::GetAtt': ['Logs', 'Arn'] } } }] } },
  },
});

export const stateMachineDataLogged: Rule = {
  id: 'SAS10-StateMachineDataLogged',
  title: 'the state machine logs its data where everybody who reads logs reads it',
  weakness: 'SAS-10',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-532'],
  why: 'Input and output of every step stand in a log group without a key of its own: orders, addresses, tokens.',
  fix: 'new sfn.StateMachine(this, \'Orders\', { definitionBody, logs: { destination: logGroup, level: sfn.LogLevel.ALL, includeExecutionData: false } });',
  resourceTypes: STATE_MACHINE_TYPES,
  example: {
    flagged: { Resources: app({}) },
    findings: { Flow: ['SAS10-StateMachineDataLogged'] },
    also: { Logs: ['SAS5-LogUnencrypted'] },
    fixed: { Resources: app({ KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/orders' }) },
  },
  check(resource) {
    const logging = property(resource, resource.type === 'AWS::Serverless::StateMachine' ? 'Logging' : 'LoggingConfiguration');
    if (!at(logging, 'IncludeExecutionData').some(isOn)) return PASS;
    const groups = valuesAt(logging, ['Destinations', 'CloudWatchLogsLogGroup', 'LogGroupArn']);
    const open = groups.some(({ value }) => referenced(value).some(group => property(group, 'KmsKeyId').some(isAbsent)));
    return open ? [{}] : PASS;
  },
};

function referenced(value: Value): readonly Resource[] {
  const resources = value.kind === 'reference' ? [value.resource] : value.kind === 'text' ? value.parts.flatMap(part => part.kind === 'reference' ? [part.resource] : []) : [];
  return resources.filter(({ type }) => type === 'AWS::Logs::LogGroup');
}
