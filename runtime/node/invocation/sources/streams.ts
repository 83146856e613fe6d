import type { EventSource } from './event-source';
import { gzip } from '../decoders/gzip';
import { recordAt, stringAt, type Unknowns } from '../read';

/** The name of a property below a path, as `locate` writes it: `$.records['orders-0'][3]…` */
function nameBelow(path: string, inputPath: string): string | undefined {
  const rest = inputPath.startsWith(path) ? inputPath.slice(path.length) : '';
  return /^\['((?:[^'\\]|\\.)*)'\]/.exec(rest)?.[1] ?? /^\.(\w+)/.exec(rest)?.[1];
}

function firstName(holder: Unknowns): string | undefined {
  return Object.keys(holder)[0];
}

/** MSK and self-managed Kafka: records by `TOPIC-PARTITION`. */
export const kafka: EventSource = {
  name: 'kafka',
  read: (event, inputPath) => {
    const source = stringAt(event, 'eventSource');
    if (source !== 'aws:kafka' && source !== 'SelfManagedKafka') return undefined;
    const partition = nameBelow('$.records', inputPath) ?? firstName(recordAt(event, 'records'));
    return { route: partition?.replace(/-\d+$/, '') };
  },
};

const MESSAGE = /^\$\.messages\[(\d+)\]/;

/** Amazon MQ for ActiveMQ. */
export const activeMq: EventSource = {
  name: 'mq',
  read: (event, inputPath) => {
    if (stringAt(event, 'eventSource') !== 'aws:mq') return undefined;
    return { route: stringAt(event, 'messages', Number(MESSAGE.exec(inputPath)?.[1] ?? 0), 'destination', 'physicalName') };
  },
};

/** Amazon MQ for RabbitMQ: messages by `QUEUE::VIRTUAL-HOST`. */
export const rabbitMq: EventSource = {
  name: 'rmq',
  read: (event, inputPath) => {
    if (stringAt(event, 'eventSource') !== 'aws:rmq') return undefined;
    const queue = nameBelow('$.rmqMessagesByQueue', inputPath) ?? firstName(recordAt(event, 'rmqMessagesByQueue'));
    return { route: queue?.split('::')[0] };
  },
};

/** A delivery stream's transformation. */
export const firehose: EventSource = {
  name: 'firehose',
  read: event => {
    const arn = stringAt(event, 'deliveryStreamArn');
    return arn !== undefined && 'records' in event ? { route: arn.split('/')[1] } : undefined;
  },
};

/** A subscription of CloudWatch Logs: everything but the data's name is inside the compressed data. */
export const logs: EventSource = {
  name: 'logs',
  read: event => {
    const data = stringAt(event, 'awslogs', 'data');
    return data === undefined ? undefined : { route: logGroupOf(data) };
  },
};

function logGroupOf(data: string): string | undefined {
  try {
    return stringAt(JSON.parse(String(gzip.read(data)[0])), 'logGroup');
  } catch {
    return undefined;
  }
}
