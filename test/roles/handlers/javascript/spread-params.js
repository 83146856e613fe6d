const { DynamoDBClient, QueryCommand, DeleteItemCommand } = require('@aws-sdk/client-dynamodb');
const client = new DynamoDBClient();
const base = { TableName: process.env.CART_TABLE, ReturnConsumedCapacity: 'TOTAL' };
exports.handler = async event => {
  const page = await client.send(new QueryCommand({ ...base, KeyConditionExpression: 'id = :i', ExpressionAttributeValues: { ':i': { S: event.id } } }));
  const remove = Object.assign({}, base, { Key: { id: { S: event.id } } });
  await client.send(new DeleteItemCommand(remove));
  return page;
};
