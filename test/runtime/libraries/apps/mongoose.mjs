import mongoose from 'mongoose';
import { each } from './input.mjs';

const Order = mongoose.model('Order', new mongoose.Schema({ name: { type: String, required: true }, count: { type: Number, min: 1 } }, { versionKey: false }));

export const handler = each(async input => {
  const refused = await mongoose.createConnection('mongodb://127.0.0.1:9/shop', { serverSelectionTimeoutMS: 100 }).asPromise().catch(error => `${error.name} ${error.message}`);
  const order = new Order({ _id: '65f000000000000000000001', name: input, count: 0 });
  return { refused, invalid: order.validateSync()?.message, order };
});
