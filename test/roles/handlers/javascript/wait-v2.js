const AWS = require('aws-sdk');
const region = process.env.AWS_REGION;
const dynamodb = new AWS.DynamoDB({ region });
exports.handler = async () => {
  const TableName = `${process.env.TABLE_PREFIX}-sessions`;
  await dynamodb.createTable({ TableName, AttributeDefinitions: [], KeySchema: [], BillingMode: 'PAY_PER_REQUEST' }).promise();
  await dynamodb.waitFor('tableExists', { TableName }).promise();
  await dynamodb.updateTimeToLive({ TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: 'ttl' } }).promise();
};
