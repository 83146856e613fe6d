import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { each } from './input.mjs';

const logger = new Logger({ serviceName: 'shop', logLevel: 'DEBUG' });
const metrics = new Metrics({ namespace: 'Shop', serviceName: 'shop' });
const tracer = new Tracer({ serviceName: 'shop' });

const work = each(async input => {
  logger.info('order', { input, nested: { list: [input] } });
  logger.warn('unusual', new TypeError('a warning'));
  metrics.addMetric('orders', MetricUnit.Count, 1);
  tracer.putAnnotation('input', input.slice(0, 5));
  return { input, traced: tracer.isTracingEnabled() };
});

export const handler = async (event, context) => {
  logger.addContext(context);
  logger.appendKeys({ stage: 'test' });
  try {
    return await work(event);
  } catch (error) {
    logger.error('failed', error);
    throw error;
  } finally {
    metrics.publishStoredMetrics();
  }
};
