const postgres = require('postgres');

exports.open = async () => {
  const sql = postgres({ host: '127.0.0.1', port: Number(process.env.DB_PORT), user: 'guard', database: 'postgres', max: 1, ssl: process.env.DB_TLS ? { rejectUnauthorized: false } : false, onnotice: () => undefined });
  const byName = name => `SELECT id, name FROM products WHERE name = '${name}' ORDER BY id`;
  return {
    vulnerable: name => sql.unsafe(byName(name)),
    prepared: name => sql.unsafe(`SELECT id FROM products WHERE name = '${name}' AND id > $1 ORDER BY id`, [0], { prepare: true }),
    parameter: name => sql`SELECT ${name}::text AS echo`,
    wrong: () => sql.unsafe('SELEC 1'),
    mixed: name => [sql`SELECT 1 AS one`, sql.unsafe(byName(name)), sql`SELECT 2 AS two`, sql`SELECT 3 AS three`],
    long: name => sql.unsafe(`SELECT '${'x'.repeat(300_000)}' IS NULL AS no, id FROM products WHERE name = '${name}'`),
    transaction: name => sql.begin(async inner => inner.unsafe(byName(name))),
    cursor: async name => {
      const found = [];
      for await (const rows of sql.unsafe(byName(name)).cursor(2)) found.push(...rows);
      return found;
    },
  };
};
