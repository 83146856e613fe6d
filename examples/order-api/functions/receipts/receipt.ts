import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pool } from '../shared/database';

export interface ReceiptRequest {
  readonly reference: string;
  /** File name below `templates/`; each shop has its own. */
  readonly template: string;
  /** File name below `receipts/`. */
  readonly fileName?: string;
}

interface ReceiptLine {
  readonly reference: string;
  readonly note: string;
  readonly total: string;
}

const documents = process.env.DOCUMENTS ?? '/mnt/documents';

/** Fills a shop's template with an order and stores the receipt. */
export async function writeReceipt({ reference, template, fileName = `${reference}.txt` }: ReceiptRequest): Promise<string> {
  const text = await readFile(join(documents, 'templates', template), 'utf8');
  const { rows } = await pool.query<ReceiptLine>(`SELECT reference, note, total FROM orders WHERE reference = '${reference.trim()}'`);
  if (rows.length === 0) throw new Error(`no order ${reference}`);
  const lines = rows.map(row => `${row.reference}  ${row.total}  ${row.note}`).join('\n');
  const target = join(documents, 'receipts', fileName);
  await writeFile(target, text.replaceAll('{{lines}}', () => lines));
  return target;
}
