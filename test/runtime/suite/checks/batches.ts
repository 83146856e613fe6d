import { deepEqual, equal } from 'node:assert/strict';
import type { InvocationResult, LocalFunction } from '../../../../local-runtime';
import type { BatchSource, GuardPolicy } from '../../../../src/contract/policy';
import { check, type Check } from '../check';
import { OTHER_EVENTS } from '../events';
import { guardLines } from '../guard-lines';
import type { GuardedFunctions } from '../guarded-functions';

const ATTACK = "x' OR '1'='1";
const NEIGHBOURS = ['gadget', 'widget'];

type Handler = 'batch' | 'batchSwallowing';

/** One of the sources that hand over batches. */
interface Source {
  readonly name: string;
  readonly setting: BatchSource;
  record(input: string, identifier: string): object;
}

const first = (event: object): object => (event as { Records: readonly [object] }).Records[0];

const SQS: Source = {
  name: 'SQS',
  setting: 'sqs',
  record: (input, messageId) => ({ ...first(OTHER_EVENTS['SQS, JSON body']('sql-simple', input)), messageId }),
};
const FIFO: Source = {
  name: 'SQS FIFO',
  setting: 'sqs',
  record: (input, identifier) => ({ ...SQS.record(input, identifier), attributes: { MessageGroupId: 'one', SequenceNumber: '1', ApproximateReceiveCount: '1' } }),
};
const KINESIS: Source = {
  name: 'Kinesis',
  setting: 'kinesis',
  record: (input, sequenceNumber) => {
    const record = first(OTHER_EVENTS['Kinesis, base64 JSON']('sql-simple', input)) as { kinesis: object };
    return { ...record, kinesis: { ...record.kinesis, sequenceNumber } };
  },
};
const DYNAMODB: Source = {
  name: 'DynamoDB stream',
  setting: 'dynamodb',
  record: (input, SequenceNumber) => {
    const record = first(OTHER_EVENTS['DynamoDB stream']('sql-simple', input)) as { dynamodb: object };
    return { ...record, dynamodb: { ...record.dynamodb, SequenceNumber } };
  },
};

const QUEUES = [SQS, FIFO];
const STREAMS = [KINESIS, DYNAMODB];

const REPORTING = (source: Source): GuardPolicy => ({ version: 1, batchItemFailures: [source.setting] });
/** A setting that synth did not see is one that is off. */
const NOT_REPORTING: GuardPolicy = { version: 1 };
const DROPPING: GuardPolicy = { version: 1, refusedRecords: 'drop' };

const FAILED = { batchItemFailures: [{ itemIdentifier: 'r-2' }] };
const mixed = ({ record }: Source): object => ({ Records: [record('gadget', 'r-1'), record(ATTACK, 'r-2'), record('widget', 'r-3')] });

/** Batches with one refused record: what the source is answered, at the first delivery and when it hands them over again. */
export function batchChecks(functions: GuardedFunctions): Check[] {
  return [
    ...[...QUEUES, ...STREAMS].flatMap(source => [...firstDeliveries(functions, source), ...otherPolicies(functions, source)]),
    ...QUEUES.flatMap(source => queueDeliveries(functions, source)),
    ...STREAMS.flatMap(source => streamDeliveries(functions, source)),
    ...recordChecks(functions),
    firehoseCheck(functions),
  ];
}

function firstDeliveries(functions: GuardedFunctions, source: Source): Check[] {
  return [
    check(`${source.name}, reporting: only the refused record fails where the handler swallowed it`, async () => {
      deepEqual(answerOf(await (await fresh(functions, 'batchSwallowing', REPORTING(source))).invoke(mixed(source))), { handled: NEIGHBOURS, ...FAILED });
    }),
    check(`${source.name}, not reporting: the batch fails where the handler swallowed the refusal`, async () => {
      expectFailed(await (await fresh(functions, 'batchSwallowing', NOT_REPORTING)).invoke(mixed(source)));
    }),
    ...[REPORTING(source), NOT_REPORTING].map(policy => check(`${source.name}, ${nameOf(policy)}: the batch fails with the handler`, async () => {
      equal((await (await fresh(functions, 'batch', policy)).invoke(mixed(source))).error?.errorType, 'error');
    })),
  ];
}

/** The handler of these is ended by the first refusal: the records behind it are handled when the batch comes again. */
function queueDeliveries(functions: GuardedFunctions, source: Source): Check[] {
  return [
    check(`${source.name}, reporting, delivered again: the neighbours are done, the refused record fails`, async () => {
      deepEqual(answerOf(await second(await fresh(functions, 'batch', REPORTING(source)), source)), { handled: NEIGHBOURS, ...FAILED });
    }),
    check(`${source.name}, not reporting, delivered again: the batch fails, so that the message is kept`, async () => {
      expectFailed(await second(await fresh(functions, 'batch', NOT_REPORTING), source));
    }),
  ];
}

