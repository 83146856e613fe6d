const { DynamoDBClient, GetItemCommand, UpdateItemCommand } = require('@aws-sdk/client-dynamodb');
const { marshall } = require('@aws-sdk/util-dynamodb');
let client;
const getClient = () => {
  if (!client) client = new DynamoDBClient({ region: process.env.AWS_REGION });
  return client;
};
const read = (table, key) => getClient().send(new GetItemCommand({ TableName: table, Key: marshall(key) }));
function touch(table, key) {
  return getClient().send(new UpdateItemCommand({ TableName: table, Key: marshall(key) }));
}
exports.handler = async ({ id }) => {
  await read(process.env.PROFILE_TABLE, { id });
  await touch(process.env.VISIT_TABLE, { id });
};
