import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { paginateListObjectsV2, S3Client, waitUntilObjectExists } from '@aws-sdk/client-s3';
import { paginateQuery, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

const s3 = new S3Client({});
const client = new DynamoDBClient({});
export const handler = async () => {
  for await (const page of paginateScan({ client }, { TableName: process.env.EVENTS_TABLE })) console.log(page.Count);
  for await (const page of paginateQuery({ client: DynamoDBDocumentClient.from(client) }, { TableName: process.env.EVENTS_TABLE, KeyConditionExpression: 'pk = :p' })) console.log(page.Count);
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: 'static-assets-eu' })) console.log(page.KeyCount);
  await waitUntilObjectExists({ client: s3, maxWaitTime: 20 }, { Bucket: 'static-assets-eu', Key: 'ready' });
};
