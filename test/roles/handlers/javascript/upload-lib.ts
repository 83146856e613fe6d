import { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { createReadStream } from 'node:fs';
export const handler = async () => {
  const upload = new Upload({ client: new S3Client({}), params: { Bucket: process.env.REPORTS_BUCKET, Key: 'latest.csv', Body: createReadStream('/tmp/report.csv') } });
  await upload.done();
};
