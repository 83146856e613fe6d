import awsLambdaFastify from '@fastify/aws-lambda';
import Fastify from 'fastify';

/* Fastify's own line of a request comes after its answer, and Pino writes when it comes to it: whose log a line lands in would be a matter of time. */
const app = Fastify({ disableRequestLogging: true, logger: { level: 'info', base: null, timestamp: false, stream: { write: line => process.stdout.write(line) } } });
app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body))));
app.route({
  method: ['GET', 'POST'],
  url: '/items',
  schema: { querystring: { type: 'object', properties: { q: { type: 'string' } } }, response: { 200: { type: 'object', properties: { input: { type: 'string' }, method: { type: 'string' } } } } },
  handler: async (request, reply) => {
    const input = request.query.q ?? request.body?.input;
    if (input === 'fail') throw new Error('the route failed');
    request.log.info({ input }, 'an order');
    reply.header('x-shop', 'fastify');
    return { input, method: request.method };
  },
});

export const handler = awsLambdaFastify(app);
