import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
export const handler = async (event: any) => {
  const api = new ApiGatewayManagementApiClient({ endpoint: `https://${event.requestContext.domainName}/${event.requestContext.stage}` });
  const { Items = [] } = await db.send(new ScanCommand({ TableName: process.env.CONNECTIONS_TABLE }));
  for (const { connectionId } of Items) {
    try {
      await api.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: event.body }));
    } catch {
      await db.send(new DeleteCommand({ TableName: process.env.CONNECTIONS_TABLE, Key: { connectionId } }));
    }
  }
};
