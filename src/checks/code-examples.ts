import { functionRole } from './examples';

/** A handler that reads one item of the table that `TABLE` names. */
export const GET_ORDER = `const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');
const db = new DynamoDBClient({});
exports.handler = event => db.send(new GetItemCommand({ TableName: process.env.TABLE, Key: { id: { S: event.id } } }));`;

/** The table `Table`, and its ARN. */
export const ORDERS_TABLE = { Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] } } as const;
export const TABLE_ARN = { 'Fn::GetAtt': ['Table', 'Arn'] } as const;

/** The function `Orders` with code of its own, and its role `Role`. */
export function functionWithCode(code: string, document: object): object {
  const properties = { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: code }, Environment: { Variables: { TABLE: { Ref: 'Table' } } }, Role: { 'Fn::GetAtt': ['Role', 'Arn'] } };
  return { Orders: { Type: 'AWS::Lambda::Function', Properties: properties }, Role: functionRole(document) };
}
