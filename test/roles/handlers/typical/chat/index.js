const { ApiGatewayManagementApiClient, PostToConnectionCommand } = require('@aws-sdk/client-apigatewaymanagementapi');
const { DynamoDBDocumentClient, PutCommand, ScanCommand } = require('@aws-sdk/lib-dynamodb');
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');

const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.CONNECTIONS;

exports.handler = async event => {
  const { domainName, stage, connectionId, routeKey } = event.requestContext;
  if (routeKey === '$connect') {
    await db.send(new PutCommand({ TableName, Item: { connectionId } }));
    return { statusCode: 200 };
  }
  const api = new ApiGatewayManagementApiClient({ endpoint: `https://${domainName}/${stage}` });
  const { Items = [] } = await db.send(new ScanCommand({ TableName }));
  await Promise.all(Items.map(item => api.send(new PostToConnectionCommand({ ConnectionId: item.connectionId, Data: event.body }))));
  return { statusCode: 200 };
};
