import http from 'node:http';
import { readFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { each } from './input.mjs';

const client = new pg.Pool({ host: '127.0.0.1', port: Number(process.env.PGPORT), user: 'postgres', database: 'postgres', max: 1 });
const get = path => new Promise((resolve, reject) => {
  http.get(process.env.SERVICE_URL + path, response => response.setEncoding('utf8').on('data', resolve)).on('error', reject);
});

export const handler = each(async input => {
  const { rows } = await client.query('SELECT $1::text AS input', [input]);
  const { stdout } = await promisify(execFile)('printf', ['%s', input]);
  const missing = await readFile('no-such-file').catch(error => error.code);
  return { rows, stdout, missing, length: (await get('/text')).length, fetched: await (await fetch(`${process.env.SERVICE_URL}/text`)).text() };
});
