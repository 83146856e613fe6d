const AWS = require('aws-sdk');
const docClient = new AWS.DynamoDB.DocumentClient();
exports.handler = async event => {
  const table = event.archived ? process.env.ARCHIVE_TABLE : process.env.LIVE_TABLE;
  return docClient.get({ TableName: table, Key: { id: event.id } }).promise();
};
