const { S3Client, PutObjectCommand, DeleteObjectCommand } = require('@aws-sdk/client-s3');

const COMMANDS = { store: PutObjectCommand, drop: DeleteObjectCommand };
let client;

exports.handler = async event => {
  client ??= new S3Client({});
  const input = { Bucket: process.env.DOCUMENTS_BUCKET, Key: event.key };
  await client.send(new COMMANDS[event.action](input));
};
