const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');

const queue = new SQSClient({});

exports.handler = async event => {
  await queue.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: event.body }));
  return { statusCode: 202 };
};
