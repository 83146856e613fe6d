import axios from 'axios';
import { each } from './input.mjs';

const client = axios.create({ baseURL: process.env.SERVICE_URL, timeout: 5000 });

export const handler = each(async input => {
  const got = await client.get('/echo', { params: { q: input } });
  const posted = await client.post('/echo', { input });
  const form = await client.post('/echo', new URLSearchParams({ input }));
  const { data } = await client.get('/stream', { responseType: 'stream' });
  let streamed = '';
  for await (const chunk of data) streamed += chunk;
  const moved = await client.get('/redirect');
  const missing = await client.get('/missing').catch(error => `${error.name} ${error.code} ${error.message}`);
  const refused = await axios.get('http://127.0.0.1:9/').catch(error => `${error.name} ${error.code} ${error.message}`);
  return { got: got.data, posted: posted.data, form: form.data, streamed, moved: moved.data, missing, refused };
});
