import { Hono } from 'hono';
import { streamHandle } from 'hono/aws-lambda';
import { streamText } from 'hono/streaming';

const app = new Hono();
app.all('/items', context => streamText(context, async stream => {
  for (const part of ['one ', context.req.query('q') ?? 'two', ' three']) await stream.write(part);
}));

export const handler = streamHandle(app);
