/** A real PostgreSQL on a loopback port, with the fixture's tables; prints the port, ends with its parent. */
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

const db = await PGlite.create();
await db.exec(`
  CREATE TABLE products (id int PRIMARY KEY, name text NOT NULL);
  INSERT INTO products VALUES (1, 'widget'), (2, 'gadget'), (3, 'o''brien');
  CREATE TABLE payments (id int PRIMARY KEY, card text NOT NULL);
  INSERT INTO payments VALUES (1, 'card-of-somebody-else');
`);
const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 64 });
server.addEventListener('listening', event => process.send({ port: event.detail.port }));
await server.start();
process.on('disconnect', () => process.exit());
