const { BatchWriteCommand, DynamoDBDocumentClient } = require('@aws-sdk/lib-dynamodb');
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { CloudWatchClient, PutMetricDataCommand } = require('@aws-sdk/client-cloudwatch');

const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const cloudwatch = new CloudWatchClient({});

exports.handler = async event => {
  const readings = event.Records.map(({ kinesis }) => JSON.parse(Buffer.from(kinesis.data, 'base64').toString()));
  await db.send(new BatchWriteCommand({ RequestItems: { [process.env.READINGS]: readings.map(Item => ({ PutRequest: { Item } })) } }));
  await cloudwatch.send(new PutMetricDataCommand({ Namespace: 'Plant', MetricData: [{ MetricName: 'Readings', Value: readings.length }] }));
};
