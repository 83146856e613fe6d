import middy from '@middy/core';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
const base = async event => {
  const { Records: [first] } = event;
  return s3.send(new GetObjectCommand({ Bucket: first.s3.bucket.name, Key: first.s3.object.key, VersionId: first.s3.object.versionId }));
};
export const handler = middy(base).use(httpJsonBodyParser());
