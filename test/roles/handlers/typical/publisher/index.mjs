import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

const events = new EventBridgeClient({});

export const handler = async ({ detail }) => {
  await events.send(new PutEventsCommand({
    Entries: [{ EventBusName: process.env.BUS, Source: 'shop', DetailType: 'OrderPlaced', Detail: JSON.stringify(detail) }],
  }));
};
