'use strict';
const AWS = require('aws-sdk');
const sharp = require('sharp');
const s3 = new AWS.S3();

exports.handler = (event, context, callback) => {
  const srcBucket = event.Records[0].s3.bucket.name;
  const srcKey = decodeURIComponent(event.Records[0].s3.object.key.replace(/\+/g, ' '));
  s3.getObject({ Bucket: srcBucket, Key: srcKey }, (err, data) => {
    if (err) return callback(err);
    sharp(data.Body).resize(200).toBuffer().then(buffer => {
      s3.putObject({ Bucket: process.env.THUMBNAILS, Key: `small-${srcKey}`, Body: buffer, ContentType: 'image/jpeg' }, callback);
    });
  });
};
