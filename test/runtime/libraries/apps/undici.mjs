import { Agent, fetch, FormData, request, stream } from 'undici';
import { Writable } from 'node:stream';
import { each } from './input.mjs';

const url = process.env.SERVICE_URL;
const dispatcher = new Agent({ keepAliveTimeout: 100 });

export const handler = each(async input => {
  const asked = await request(`${url}/echo?q=${encodeURIComponent(input)}`, { method: 'POST', body: input, dispatcher });
  const form = new FormData();
  form.set('input', input);
  const fetched = await fetch(`${url}/length`, { method: 'POST', body: form, dispatcher });
  let streamed = '';
  await stream(`${url}/stream`, { method: 'GET', dispatcher }, () => new Writable({ write: (chunk, _, done) => { streamed += chunk; done(); } }));
  const own = await globalThis.fetch(`${url}/redirect`);
  const refused = await globalThis.fetch('http://127.0.0.1:9/').catch(error => `${error.name} ${error.message} ${error.cause?.message}`);
  return { asked: await asked.body.json(), fetched: await fetched.json(), streamed, own: await own.json(), refused };
});
