const AWS = require('aws-sdk');
const db = new AWS.DynamoDB.DocumentClient();
exports.handler = async event => {
  const requests = event.Records.map(r => ({ PutRequest: { Item: JSON.parse(r.body) } }));
  await db.batchWrite({ RequestItems: { [process.env.LEDGER]: requests } }).promise();
  await db.batchGet({ RequestItems: { accounts: { Keys: [{ id: 1 }] } } }).promise();
  await db.transactWrite({
    TransactItems: [
      { Put: { TableName: process.env.LEDGER, Item: { id: 1 } } },
      { Update: { TableName: 'accounts', Key: { id: 1 }, UpdateExpression: 'SET a = :a' } },
    ],
  }).promise();
};
