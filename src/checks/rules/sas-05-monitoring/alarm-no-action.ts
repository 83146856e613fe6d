import type { AppModel } from '../../../app-model/app-model';
import { isMadeByGuard } from '../../../app-model/guard';
import { mayBePointedAt, pointers } from '../../../app-model/pointers';
import { type Resource, type Template, TEMPLATE_TYPE } from '../../../app-model/template';
import { PASS, type Rule, Finding } from '../../rule';
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
  resourceTypes: ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm', TEMPLATE_TYPE],
  example: {
    flagged: { Resources: { Silent: alarm({}), Off: alarm({ AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:alarms'], ActionsEnabled: false }) } },
    findings: { Silent: ['SAS5-AlarmNoAction'], Off: ['SAS5-AlarmNoAction'] },
    fixed: { Resources: { Silent: alarm({ AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:alarms'] }) } },
  },
  check(resource, model) {
    if (resource.type !== TEMPLATE_TYPE) return isMadeByGuard(resource) ? PASS : judgeAlarm(resource, model);
    const silent = model.index(silentGuardAlarms).get(resource.template) ?? 0;
    return silent === 0 ? PASS : [{ detail: 'ServerlessGuard', note: `${silent} alarms of the guard: it was given no alarmActions` }];
  },
};

function judgeAlarm(alarmResource: Resource, model: AppModel): readonly Finding[] {
  if (mayBePointedAt(alarmResource, model.index(composites))) return PASS;
  return [...failing(alarmResource, ['ActionsEnabled'], isOff), ...failing(alarmResource, ['AlarmActions'], isEmpty)].slice(0, 1);
}

/** One option decides for all alarms of the guard: one cause, one finding for each stack. */
function silentGuardAlarms(model: AppModel): ReadonlyMap<Template, number> {
  const counts = new Map<Template, number>();
  for (const made of model.resourcesOf('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm').filter(isMadeByGuard)) {
    if (judgeAlarm(made, model).length > 0) counts.set(made.template, (counts.get(made.template) ?? 0) + 1);
  }
  return counts;
}
