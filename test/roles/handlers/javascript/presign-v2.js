const S3 = require('aws-sdk/clients/s3');
const s3 = new S3({ signatureVersion: 'v4', params: { Bucket: process.env.MEDIA_BUCKET } });
exports.handler = async event => {
  const upload = await s3.getSignedUrlPromise('putObject', { Bucket: process.env.MEDIA_BUCKET, Key: event.name, Expires: 60 });
  const download = s3.getSignedUrl('getObject', { Bucket: process.env.MEDIA_BUCKET, Key: event.name });
  await s3.deleteObject({ Key: `${event.name}.tmp` }).promise();
  return { upload, download };
};