function streamDeliveries(functions: GuardedFunctions, source: Source): Check[] {
  return [REPORTING(source), NOT_REPORTING].map(policy => check(`${source.name}, ${nameOf(policy)}, delivered again: the refused record is passed over`, async () => {
    deepEqual(answerOf(await second(await fresh(functions, 'batch', policy), source)), { handled: NEIGHBOURS });
  }));
}

function otherPolicies(functions: GuardedFunctions, source: Source): Check[] {
  return [
    check(`${source.name}, dropping: the refused record counts as done`, async () => {
      deepEqual(answerOf(await (await fresh(functions, 'batchSwallowing', DROPPING)).invoke(mixed(source))), { handled: NEIGHBOURS });
    }),
    check(`${source.name}: without an attack the answer is the handler's`, async () => {
      const event = { Records: NEIGHBOURS.map((input, index) => source.record(input, `b-${index}`)) };
      deepEqual(answerOf(await (await fresh(functions, 'batch', REPORTING(source))).invoke(event)), { handled: NEIGHBOURS });
    }),
  ];
}

/** What is recognised, and what is told of it. */
function recordChecks(functions: GuardedFunctions): Check[] {
  const reporting = REPORTING(SQS);
  return [
    check('a batch of nothing but a refused record does not reach the handler again', async () => {
      const started = await fresh(functions, 'batch', reporting);
      const event = { Records: [SQS.record(ATTACK, 'r-2')] };
      await started.invoke(event);
      deepEqual(answerOf(await started.invoke(event)), FAILED);
    }),
    check('a record with the identifier of a refused one and other content reaches the handler', async () => {
      const started = await fresh(functions, 'batch', reporting);
      await started.invoke(mixed(SQS));
      deepEqual(answerOf(await started.invoke({ Records: [SQS.record('gadget', 'r-2')] })), { handled: ['gadget'] });
    }),
    check('every record with a refused input fails, and no other', async () => {
      const event = { Records: [SQS.record(ATTACK, 'r-1'), SQS.record('gadget', 'r-2'), SQS.record("y' OR '1'='1", 'r-3')] };
      const result = answerOf(await (await fresh(functions, 'batchSwallowing', reporting)).invoke(event));
      deepEqual(result, { handled: ['gadget'], batchItemFailures: [{ itemIdentifier: 'r-1' }, { itemIdentifier: 'r-3' }] });
    }),
    check('a withheld record is told with its place in the new batch', async () => {
      const started = await fresh(functions, 'batch', reporting);
      await started.invoke(mixed(SQS));
      const again = await started.invoke({ Records: [SQS.record('gadget', 'r-1'), SQS.record('widget', 'r-3'), SQS.record(ATTACK, 'r-2')] });
      const evidence = guardLines(again.logs).findings.map(finding => finding.evidences[0]?.data);
      deepEqual(evidence.map(data => [data?.inputPath, data?.change.split(':')[0]]), [['$.Records[2].body.input', 'delivered again, withheld from the handler']]);
    }),
  ];
}

function firehoseCheck(functions: GuardedFunctions): Check {
  return check('Firehose: a refused record has failed, the others are delivered', async () => {
    const record = (input: string, recordId: string) => ({ recordId, data: Buffer.from(JSON.stringify({ action: 'sql-simple', input })).toString('base64') });
    const records = [record('gadget', 'r-1'), record(ATTACK, 'r-2')];
    const event = { invocationId: 'i', deliveryStreamArn: 'arn:aws:firehose:eu-central-1:111122223333:deliverystream/orders', region: 'eu-central-1', records };
    const result = answerOf(await (await fresh(functions, 'transformation', NOT_REPORTING)).invoke(event));
    deepEqual(result, { records: [{ ...records[0], result: 'Ok' }, { ...records[1], result: 'ProcessingFailed' }] });
  });
}

let started = 0;

/** A process of its own: what was refused is remembered in it. */
async function fresh(functions: GuardedFunctions, handler: Handler | 'transformation', policy: GuardPolicy): Promise<LocalFunction> {
  return functions.get({ handler: `index.${handler}`, guarding: { loader: 'NODE_OPTIONS', policy }, environment: { BATCH: String(started++) } });
}

async function second(fn: LocalFunction, source: Source): Promise<InvocationResult> {
  await fn.invoke(mixed(source));
  return fn.invoke(mixed(source));
}

function answerOf({ payload }: InvocationResult): unknown {
  return JSON.parse(payload);
}

function expectFailed({ error }: InvocationResult): void {
  equal(error?.errorType, 'BlockedOperationError');
}

function nameOf({ batchItemFailures }: GuardPolicy): string {
  return batchItemFailures ? 'reporting' : 'not reporting';
}
