import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';

const app = new Hono();
app.onError((error, context) => context.json({ message: error.message }, 500));
app.all('/items', async context => {
  const form = context.req.header('content-type')?.includes('form');
  const body = context.req.method === 'POST' ? await (form ? context.req.parseBody() : context.req.json()) : {};
  const input = context.req.query('q') ?? body.input;
  if (input === 'fail') throw new Error('the route failed');
  return context.json({ input, method: context.req.method }, 201, { 'x-shop': 'hono' });
});

export const handler = handle(app);
