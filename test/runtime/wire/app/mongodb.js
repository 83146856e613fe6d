const { MongoClient } = require('mongodb');

exports.open = async () => {
  const client = new MongoClient(`mongodb://127.0.0.1:${process.env.DB_PORT}/?directConnection=true`, { maxPoolSize: 2, serverSelectionTimeoutMS: 3000, ...(process.env.DB_COMPRESS ? { compressors: ['zlib'] } : {}) });
  const users = client.db('shop').collection('users');
  const find = filter => users.find(filter).toArray();
  return {
    vulnerable: name => find({ $where: `this.name == '${name}'` }),
    operator: name => find({ name, password: 'x' }),
    own: name => find({ name, age: { $gt: 3 } }),
    parameter: name => find({ name: String(name) }),
    aggregate: name => users.aggregate([{ $match: { $expr: { $function: { body: `function(n) { return n == '${name}' }`, args: ['$name'], lang: 'js' } } } }]).toArray(),
    stored: async name => (await users.insertOne({ _id: 1, name })).acknowledged,
    changed: async name => (await users.updateOne({ _id: 1 }, { $set: { name } })).modifiedCount,
    changedWhere: async name => (await users.updateOne({ name }, { $set: { seen: true } })).modifiedCount,
    wrong: () => client.db('shop').command({ nosuch: 1 }),
    mixed: name => [find({ name: 'a' }), find({ $where: `this.name == '${name}'` }), find({ name: 'b' }), find({ name: 'c' })],
    transaction: async name => client.withSession(session => session.withTransaction(async () => users.find({ $where: `this.name == '${name}'` }, { session }).toArray())),
  };
};
