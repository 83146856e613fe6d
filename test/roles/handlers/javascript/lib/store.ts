import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
const client = new DynamoDBClient({});
export async function put(table: string, item: object): Promise<void> {
  await client.send(new PutItemCommand({ TableName: table, Item: marshall(item) }));
}
