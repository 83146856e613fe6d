const https = require('https');
const cache = new Map();
exports.handler = async event => {
  cache.delete(event.old);
  if (cache.has(event.id)) return cache.get(event.id);
  const client = { get: options => options };
  return client.get({ TableName: 'not aws' }) && https.globalAgent.maxSockets;
};
