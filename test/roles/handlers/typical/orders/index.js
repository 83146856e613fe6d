const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, DeleteCommand, GetCommand, PutCommand, QueryCommand } = require('@aws-sdk/lib-dynamodb');

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.ORDERS_TABLE;

const routes = {
  GET: id => client.send(new GetCommand({ TableName, Key: { id } })),
  DELETE: id => client.send(new DeleteCommand({ TableName, Key: { id } })),
  PUT: (id, body) => client.send(new PutCommand({ TableName, Item: { ...body, id } })),
};

exports.handler = async ({ httpMethod, pathParameters, queryStringParameters, body }) => {
  if (queryStringParameters?.customer) {
    const { Items } = await client.send(new QueryCommand({
      TableName,
      IndexName: 'byCustomer',
      KeyConditionExpression: 'customer = :customer',
      ExpressionAttributeValues: { ':customer': queryStringParameters.customer },
    }));
    return { statusCode: 200, body: JSON.stringify(Items) };
  }
  const { Item } = await routes[httpMethod](pathParameters.id, JSON.parse(body ?? '{}'));
  return { statusCode: 200, body: JSON.stringify(Item ?? {}) };
};
