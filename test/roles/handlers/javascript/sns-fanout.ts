import { S3Client, HeadBucketCommand, ListBucketsCommand, GetObjectTaggingCommand } from '@aws-sdk/client-s3';
import type { SNSEvent } from 'aws-lambda';
const s3 = new S3Client({});
export const handler = async (event: SNSEvent) => {
  for (const { Sns } of event.Records) {
    const message = JSON.parse(Sns.Message);
    const bucket = message.Records[0].s3.bucket.name;
    await s3.send(new HeadBucketCommand({ Bucket: bucket }));
    await s3.send(new GetObjectTaggingCommand({ Bucket: bucket, Key: message.Records[0].s3.object.key }));
  }
  return (await s3.send(new ListBucketsCommand({}))).Buckets;
};
