import Redis from 'ioredis';
import { each } from './input.mjs';

const redis = new Redis({ host: '127.0.0.1', port: Number(process.env.REDIS_PORT) });

export const handler = each(async input => {
  const echoed = await redis.echo(input);
  const [set, got] = await Promise.all([redis.set(`order:${input}`, input), redis.echo('again')]);
  const piped = await redis.pipeline().echo(input).echo('x').exec();
  const failed = await redis.call('NOPE').catch(error => `${error.name} ${error.message}`);
  return { echoed, set, got, piped, failed };
});
