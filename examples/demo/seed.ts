import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The customer who sends the requests, and one whose data is none of their business. */
export const CALLER = { customer: '7', user: '5f1c1f0e-6f1b-4c57-9a52-0c2f1d5f7a10' } as const;
export const OTHER_CUSTOMER = { customer: '8', lastName: 'Huber', note: 'gate code 4711, nobody home until six' } as const;

/** What must never leave the document store. */
export const SECRET = 'pk_live_51Qw8ZrT0nsaPay';
export const RECEIPT_TEMPLATE = 'Thank you for your order!\n{{lines}}\n';

export const ORDERS_SQL = `
  CREATE TABLE orders (
    id serial PRIMARY KEY,
    customer_id integer NOT NULL,
    reference text NOT NULL,
    last_name text NOT NULL,
    city text NOT NULL,
    status text NOT NULL DEFAULT 'open',
    note text NOT NULL,
    total numeric(10, 2) NOT NULL
  );
  INSERT INTO orders (customer_id, reference, last_name, city, status, note, total) VALUES
    (7, 'A-1001', 'O''Brien', 'Dublin', 'open', 'for Mrs O''Brien, second floor', 42.50),
    (7, 'A-1002', 'O''Brien', 'L''Aquila', 'shipped', 'Tom & Jerry; 50% -- off', 18.00),
    (7, 'A-1003', 'van der Berg', 'Köln', 'shipped', 'Union Select Committee, room 1=1', 99.90),
    (8, 'B-2001', '${OTHER_CUSTOMER.lastName}', 'Wien', 'open', '${OTHER_CUSTOMER.note}', 1250.00),
    (8, 'B-2002', '${OTHER_CUSTOMER.lastName}', 'Graz', 'shipped', '${OTHER_CUSTOMER.note}', 310.00);
`;

const DOCUMENTS: Readonly<Record<string, string>> = {
  'invoices/7/terms..final.txt': 'terms, final version\n',
  'invoices/7/2026/Rechnung Müller & Söhne.txt': 'Rechnung 17: 42,50 €\n',
  'invoices/8/2026/invoice.txt': `invoice for ${OTHER_CUSTOMER.lastName}: ${OTHER_CUSTOMER.note}\n`,
  'secrets/payment-provider.key': `${SECRET}\n`,
  'templates/receipt.txt': RECEIPT_TEMPLATE,
  'templates/kiosk..v2.txt': 'KIOSK\n{{lines}}\n',
  'uploads/Müller & Söhne; März (1).csv': 'article;pieces\r\nnuts;5\r\n',
  "uploads/O'Brien's 50% + more.csv": 'article;pieces\r\nbolts;7\r\n',
  'archive/.keep': '',
  'receipts/.keep': '',
};

/** Fills a folder with a shop's documents. */
export function seedDocuments(folder: string): void {
  for (const [name, content] of Object.entries(DOCUMENTS)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
