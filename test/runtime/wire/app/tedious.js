const { Connection, Request, TYPES } = require('tedious');

exports.open = async () => {
  const client = new Connection({
    server: '127.0.0.1',
    authentication: { type: 'default', options: { userName: 'guard', password: 'guard' } },
    options: { port: Number(process.env.DB_PORT), encrypt: process.env.DB_ENCRYPT === 'strict' ? 'strict' : process.env.DB_ENCRYPT === 'true', trustServerCertificate: true, database: 'shop' },
  });
  await new Promise((done, fail) => client.connect(error => (error ? fail(error) : done())));
  let last = Promise.resolve();
  /* The driver takes one request at a time. */
  const queued = run => {
    const next = last.then(run);
    last = next.catch(() => undefined);
    return next;
  };
  const run = (method, sql, parameters = []) => queued(() => new Promise((done, fail) => {
    const rows = [];
    const request = new Request(sql, error => (error ? fail(error) : done(rows)));
    for (const [name, value] of parameters) request.addParameter(name, TYPES.NVarChar, value);
    request.on('row', columns => rows.push(columns.map(({ value }) => value)));
    if (method === 'prepare') request.on('error', fail).on('prepared', () => client.execute(request, {}));
    client[method](request);
  }));
  const byName = name => `SELECT id, name FROM products WHERE name = '${name}' ORDER BY id`;
  return {
    vulnerable: name => run('execSqlBatch', byName(name)),
    prepared: name => run('execSql', `${byName(name)} -- @min`, [['min', '0']]),
    preparedTwice: name => run('prepare', byName(name)),
    parameter: name => run('execSql', 'SELECT @name', [['name', name]]),
    wrong: () => run('execSqlBatch', 'SELEC 1'),
    long: name => run('execSqlBatch', `SELECT '${'x'.repeat(100_000)}' AS x FROM products WHERE name = '${name}'`),
    longPrepared: name => run('execSql', `SELECT '${'x'.repeat(100_000)}' AS x FROM products WHERE name = '${name}'`),
    mixed: name => [run('execSqlBatch', 'SELECT 1'), run('execSqlBatch', byName(name)), run('execSqlBatch', 'SELECT 2')],
  };
};
