const AWS = require('aws-sdk');

const sns = new AWS.SNS();

exports.handler = async event => {
  await Promise.all(event.topics.map(message => sns.publish({ TopicArn: process.env.NEWS, Message: message }).promise()));
};
