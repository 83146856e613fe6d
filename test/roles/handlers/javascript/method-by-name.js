const AWS = require('aws-sdk');

const documents = new AWS.DynamoDB.DocumentClient();
const run = (action, parameters) => documents[action](parameters).promise();

exports.handler = async event => {
  await run('put', { TableName: process.env.NOTES_TABLE, Item: JSON.parse(event.body) });
  return run('query', { TableName: process.env.NOTES_TABLE, KeyConditionExpression: 'userId = :user' });
};
