import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });
const { ORDERS_TABLE, CUSTOMER_INDEX = 'byCustomer' } = process.env;

export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> => {
  const id = event.pathParameters?.id;
  if (event.requestContext.http.method === 'PUT') {
    await documents.send(new PutCommand({ TableName: ORDERS_TABLE, Item: { ...JSON.parse(event.body ?? '{}'), id } }));
    return { statusCode: 204 };
  }
  if (id === undefined) {
    const { Items } = await documents.send(new QueryCommand({
      TableName: ORDERS_TABLE, IndexName: CUSTOMER_INDEX, KeyConditionExpression: 'customer = :c', ExpressionAttributeValues: { ':c': event.queryStringParameters?.customer },
    }));
    return { statusCode: 200, body: JSON.stringify(Items) };
  }
  const { Item } = await documents.send(new GetCommand({ TableName: ORDERS_TABLE, Key: { id } }));
  return Item ? { statusCode: 200, body: JSON.stringify(Item) } : { statusCode: 404 };
};
