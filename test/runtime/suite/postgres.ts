import { fork } from 'node:child_process';
import { join } from 'node:path';

/** A PostgreSQL server in a process of its own. */
export interface Postgres {
  readonly port: number;
  stop(): void;
}

/** Starts a PostgreSQL server with the fixture's tables. */
export async function startPostgres(): Promise<Postgres> {
  const child = fork(join(__dirname, 'postgres-server.mjs'), { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', message => resolve((message as { port: number }).port));
    child.once('exit', code => reject(new Error(`the PostgreSQL server ended with code ${code} before it listened`)));
  });
  return { port, stop: () => void child.kill() };
}
