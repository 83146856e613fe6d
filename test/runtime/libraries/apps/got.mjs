import got from 'got';
import { each } from './input.mjs';

const client = got.extend({ prefixUrl: process.env.SERVICE_URL, retry: { limit: 0 } });

export const handler = each(async input => {
  const query = await client.get('echo', { searchParams: { q: input } }).json();
  const posted = await client.post('echo', { json: { input } }).json();
  let streamed = '';
  for await (const chunk of client.stream('stream')) streamed += chunk;
  const zipped = await client.get('gzip').text();
  const moved = await client.get('redirect').json();
  const missing = await client.get('missing').catch(error => `${error.name} ${error.code} ${error.message}`);
  return { query, posted, streamed, zipped, moved, missing };
});
