import fetch, { FormData } from 'node-fetch';
import { each } from './input.mjs';

const url = process.env.SERVICE_URL;

export const handler = each(async input => {
  const posted = await (await fetch(`${url}/echo`, { method: 'POST', body: JSON.stringify({ input }), headers: { 'content-type': 'application/json' } })).json();
  const form = new FormData();
  form.set('input', input);
  const length = await (await fetch(`${url}/length`, { method: 'POST', body: form })).json();
  let streamed = '';
  for await (const chunk of (await fetch(`${url}/stream`)).body) streamed += chunk;
  const moved = await (await fetch(`${url}/redirect`)).json();
  return { posted, length, streamed, moved };
});
