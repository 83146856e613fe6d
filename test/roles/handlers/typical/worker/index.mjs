import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';

const db = new DynamoDBClient({});
const sqs = new SQSClient({});

export const handler = async event => {
  for (const { body } of event.Records) {
    const job = JSON.parse(body);
    await db.send(new UpdateItemCommand({
      TableName: process.env.JOBS,
      Key: { id: { S: job.id } },
      UpdateExpression: 'SET done = :done',
      ExpressionAttributeValues: { ':done': { BOOL: true } },
    }));
    await sqs.send(new SendMessageCommand({ QueueUrl: process.env.RESULTS, MessageBody: job.id }));
  }
};
