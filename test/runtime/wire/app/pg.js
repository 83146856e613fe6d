const { Client, Pool } = require('pg');
const Cursor = require('pg-cursor');

const byName = name => `SELECT id, name FROM products WHERE name = '${name}' ORDER BY id`;
const config = { host: '127.0.0.1', port: Number(process.env.DB_PORT), user: 'guard', database: 'postgres', ...(process.env.DB_TLS ? { ssl: { rejectUnauthorized: false } } : {}) };

exports.open = async () => {
  const client = new Client(config);
  await client.connect();
  const pool = new Pool({ ...config, max: 1 });
  const rows = async promise => (await promise).rows;
  return {
    vulnerable: name => rows(client.query(byName(name))),
    prepared: name => rows(client.query(`SELECT id FROM products WHERE name = '${name}' AND id > $1 ORDER BY id`, [0])),
    named: name => rows(client.query({ name: `by-${name}`, text: `SELECT id FROM products WHERE name = '${name}' AND id > $1`, values: [0] })),
    parameter: name => rows(client.query('SELECT $1::text AS echo', [name])),
    wrong: () => rows(client.query('SELEC 1')),
    pooled: name => rows(pool.query(byName(name))),
    mixed: name => [rows(client.query('SELECT 1 AS one')), rows(client.query(byName(name))), rows(client.query('SELECT 2 AS two')), rows(pool.query('SELECT 3 AS three'))],
    long: name => rows(client.query(`SELECT '${'x'.repeat(300_000)}' IS NULL AS no, id FROM products WHERE name = '${name}'`)),
    several: async name => (await client.query(`SELECT 1 AS one; ${byName(name)}`)).map(result => result.rows),
    cursor: async name => {
      const cursor = client.query(new Cursor(byName(name)));
      const found = await cursor.read(10);
      await cursor.close();
      return found;
    },
    transaction: async name => {
      await client.query('BEGIN');
      try {
        const found = await rows(client.query(byName(name)));
        await client.query('COMMIT');
        return found;
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      }
    },
  };
};
