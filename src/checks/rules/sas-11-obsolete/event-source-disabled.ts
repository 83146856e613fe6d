import { PASS, type Rule } from '../../rule';
import { failing, type Fails, isOff, isOneOf } from '../../settings';

/** What starts functions, and how it says that it does not. */
const SWITCHES: Readonly<Record<string, readonly [property: string, fails: Fails]>> = {
  'AWS::Lambda::EventSourceMapping': ['Enabled', isOff],
  'AWS::Events::Rule': ['State', isOneOf('DISABLED')],
  'AWS::Scheduler::Schedule': ['State', isOneOf('DISABLED')],
  'AWS::Pipes::Pipe': ['DesiredState', isOneOf('STOPPED')],
};

const rule = (state: string) => ({ Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 hour)', State: state } });

export const eventSourceDisabled: Rule = {
  id: 'SAS11-EventSourceDisabled',
  title: 'what starts the function is switched off',
  weakness: 'SAS-11',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-1164'],
  why: 'A trigger that is only switched off can be switched on by one call, and runs code that nobody has patched since.',
  fix: 'new events.Rule(this, \'Hourly\', { schedule: events.Schedule.rate(Duration.hours(1)), enabled: true }); // or delete it',
  resourceTypes: Object.keys(SWITCHES),
  example: {
    flagged: { Resources: { Hourly: rule('DISABLED') } },
    findings: { Hourly: ['SAS11-EventSourceDisabled'] },
    fixed: { Resources: { Hourly: rule('ENABLED') } },
  },
  check(resource) {
    const [name, fails] = SWITCHES[resource.type] ?? [];
    return name === undefined || fails === undefined ? PASS : failing(resource, [name], fails);
  },
};
