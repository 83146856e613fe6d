import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { Upload } from '@aws-sdk/lib-storage';
import { each } from './input.mjs';

const endpoint = process.env.SERVICE_URL;
const s3 = new S3Client({ endpoint, forcePathStyle: true });
const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint }));

export const handler = each(async input => {
  const object = { Bucket: 'shop', Key: `uploads/${input}.txt` };
  const put = await s3.send(new PutObjectCommand({ ...object, Body: Buffer.from(input.repeat(50)) }));
  const upload = await new Upload({ client: s3, params: { ...object, Body: Readable.from([Buffer.from(input), Buffer.alloc(70_000, 'x')]) } }).done();
  const got = await s3.send(new GetObjectCommand(object));
  const hash = createHash('sha256');
  await pipeline(got.Body, hash);
  const again = await (await s3.send(new GetObjectCommand(object))).Body.transformToString();
  await dynamo.send(new PutCommand({ TableName: 'orders', Item: { id: input, tags: new Set([input]), nested: { input } } }));
  const { Item } = await dynamo.send(new GetCommand({ TableName: 'orders', Key: { id: input } }));
  const { Count } = await dynamo.send(new QueryCommand({ TableName: 'orders', KeyConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': input } }));
  const missing = await s3.send(new GetObjectCommand({ Bucket: 'shop', Key: 'missing' })).catch(error => `${error.name}: ${error.message}`);
  return { put: put.ETag, upload: upload.ETag, hash: hash.digest('hex'), length: again.length, Item, Count, missing };
});
