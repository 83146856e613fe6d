import { DynamoDBClient, ExecuteStatementCommand } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
export const handler = async ({ id }) => {
  await client.send(new ExecuteStatementCommand({ Statement: `SELECT * FROM "${process.env.CATALOG}" WHERE id = ?`, Parameters: [{ S: id }] }));
  await client.send(new ExecuteStatementCommand({ Statement: 'DELETE FROM "drafts" WHERE id = ?', Parameters: [{ S: id }] }));
};
