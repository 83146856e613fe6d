import 'reflect-metadata';
import { DataSource, EntitySchema } from 'typeorm';
import { each } from './input.mjs';

const Product = new EntitySchema({ name: 'Product', tableName: 'products', columns: { id: { type: 'int', primary: true }, name: { type: 'text' } } });
const source = new DataSource({ type: 'postgres', host: '127.0.0.1', port: Number(process.env.PGPORT), username: 'postgres', database: 'postgres', entities: [Product], poolSize: 1 });

export const handler = each(async input => {
  if (!source.isInitialized) await source.initialize();
  const products = source.getRepository(Product);
  const all = await products.find({ order: { id: 'ASC' } });
  const named = await products.findOneBy({ name: input });
  const built = await products.createQueryBuilder('p').where('p.name != :input', { input }).getCount();
  return { all, named, built };
});
