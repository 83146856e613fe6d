import { partsOf, type ArnText } from './arn';
import { property } from '../../app-model/property';
import type { Resource } from '../../app-model/template';
import { serviceNamed } from '../operations/table';

/** Services that assume the roles they are given under another name than that of their API. */
const PRINCIPALS: Readonly<Record<string, string>> = {
  'ecs': 'ecs-tasks.amazonaws.com',
  'stepfunctions': 'states.amazonaws.com',
  'events': 'events.amazonaws.com',
  'bedrock-agent': 'bedrock.amazonaws.com',
  'emr': 'elasticmapreduce.amazonaws.com',
  'opensearch': 'es.amazonaws.com',
  'ses': 'ses.amazonaws.com',
  'stepfunctions-sync': 'states.amazonaws.com',
  'transcribe': 'transcribe.amazonaws.com',
};

/** The service principal that a role is passed to, which `iam:PassedToService` holds. */
export function passedTo(service: string): string {
  return PRINCIPALS[service] ?? `${serviceNamed(service)?.prefix ?? service}.amazonaws.com`;
}

/** The roles in a task definition, which whoever runs it passes on without naming them. */
export function rolesOfTask(action: string, resource: Resource): readonly ArnText[] {
  if (!/^ecs:(RunTask|StartTask)$/.test(action) || resource.type !== 'AWS::ECS::TaskDefinition') return [];
  return ['TaskRoleArn', 'ExecutionRoleArn'].flatMap(name => property(resource, name)).flatMap(({ value }) => {
    const parts = value.kind === 'absent' ? undefined : partsOf(value);
    return parts === undefined ? [] : [parts];
  });
}
