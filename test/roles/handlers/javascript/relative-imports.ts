import { put } from './lib/store';
import { settings } from './lib/settings.js';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
const logs = new CloudWatchLogsClient({});
export const handler = async (event: object) => {
  await put(settings.table, event);
  await logs.send(new FilterLogEventsCommand({ logGroupName: settings.logGroup }));
};
