import { Readable } from 'node:stream';
import AWS from 'aws-sdk';
import { each } from './input.mjs';

const endpoint = process.env.SERVICE_URL;
const s3 = new AWS.S3({ endpoint, s3ForcePathStyle: true });
const dynamo = new AWS.DynamoDB.DocumentClient({ endpoint });

export const handler = each(async input => {
  const object = { Bucket: 'shop', Key: `uploads/${input}.txt` };
  const { ETag } = await s3.upload({ ...object, Body: Readable.from([Buffer.from(input)]) }).promise();
  const { Body } = await s3.getObject(object).promise();
  let streamed = 0;
  for await (const chunk of s3.getObject(object).createReadStream()) streamed += chunk.length;
  await dynamo.put({ TableName: 'orders', Item: { id: input } }).promise();
  const { Item } = await dynamo.get({ TableName: 'orders', Key: { id: input } }).promise();
  return { ETag, length: Body.length, streamed, Item };
});
