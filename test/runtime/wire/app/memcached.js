const net = require('node:net');
const Memcached = require('memcached');

exports.open = async () => {
  const port = Number(process.env.DB_PORT);
  const client = new Memcached(`127.0.0.1:${port}`, { retries: 0, timeout: 2000, failures: 100 });
  /* The library has no words of its own for an answer of ERROR. */
  const call = (name, ...args) => new Promise((done, fail) => client[name](...args, (error, value) => (error ? fail(new Error(error.message || 'ERROR')) : done(value))));
  await call('set', 'widget', '7', 60);
  const lines = raw(port);
  return {
    /* The library looks at keys, but not at the version of a value. */
    vulnerable: version => call('cas', 'widget', '7', version, 60),
    inline: key => lines(`get ${key}\r\n`),
    parameter: key => call('get', key),
    stored: async value => [await call('set', 'stored', value, 60), await call('get', 'stored')],
    counted: value => lines(`set counted 0 60 ${value.length}\r\n${value}\r\n`),
    several: key => lines(`get ${key}\r\nget widget\r\n`),
    large: async value => [await call('set', 'large', `${value}${'x'.repeat(900_000)}`, 60), (await call('get', 'large')).length],
    wrong: () => call('incr', 'stored-nowhere', 1),
    mixed: version => [call('get', 'widget'), lines(`get ${version}\r\n`), call('get', 'widget')],
  };
};

/** A client of its own making. */
function raw(port) {
  return line => new Promise((done, fail) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('version\r\n'));
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
