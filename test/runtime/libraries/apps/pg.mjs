import pg from 'pg';
import { each } from './input.mjs';

const pool = new pg.Pool({ host: '127.0.0.1', port: Number(process.env.PGPORT), user: 'postgres', database: 'postgres', max: 2 });

/* PGlite has one session for all connections, and so one set of names. */
let named = 0;

export const handler = each(async input => {
  const { rows } = await pool.query('SELECT id, name FROM products WHERE name <> $1 ORDER BY id', [input]);
  const echoed = await pool.query({ name: `echo-${process.pid}-${named++}`, text: 'SELECT $1::text AS input', values: [input] });
  const escaped = await pool.query(`SELECT ${pg.escapeLiteral(input)} AS input`);
  const wrong = await pool.query('SELEC 1').catch(error => `${error.name} ${error.code} ${error.message}`);
  return { rows, named: echoed.rows, escaped: escaped.rows, wrong };
});
