import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
const client = new EventBridgeClient({});
const BUS = process.env.EVENT_BUS_NAME ?? 'default';
export const handler = async (event: { items: object[] }) => {
  const Entries: PutEventsRequestEntry[] = event.items.map(item => ({ EventBusName: BUS, Source: 'shop.orders', DetailType: 'Placed', Detail: JSON.stringify(item) }));
  await client.send(new PutEventsCommand({ Entries }));
};
