const { DynamoDB } = require('aws-sdk');
const dynamo = new DynamoDB.DocumentClient();
const TableName = process.env.USERS || 'users';

module.exports.create = async event => {
  const params = { TableName, Item: JSON.parse(event.body) };
  await dynamo.put(params).promise();
  return { statusCode: 201 };
};
module.exports.remove = async event => {
  await dynamo.delete({ TableName, Key: { id: event.pathParameters.id } }).promise();
};
module.exports.all = async () => (await dynamo.scan({ TableName }).promise()).Items;
