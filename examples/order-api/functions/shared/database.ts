import { Pool } from 'pg';

/** One pool per execution environment; `pg` reads where to connect from the environment. */
export const pool = new Pool({ max: 2 });

/** Text as an SQL literal. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
