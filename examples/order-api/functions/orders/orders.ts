import { pool, quote } from '../shared/database';

export interface Order {
  readonly id: number;
  readonly reference: string;
  readonly note: string;
  readonly total: number;
}

export interface NewOrder {
  readonly reference: string;
  readonly lastName: string;
  readonly city: string;
  readonly note?: string;
  readonly total: number;
}

export interface Search {
  readonly filter?: {
    /** One of the list in the shop's filter box. */
    readonly status?: string;
    readonly delivery?: { readonly city?: string };
    readonly total?: { readonly from: number; readonly to: number };
  };
  readonly sort?: { readonly by: string; readonly descending?: boolean };
}

const columns = 'id, reference, note, total::float8 AS total';

/** A customer's orders whose note contains a text. */
export async function listOrders(customer: number, { q = '', minTotal = '0' }: Partial<Record<string, string>>): Promise<Order[]> {
  const { rows } = await pool.query<Order>(
    `SELECT ${columns} FROM orders WHERE customer_id = ${customer} AND note ILIKE ${quote(`%${q}%`)} AND total >= ${minTotal} ORDER BY id`,
  );
  return rows;
}

export async function findOrder(customer: number, id: number): Promise<Order | undefined> {
  const { rows } = await pool.query<Order>(`SELECT ${columns} FROM orders WHERE customer_id = $1 AND id = $2`, [customer, id]);
  return rows[0];
}

export async function createOrder(customer: number, order: NewOrder): Promise<Order | undefined> {
  const { rows } = await pool.query<Order>(
    `INSERT INTO orders (customer_id, reference, last_name, city, note, total) VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${columns}`,
    [customer, order.reference, order.lastName, order.city, order.note ?? '', order.total],
  );
  return rows[0];
}

/** The extended search of the shop's back office. */
export async function searchOrders(customer: number, { filter = {}, sort }: Search): Promise<Order[]> {
  const conditions = [`customer_id = ${customer}`];
  if (filter.delivery?.city) conditions.push(`city = ${quote(filter.delivery.city)}`);
  if (filter.status) conditions.push(`status = '${filter.status}'`);
  if (filter.total) conditions.push(`total BETWEEN ${filter.total.from} AND ${filter.total.to}`);
  const order = sort ? `${sort.by} ${sort.descending ? 'DESC' : 'ASC'}` : 'id';
  const { rows } = await pool.query<Order>(`SELECT ${columns} FROM orders WHERE ${conditions.join(' AND ')} ORDER BY ${order}`);
  return rows;
}

/** Finds an order by what stands in its confirmation: the reference and the name. */
export async function trackOrder(reference: string, lastName: string): Promise<Pick<Order, 'reference' | 'note'> | undefined> {
  const { rows } = await pool.query<Order>(
    `SELECT reference, note FROM orders WHERE reference = '${reference}' AND lower(last_name) = lower(${quote(lastName)})`,
  );
  return rows[0];
}
