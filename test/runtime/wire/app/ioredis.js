const { Redis } = require('ioredis');

exports.open = async () => {
  const client = new Redis({ host: '127.0.0.1', port: Number(process.env.DB_PORT), ...(process.env.DB_TLS ? { tls: { rejectUnauthorized: false } } : {}) });
  const lines = raw(Number(process.env.DB_PORT));
  const script = name => `return redis.call('GET', 'product:' .. '${name}')`;
  return {
    vulnerable: name => client.eval(script(name), 0),
    parameter: name => client.eval("return ARGV[1]", 0, name),
    stored: async name => [await client.set('stored', name), await client.get('stored')],
    wrong: () => client.call('NOSUCHCOMMAND', 'x'),
    command: (name, first) => client.call(name, ...(first === undefined ? [] : [first])),
    mixed: name => [client.set('a', '1'), client.eval(script(name), 0), client.get('a'), client.ping()],
    pipeline: name => client.pipeline().set('b', '2').eval(script(name), 0).get('b').exec().then(all => all.map(([error, value]) => error?.message ?? value)),
    transaction: name => client.multi().set('c', '3').eval(script(name), 0).get('c').exec().then(all => all.map(([error, value]) => error?.message ?? value)),
    large: name => client.set('large', `${name}${'x'.repeat(2_000_000)}`),
    inline: name => lines(`GET ${name}\r\n`),
    keys: async () => (await client.keys('*')).sort(),
  };
};

/** A client of its own making: one command a line, one line of answer. */
function raw(port) {
  const net = require('node:net');
  return line => new Promise((done, fail) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    let answers = '';
    socket.once('data', () => {
      socket.on('data', data => {
        answers += data;
        setTimeout(() => socket.end(), 50);
      });
      socket.write(line);
    });
    socket.on('close', () => done(answers));
    socket.on('error', fail);
  });
}
