import mysql from 'mysql2/promise';
import { each } from './input.mjs';

export const handler = each(async input => {
  const refused = await mysql.createConnection({ host: '127.0.0.1', port: 9, user: 'app' }).catch(error => `${error.code} ${error.message}`);
  return { refused, formatted: mysql.format('SELECT * FROM orders WHERE name = ?', [input]) };
});
