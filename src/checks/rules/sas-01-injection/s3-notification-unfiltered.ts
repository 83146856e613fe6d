import { NOTIFICATION_TYPES, notificationsIn } from '../../../app-model/bucket-notifications';
import { functionOf } from '../../../app-model/triggers';
import type { Rule } from '../../rule';

const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:orders';
const bucket = (configuration: object) => ({
  Type: 'AWS::S3::Bucket', Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: FUNCTION, ...configuration }] } },
});

export const s3NotificationUnfiltered: Rule = {
  id: 'SAS1-S3NotificationUnfiltered',
  title: 'the bucket hands the function every object, wherever and whatever it is',
  weakness: 'SAS-1',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-20'],
  why: 'Whoever may write anything to the bucket invokes the function with it: a file of another kind, or one that was meant for somebody else.',
  fix: 'bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.LambdaDestination(fn), { prefix: \'orders/\', suffix: \'.json\' });',
  resourceTypes: NOTIFICATION_TYPES,
  example: {
    flagged: { Resources: { Uploads: bucket({}) } },
    findings: { Uploads: ['SAS1-S3NotificationUnfiltered'] },
    fixed: { Resources: { Uploads: bucket({ Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'orders/' }] } } }) } },
  },
  check: (resource, model) => notificationsIn(resource).filter(({ filter }) => filter.length === 0).map(configuration => {
    const fn = functionOf(configuration.function, model);
    return { detail: fn?.logicalId, note: fn === undefined ? undefined : `it starts ${fn.logicalId}`, location: 'Properties/NotificationConfiguration' };
  }),
};
