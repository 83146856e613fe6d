import pino from 'pino';
import winston from 'winston';
import { each } from './input.mjs';

/* Pino's own default writes when it comes to it, so that two runs have no order in common. */
const quick = pino({ base: null, timestamp: false }, pino.destination({ dest: 1, sync: true }));
const log = winston.createLogger({ format: winston.format.combine(winston.format.errors({ stack: true }), winston.format.json()), transports: [new winston.transports.Console()] });

export const handler = each(async input => {
  quick.info({ input }, 'an order');
  quick.child({ part: 1 }).error(new TypeError('a pino error').message);
  log.info('an order', { input });
  log.warn(input);
  console.log('%s has %d', input, 3, { input });
  console.error(input);
  process.stdout.write(`raw ${input}\n`);
  return input.length;
});
