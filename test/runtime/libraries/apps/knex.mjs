import knex from 'knex';
import { each } from './input.mjs';

const db = knex({ client: 'pg', connection: { host: '127.0.0.1', port: Number(process.env.PGPORT), user: 'postgres', database: 'postgres' }, pool: { min: 0, max: 1 } });

export const handler = each(async input => {
  const rows = await db('products').select('id', 'name').whereNot('name', input).andWhere('name', 'like', `%${'g'}%`).orderBy('id');
  const raw = await db.raw('SELECT ?::text AS input', [input]);
  const kept = await db.transaction(async trx => (await trx('products').count({ count: '*' }))[0]);
  return { rows, raw: raw.rows, kept, sql: db('products').where({ name: input }).toString() };
});
