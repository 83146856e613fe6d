import { SNSClient, PublishCommand, SubscribeCommand } from '@aws-sdk/client-sns';
const sns = new SNSClient({});
const send = (command: any) => sns.send(command);
export const handler = async (event: any) => {
  const input = { Message: 'hi', TopicArn: '' };
  input.TopicArn = process.env.NEWS_TOPIC!;
  await send(new PublishCommand(input));
  await send(new SubscribeCommand({ TopicArn: process.env.NEWS_TOPIC, Protocol: 'email', Endpoint: event.email }));
  await sns.send(new PublishCommand({ PhoneNumber: event.phone, Message: 'hi' }));
};
