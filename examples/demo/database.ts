import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { ORDERS_SQL } from './seed';

/** A real PostgreSQL with the orders in it, on a loopback port. */
export interface OrderDatabase {
  readonly port: number;
  /** What all orders add up to. */
  total(): Promise<number>;
  stop(): Promise<void>;
}

export async function startDatabase(): Promise<OrderDatabase> {
  const db = await PGlite.create();
  await db.exec(ORDERS_SQL);
  // One connection is the default, and every function's pool holds some.
  const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 10 });
  await server.start();
  return {
    port: portOf(server),
    total: async () => {
      const { rows } = await db.query<{ total: number }>('SELECT sum(total)::float8 AS total FROM orders');
      return rows[0]?.total ?? 0;
    },
    stop: async () => {
      await server.stop();
      await db.close();
    },
  };
}

function portOf(server: PGLiteSocketServer): number {
  const port = Number(/:(\d+)$/.exec(server.getServerConn())?.[1]);
  if (!port) throw new Error(`the database listens on '${server.getServerConn()}', expected host:port`);
  return port;
}
