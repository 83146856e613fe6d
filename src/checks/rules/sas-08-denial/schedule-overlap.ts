import type { AppModel } from '../../../app-model/app-model';
import { functionProperty } from '../../../app-model/functions';
import { valuesAt } from '../../../app-model/pointers';
import { property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { functionNamed } from '../../../app-model/triggers';
import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';

const SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };

/** Where a schedule names what it starts. */
const TARGETS: Readonly<Record<string, readonly string[]>> = { 'AWS::Events::Rule': ['Targets', 'Arn'], 'AWS::Scheduler::Schedule': ['Target', 'Arn'] };

const app = (rate: string) => ({
  Orders: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', Timeout: 300 } },
  Often: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: rate, Targets: [{ Id: 'orders', Arn: { 'Fn::GetAtt': ['Orders', 'Arn'] } }] } },
});

export const scheduleOverlap: Rule = {
  id: 'SAS8-ScheduleOverlap',
  title: 'the schedule starts the function again while it may still run',
  weakness: 'SAS-8',
  severity: 'info',
  tier: 'strict',
  cwe: ['CWE-770'],
  why: 'When a run takes long, as with an input that somebody made so, the next ones come on top of it: they hold each other up and do the same work twice.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, timeout: Duration.minutes(5), reservedConcurrentExecutions: 1 }); // or a timeout below the interval',
  resourceTypes: Object.keys(TARGETS),
  example: {
    flagged: { Resources: app('rate(1 minute)') },
    findings: { Often: ['SAS8-ScheduleOverlap'] },
    fixed: { Resources: app('rate(1 hour)') },
  },
  check: (resource, model) => property(resource, 'ScheduleExpression').flatMap(({ value, when }) => {
    const interval = intervalOf(literalText(value) ?? '');
    const longest = targetsIn(resource, model).filter(fn => !runsAlone(fn)).map(timeoutOf).find(seconds => interval !== undefined && seconds > interval);
    return longest === undefined ? [] : [{ note: `every ${interval} seconds, and it may take ${longest}`, when, location: 'Properties/ScheduleExpression' }];
  }),
};

/** The seconds between two starts: of a rate, or of a cron expression that repeats every few minutes. */
function intervalOf(schedule: string): number | undefined {
  const [, count, unit] = /^rate\((\d{1,6}) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  if (unit !== undefined) return Number(count) * (SECONDS[unit] ?? NaN);
  const [, every, minutes] = /^cron\((\*|(?:\*|0)\/(\d{1,2})) /.exec(schedule) ?? [];
  return every === undefined ? undefined : 60 * Number(minutes ?? 1);
}

function targetsIn(resource: Resource, model: AppModel): readonly Resource[] {
  return valuesAt(property(resource), TARGETS[resource.type] ?? []).flatMap(({ value }) => functionNamed(value, model) ?? []);
}

function runsAlone(fn: Resource): boolean {
  return functionProperty(fn, 'ReservedConcurrentExecutions').some(({ value }) => value.kind === 'unknown' || literalText(value) === '1');
}

/** Three seconds are Lambda's default; a comparison with what is not known fails. */
function timeoutOf(fn: Resource): number {
  return Math.max(...functionProperty(fn, 'Timeout').map(({ value }) => value.kind === 'absent' ? 3 : Number(literalText(value) ?? NaN)));
}
