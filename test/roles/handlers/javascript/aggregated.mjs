import { S3 } from '@aws-sdk/client-s3';
import { SNS } from '@aws-sdk/client-sns';
const s3 = new S3({});
const sns = new SNS({});
export const handler = async event => {
  const head = await s3.headObject({ Bucket: process.env.UPLOADS, Key: event.key });
  const list = await s3.listObjectsV2({ Bucket: process.env.UPLOADS, Prefix: 'in/' });
  await s3.copyObject({ Bucket: process.env.ARCHIVE, CopySource: `${process.env.UPLOADS}/${event.key}`, Key: event.key });
  await sns.publish({ TopicArn: process.env.TOPIC_ARN, Message: `${head.ContentLength} of ${list.KeyCount}` });
};
