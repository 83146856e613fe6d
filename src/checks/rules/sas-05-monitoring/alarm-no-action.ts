import { mayBePointedAt, pointers } from '../../../app-model/pointers';
import { PASS, type Rule } from '../../rule';
import { failing, isEmpty, isOff } from '../../settings';

const composites = pointers(['AWS::CloudWatch::CompositeAlarm', 'AlarmRule']);

const alarm = (properties: object) => ({ Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/Lambda', MetricName: 'Errors', ...properties } });

/** An alarm that a composite one looks at needs no action of its own. */
export const alarmNoAction: Rule = {
  id: 'SAS5-AlarmNoAction',
  title: 'the alarm tells nobody',
  weakness: 'SAS-5',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-778'],
  why: 'It changes its colour on a page that nobody has open.',
  fix: 'alarm.addAlarmAction(new actions.SnsAction(topic)); // or `alarmActions` of ServerlessGuard',
  resourceTypes: ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'],
  example: {
    flagged: { Resources: { Silent: alarm({}), Off: alarm({ AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:alarms'], ActionsEnabled: false }) } },
    findings: { Silent: ['SAS5-AlarmNoAction'], Off: ['SAS5-AlarmNoAction'] },
    fixed: { Resources: { Silent: alarm({ AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:alarms'] }) } },
  },
  check(resource, model) {
    if (mayBePointedAt(resource, model.index(composites))) return PASS;
    return [...failing(resource, ['ActionsEnabled'], isOff), ...failing(resource, ['AlarmActions'], isEmpty)].slice(0, 1);
  },
};
