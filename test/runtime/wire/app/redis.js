const { createClient } = require('redis');

exports.open = async () => {
  const client = createClient({ socket: { host: '127.0.0.1', port: Number(process.env.DB_PORT), ...(process.env.DB_TLS ? { tls: true, rejectUnauthorized: false } : {}) } });
  client.on('error', () => undefined);
  await client.connect();
  const script = name => `return redis.call('GET', 'product:' .. '${name}')`;
  return {
    vulnerable: name => client.eval(script(name)),
    parameter: name => client.eval('return ARGV[1]', { arguments: [name] }),
    stored: async name => [await client.set('stored', name), await client.get('stored')],
    wrong: () => client.sendCommand(['NOSUCHCOMMAND', 'x']),
    command: (name, first) => client.sendCommand([name, ...(first === undefined ? [] : [first])]),
    mixed: name => [client.set('a', '1'), client.eval(script(name)), client.get('a'), client.ping()],
    transaction: name => client.multi().set('c', '3').eval(script(name)).get('c').exec(),
    large: name => client.set('large', Buffer.from(`${name}${'x'.repeat(2_000_000)}`)),
    keys: async () => (await client.keys('*')).sort(),
  };
};
