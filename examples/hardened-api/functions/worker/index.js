const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');

const table = new DynamoDBClient({});

exports.handler = async event => {
  const outcomes = await Promise.allSettled(event.Records.map(store));
  const failed = event.Records.filter((_, index) => outcomes[index].status === 'rejected');
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};

function store({ body }) {
  return table.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { order: { S: JSON.parse(body).order } } }));
}
