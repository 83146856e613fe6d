const { S3Client, GetObjectCommand, PutObjectCommand } = require('@aws-sdk/client-s3');
const { getSignedUrl } = require('@aws-sdk/s3-request-presigner');
const { createPresignedPost } = require('@aws-sdk/s3-presigned-post');
const s3 = new S3Client({});
const Bucket = process.env.UPLOAD_BUCKET;
module.exports.handler = async ({ key, action }) => {
  if (action === 'post') return createPresignedPost(s3, { Bucket, Key: key, Expires: 600 });
  const command = action === 'get' ? new GetObjectCommand({ Bucket, Key: key }) : new PutObjectCommand({ Bucket, Key: key });
  return getSignedUrl(s3, command, { expiresIn: 3600 });
};
