import { equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { encodedText, malformedEvent } from './events';
import { session } from './sessions';
import { createBehaviours, type Watch } from '../../../runtime/node/behaviour/behaviours';
import { decode } from '../../../runtime/node/invocation/decode';
import { Invocation } from '../../../runtime/node/invocation/invocation';
import { walk } from '../../../runtime/node/invocation/walk';
import { inspection } from '../../../runtime/node/lazy-inspection';
import { BlockedOperationError } from '../../../runtime/node/response/blocked-error';
import { createPolicy } from '../../../runtime/node/response/policy';
import { OPERATIONS } from '../../../runtime/node/sinks/aws-api/operations';
import type { SinkTools } from '../../../runtime/node/sinks/sink';
import { Connection } from '../../../runtime/node/sinks/wire/connection';
import { recognise, type WireName } from '../../../runtime/node/sinks/wire/recognise';
import { DETECTORS } from '../detectors/texts';

/** Something that reads what others write; the property throws where it does not hold. */
export interface Target {
  readonly name: string;
  readonly property: fc.IProperty<unknown>;
}

const WIRES: readonly WireName[] = ['postgres', 'mysql', 'sqlserver', 'mongodb', 'redis', 'ldap', 'smtp', 'memcached'];
const NOTHING = Buffer.alloc(0);

const REFUSAL = new BlockedOperationError('sql', 'Query', 'request');
/** A judge that looks at every statement, as the real one does, and refuses those with a letter. */
export function toolsFor(refuses: boolean, failures: string[]): SinkTools {
  return {
    judge: ({ text, operation, detector }) => {
      equal(typeof text, 'string');
      ok(operation.length > 0 && detector.length > 0);
      return refuses && text.includes('e') ? REFUSAL : undefined;
    },
    isWatching: () => true,
    inFlight: () => [],
    polluted: () => undefined,
    behaviours: createBehaviours({ policy: createPolicy('off', {}) } as Watch),
    egress: undefined,
    attempt: (_where, work) => work(),
    pathOrigins: () => undefined,
    notCovered: () => undefined,
    failed: (where, error) => failures.push(`${where}: ${String(error)}`),
  };
}

/** What leaves of these writes. The last one ends the connection; whatever happens after a refusal that ends it is no more. */
function sent(name: WireName, writes: readonly Buffer[], tools: SinkTools): { bytes: Buffer; isEnded: boolean } {
  const connection = Connection.open(tools, name, NOTHING);
  ok(connection);
  const parts: Buffer[] = [];
  for (const [index, bytes] of writes.entries()) {
    const { instead, end } = connection.isOver ? {} as ReturnType<Connection['write']> : connection.write(bytes, index === writes.length - 1);
    if (end) return { bytes: Buffer.concat(parts), isEnded: true };
    parts.push(Buffer.from(instead ?? bytes));
  }
  return { bytes: Buffer.concat(parts), isEnded: false };
}

/** The guard's readers give up in words; what they throw is a fault of their own. */
const GAVE_UP = /is not inspected/;

const wireTargets = WIRES.flatMap((name): Target[] => [
  {
    name: `${name}: what is not refused leaves as it was written`,
    property: fc.property(session(name), writes => {
      const failures: string[] = [];
      const { bytes, isEnded } = sent(name, writes, toolsFor(false, failures));
      ok(!isEnded);
      equal(Buffer.compare(bytes, Buffer.concat(writes)), 0);
      for (const failure of failures) ok(GAVE_UP.test(failure), failure);
    }) as fc.IProperty<unknown>,
  },
  {
    name: `${name}: refusals of broken sessions break nothing`,
    property: fc.property(session(name), writes => {
      const failures: string[] = [];
      sent(name, writes, toolsFor(true, failures));
      for (const failure of failures) ok(GAVE_UP.test(failure), failure);
    }) as fc.IProperty<unknown>,
  },
]);

/** Bytes from which every protocol is told, or none. */
const TELLING = 36;

const recogniseTarget: Target = {
  name: 'recognise: is never undecided for long',
  property: fc.property(fc.uint8Array({ minLength: TELLING, maxLength: 200 }), fc.constantFrom(...WIRES), fc.nat(8), (bytes, _name, kept) => {
    const start = Buffer.from(bytes);
    start.fill(0, 0, kept);
    ok(recognise(start) !== undefined);
    for (let length = 0; length < TELLING; length++) recognise(start.subarray(0, length));
  }) as fc.IProperty<unknown>,
};

/** Characters that a walk meets, decoded ones included. */
function charactersMet(event: unknown): number {
  let characters = 0;
  walk(event, text => {
    characters += text.length + 1;
  });
  return characters;
}

const decoderTargets: readonly Target[] = [
  {
    name: 'decoders: come back from any text',
    property: fc.property(encodedText, text => {
      for (const { decoder } of decode(text)) ok(decoder.length > 0);
    }) as fc.IProperty<unknown>,
  },
  {
    name: 'decoders: twice the text is not much more than twice the work',
    property: fc.property(encodedText, fc.integer({ min: 1, max: 50 }), (text, times) => {
      const once = charactersMet([text.repeat(times)]);
      const twice = charactersMet([text.repeat(times * 2)]);
      /* Decoders look at what is long enough: a short text may fall below. */
      ok(twice <= 4 * once + 20_000, `${once} characters, of twice the text ${twice}`);
    }) as fc.IProperty<unknown>,
  },
  {
    name: 'decoders: every text that is met has a place',
    property: fc.property(malformedEvent, event => {
      walk(event, (_text, _traits, trail) => ok(trail.place().path.startsWith('$')));
    }) as fc.IProperty<unknown>,
  },
];

const context = { awsRequestId: 'request', invokedFunctionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:f' };

const eventTargets: readonly Target[] = [
  {
    name: 'events: an invocation is made of anything',
    property: fc.property(malformedEvent, event => {
      const before = JSON.stringify(event);
      const invocation = new Invocation(event, context);
      invocation.who();
      invocation.refusal();
      ok(Array.isArray(invocation.inputs.texts) && Array.isArray(invocation.inputs.words) && Array.isArray(invocation.inputs.unresolved));
      ok(invocation.hosts);
      for (const input of invocation.inputs.texts.slice(0, 5)) ok(invocation.locate(new Set([input])).size > 0, `no place for ${JSON.stringify(input)}`);
      equal(JSON.stringify(event), before);
    }) as fc.IProperty<unknown>,
  },
  {
    name: 'events: are screened, whatever they are',
    property: fc.property(malformedEvent, event => {
      ok(Array.isArray(inspection().screenEvent(event).attempts));
    }) as fc.IProperty<unknown>,
  },
  {
    name: 'events: are judged at every detector',
    property: fc.property(malformedEvent, encodedText, fc.constantFrom(...DETECTORS), (event, around, [, prepare]) => {
      const { inputs } = new Invocation(event, context);
      for (const input of inputs.texts.slice(0, 3)) {
        const text = `${around}${input}${around}`;
        const inspect = prepare(text);
        for (const candidate of inputs.candidates(text)) inspect(candidate);
      }
    }) as fc.IProperty<unknown>,
  },
];

const awsTarget: Target = {
  name: 'requests to AWS: any body is read',
  property: fc.property(fc.constantFrom(...OPERATIONS.keys()), fc.oneof(malformedEvent.map(event => JSON.stringify(event) ?? ''), encodedText, encodedText.map(text => `<Expression>${text}</Expression>`)), (operation, body) => {
    for (const { text } of inspection().statementsIn(operation, body)) equal(typeof text, 'string');
  }) as fc.IProperty<unknown>,
};

export const TARGETS: readonly Target[] = [...wireTargets, recogniseTarget, ...decoderTargets, ...eventTargets, awsTarget];
