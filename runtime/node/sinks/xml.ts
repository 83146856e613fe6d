import { replace, type Instead } from './replace';
import type { SinkTools } from './sink';
import { inspectEntities } from '../detectors/xml';

const { apply } = Reflect;
const { entries, getOwnPropertyDescriptors } = Object;

/** Functions of an add-on that read documents: `fromXml`, `parseString`, `push`. */
const READS = /^(?:from|parse|load|push)/i;
const DOCUMENT_TYPE = '<!DOCTYPE';

/**
 * Hooks what a native XML parser is given: it opens files and connections by itself, where no hook sees it.
 *
 * An add-on is a file of its own however the app was bundled.
 */
export function guardXmlParser(tools: SinkTools, addon: object): void {
  for (const holder of [addon, ...prototypesIn(addon)]) {
    for (const [name, { value }] of entries(getOwnPropertyDescriptors(holder))) {
      if (typeof value === 'function' && READS.test(name)) replace(holder, name, judgeDocument(tools, name));
    }
  }
}

/** Accessors are left alone: called without an object of its own, a native one may end the process. */
function prototypesIn(addon: object): object[] {
  return entries(getOwnPropertyDescriptors(addon)).flatMap(([, { value }]) => {
    const prototype: unknown = typeof value === 'function' ? value.prototype : undefined;
    return typeof prototype === 'object' && prototype !== null ? [prototype] : [];
  });
}

function judgeDocument({ judge, isWatching }: SinkTools, operation: string): Instead {
  return (original, self, args) => {
    const text = isWatching() ? documentIn(args[0]) : undefined;
    const error = text === undefined ? undefined : judge({ sink: 'xml', detector: 'xxe', operation, text, prepare: inspectEntities });
    if (error) throw error;
    return apply(original, self, args);
  };
}

/** A document with a type, as text; UTF-16 is told by its first two bytes, since a byte-order mark or `<` stands there. */
function documentIn(value: unknown): string | undefined {
  const text = value instanceof Uint8Array ? decoded(Buffer.from(value.buffer, value.byteOffset, value.byteLength)) : value;
  return typeof text === 'string' && text.includes(DOCUMENT_TYPE) ? text : undefined;
}

function decoded(bytes: Buffer): string | undefined {
  if (bytes.length < 4) return undefined;
  const start = bytes.readUInt16BE(0);
  if (start === 0xfffe || start === 0x3c00) return bytes.toString('utf16le');
  if (start === 0xfeff || start === 0x003c) return Buffer.from(bytes.subarray(0, bytes.length - bytes.length % 2)).swap16().toString('utf16le');
  return bytes.includes(DOCUMENT_TYPE) ? bytes.toString('utf8') : undefined;
}
