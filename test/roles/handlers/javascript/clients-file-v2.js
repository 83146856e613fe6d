const SNS = require('aws-sdk/clients/sns');
const DynamoDB = require('aws-sdk/clients/dynamodb');
const sns = new SNS({ apiVersion: '2010-03-31' });
const doc = new DynamoDB.DocumentClient({ convertEmptyValues: true });

exports.notify = async ({ Records }) => {
  for (const { dynamodb } of Records) {
    const user = DynamoDB.Converter.unmarshall(dynamodb.NewImage);
    await sns.publish({ TopicArn: process.env['ALERT_TOPIC'], Message: JSON.stringify(user) }).promise();
    await doc.update({ TableName: 'notified', Key: { id: user.id }, UpdateExpression: 'SET at = :t', ExpressionAttributeValues: { ':t': Date.now() } }).promise();
  }
};
