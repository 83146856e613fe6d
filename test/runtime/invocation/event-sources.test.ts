import { SAMPLES, type Field } from './event-samples';
import { inspectSql } from '../../../runtime/node/detectors/sql';
import { attribute } from '../../../runtime/node/invocation/attribution';
import { EVENT_SOURCES } from '../../../runtime/node/invocation/event-sources';
import { indexInputs } from '../../../runtime/node/invocation/input-index';
import { locate } from '../../../runtime/node/invocation/locate';

const ATTACK = "x' UNION SELECT card FROM payments -- ";
/** Says the same to a reader and nothing to the database, once the app has escaped it. */
const BENIGN = "it's from O'Neil & sons; 5% off -- really";

const statement = (value: string): string => `SELECT id FROM orders WHERE note = '${value}' AND open`;
const escaped = (value: string): string => value.replaceAll("'", "''");

/** The inputs that changed a statement. */
function attacksOn(event: unknown, text: string): string[] {
  const inspect = inspectSql(text, 'postgres');
  return indexInputs(event).candidates(text).filter(input => inspect(input) !== undefined);
}

function withField(event: unknown, [path, wrap]: Field, text: string): unknown {
  const copy = structuredClone(event) as Record<string | number, unknown>;
  let holder = copy;
  for (const key of path.slice(0, -1)) holder = (holder[key] ??= {}) as Record<string | number, unknown>;
  holder[path[path.length - 1]] = wrap(text);
  return copy;
}

const asRecords = (event: unknown): Record<string, unknown> => event as Record<string, unknown>;

test('every source has a sample, and direct calls', () => {
  expect([...new Set(Object.values(SAMPLES).map(({ trigger }) => trigger))].sort()).toEqual([...EVENT_SOURCES.map(({ name }) => name), 'direct'].sort());
});

describe.each(Object.entries(SAMPLES))('%s', (_name, { trigger, event, who, fields }) => {
  test('who sent it, and where to', () => {
    expect(attribute(event, '$')).toEqual({ trigger, ...who });
  });

  test('is known by one source alone, but for authorizers, which get the request they decide on', () => {
    const names = EVENT_SOURCES.filter(source => source.read(asRecords(event), '$')).map(({ name }) => name);
    expect(names.slice(0, trigger === 'authorizer' ? 1 : undefined)).toEqual(trigger === 'direct' ? [] : [trigger]);
  });

  test.each(fields.map((field, index) => [field[2], index] as const))('an attack at %s (%d) is found and attributed to its place', (place, index) => {
    const attacked = withField(event, fields[index], ATTACK);
    const found = attacksOn(attacked, statement(ATTACK));
    const places = [...locate(attacked, new Set(found)).values()].map(({ path }) => path);
    expect(places).toContain(place);
    expect(attribute(attacked, place).trigger).toBe(trigger);
  });

  test.each(fields.map((field, index) => [field[2], index] as const))('a benign text at %s (%d) is none', (_place, index) => {
    expect(attacksOn(withField(event, fields[index], BENIGN), statement(escaped(BENIGN)))).toEqual([]);
    expect(attacksOn(withField(event, fields[index], BENIGN), statement('$1'))).toEqual([]);
  });
});

test.each([
  ['$.Records[1].body', { Records: ['first', 'second'].map(SenderId => ({ eventSource: 'aws:sqs', eventSourceARN: 'a:q', attributes: { SenderId } })) }, { principal: 'second' }],
  ["$.records['news-12'][0].value", { eventSource: 'SelfManagedKafka', records: { 'orders-0': [], 'news-12': [] } }, { route: 'news' }],
  ['$.messages[1].data', { eventSource: 'aws:mq', messages: ['a', 'b'].map(physicalName => ({ destination: { physicalName } })) }, { route: 'b' }],
  ["$.rmqMessagesByQueue['b::/'][0].data", { eventSource: 'aws:rmq', rmqMessagesByQueue: { 'a::/': [], 'b::/': [] } }, { route: 'b' }],
  ['$[1].arguments', ['a', 'b'].map(fieldName => ({ info: { parentTypeName: 'Query', fieldName } })), { route: 'Query.b' }],
])('in a batch the record of %s counts', (path, event, who) => {
  expect(attribute(event, path)).toMatchObject(who);
});

test.each([null, 'text', 5, [], {}, { Records: [] }, { Records: 'x' }, { requestContext: null }, { records: null, eventSource: 'aws:kafka2' }])('%j is a direct call', event => {
  expect(attribute(event, '$')).toEqual({ trigger: 'direct' });
});
