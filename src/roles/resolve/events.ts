import type { AppModel } from '../../app-model/app-model';
import { bucketNotifications } from '../../app-model/bucket-notifications';
import { eventSources } from '../../app-model/event-sources';
import type { Resource } from '../../app-model/template';

/** The resources of the app that something of the event names, by the triggers that the app declares for the function. */
export function resourcesOfEvent(path: string, fn: Resource, model: AppModel): readonly Resource[] {
  if (/(^|\.)s3\.bucket\.(name|arn)$/.test(path)) return unique(model.index(bucketNotifications).filter(notification => notification.function === fn).map(({ bucket }) => bucket));
  if (/^Records\[\]\.eventSourceARN$/i.test(path)) {
    return unique([...model.index(eventSources).values()].flatMap(mapping => mapping.function === fn && mapping.source !== undefined ? [mapping.source] : []));
  }
  return [];
}

function unique(resources: readonly Resource[]): readonly Resource[] {
  return [...new Set(resources)];
}
