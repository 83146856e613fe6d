const mysql = require('mysql2/promise');

const config = {
  host: '127.0.0.1', port: Number(process.env.DB_PORT), user: 'guard', password: 'guard', database: 'shop', multipleStatements: true,
  ...(process.env.DB_TLS ? { ssl: { rejectUnauthorized: false } } : {}), ...(process.env.DB_COMPRESS ? { compress: true } : {}),
};

exports.open = async () => {
  const client = await mysql.createConnection(config);
  const pool = mysql.createPool({ ...config, connectionLimit: 1 });
  const rows = async promise => (await promise)[0];
  const byName = name => `SELECT id, name FROM products WHERE name = '${name}' ORDER BY id`;
  return {
    vulnerable: name => rows(client.query(byName(name))),
    prepared: name => rows(client.execute(`SELECT id FROM products WHERE name = '${name}' AND id > ? ORDER BY id`, [0])),
    parameter: name => rows(client.query('SELECT ? AS echo', [name])),
    parameterPrepared: name => rows(client.execute('SELECT ? AS echo', [name])),
    wrong: () => rows(client.query('SELEC 1')),
    pooled: name => rows(pool.query(byName(name))),
    mixed: name => [rows(client.query('SELECT 1 AS one')), rows(client.query(byName(name))), rows(client.query('SELECT 2 AS two')), rows(pool.query('SELECT 3 AS three'))],
    long: name => rows(client.query(`SELECT '${'x'.repeat(300_000)}' IS NULL AS no, id FROM products WHERE name = '${name}'`)),
    transaction: async name => {
      await client.beginTransaction();
      try {
        const found = await rows(client.query(byName(name)));
        await client.commit();
        return found;
      } catch (error) {
        await client.rollback();
        throw error;
      }
    },
  };
};
