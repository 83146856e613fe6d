const mariadb = require('mariadb');

const config = {
  host: '127.0.0.1', port: Number(process.env.DB_PORT), user: 'guard', password: 'guard', database: 'shop', bigIntAsNumber: true,
  ...(process.env.DB_TLS ? { ssl: { rejectUnauthorized: false } } : {}),
};

exports.open = async () => {
  const client = await mariadb.createConnection(config);
  const pool = mariadb.createPool({ ...config, connectionLimit: 1 });
  const byName = name => `SELECT id, name FROM products WHERE name = '${name}' ORDER BY id`;
  return {
    vulnerable: name => client.query(byName(name)),
    prepared: name => client.execute(`SELECT id FROM products WHERE name = '${name}' AND id > ? ORDER BY id`, [0]),
    parameter: name => client.query('SELECT ? AS echo', [name]),
    parameterPrepared: name => client.execute('SELECT ? AS echo', [name]),
    wrong: () => client.query('SELEC 1').catch(error => Promise.reject(new Error(String(error.sqlMessage)))),
    pooled: name => pool.query(byName(name)),
    mixed: name => [client.query('SELECT 1 AS one'), client.query(byName(name)), client.query('SELECT 2 AS two'), pool.query('SELECT 3 AS three')],
    long: name => client.query(`SELECT '${'x'.repeat(300_000)}' IS NULL AS no, id FROM products WHERE name = '${name}'`),
  };
};
