import { OPERATIONS, type OperationTexts } from './operations';
import { inspectSql } from '../../detectors/sql';
import type { Inspect } from '../../detectors/verdict';

/** A text that a service is to execute, with the detector for it. */
export interface ServiceStatement {
  readonly text: string;
  readonly prepare: (text: string) => Inspect;
}

/** The texts in the body of an operation's request; none where the body is none that the service would take. */
export function statementsIn(operation: string, body: string): ServiceStatement[] {
  const texts = OPERATIONS.get(operation);
  if (!texts) return [];
  const request = body.startsWith('<') ? expressionOfXml(body) : parseJson(body);
  return texts.paths
    .flatMap(path => textsAt(request, path.split('.')))
    .map(text => ({ text, prepare: prepareIn(texts) }));
}

function prepareIn({ dialects }: OperationTexts): ServiceStatement['prepare'] {
  return text => {
    const [first, ...others] = dialects.map(dialect => inspectSql(text, dialect));
    return input => (others.every(inspect => inspect(input)) ? first(input) : undefined);
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function textsAt(value: unknown, path: readonly string[]): string[] {
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === 'string' ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (key === '*') return Object.values(value).flatMap(item => textsAt(item, rest));
  return Object.hasOwn(value, key) ? textsAt((value as Record<string, unknown>)[key], rest) : [];
}

const EXPRESSION = /<Expression>([^<]*)<\/Expression>/;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** S3 takes its select expression in XML. */
function expressionOfXml(body: string): unknown {
  const expression = EXPRESSION.exec(body)?.[1];
  return {
    Expression: expression?.replace(ENTITY, (_entity, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()];
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    }),
  };
}
