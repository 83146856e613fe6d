import * as fc from 'fast-check';
import { argumentsInShell } from '../../../runtime/node/detectors/arguments';
import { inspectCode } from '../../../runtime/node/detectors/code';
import { inspectHtml } from '../../../runtime/node/detectors/html';
import { inspectFilter, inspectName } from '../../../runtime/node/detectors/ldap';
import { inspectBreaks } from '../../../runtime/node/detectors/line-breaks';
import { inspectOptions } from '../../../runtime/node/detectors/options';
import { inspectPath } from '../../../runtime/node/detectors/path';
import { inspectSchemes } from '../../../runtime/node/detectors/schemes';
import { inspectScript } from '../../../runtime/node/detectors/script';
import { inspectShell } from '../../../runtime/node/detectors/shell';
import { inspectSql } from '../../../runtime/node/detectors/sql';
import type { SqlDialect } from '../../../runtime/node/detectors/sql';
import { inspectDestination, inspectUrl } from '../../../runtime/node/detectors/ssrf';
import type { Inspect } from '../../../runtime/node/detectors/verdict';
import { inspectEntities } from '../../../runtime/node/detectors/xml';

/** The same run each time: a property that fails once fails again. */
export const FIXED: fc.Parameters<unknown> = { seed: 20_250_117, numRuns: 1_000 };

export const DIALECTS: readonly SqlDialect[] = ['postgres', 'mysql', 'sqlite', 'mssql', 'generic'];

/** Every detector, SQL once a dialect. */
export const DETECTORS: ReadonlyArray<readonly [name: string, prepare: (text: string) => Inspect]> = [
  ...DIALECTS.map(dialect => [`sql ${dialect}`, (text: string) => inspectSql(text, dialect)] as const),
  ['condition', text => inspectScript(text, 'condition')],
  ['javascript', text => inspectScript(text, 'javascript')],
  ['lua', text => inspectScript(text, 'lua')],
  ['code', inspectCode],
  ['html', text => inspectHtml(text, inspectScript)],
  ['line breaks', text => inspectBreaks(text)],
  ['ldap, filter', text => inspectFilter(text, Array.from(text.matchAll(/[()*]/g), ({ index }) => index))],
  ['ldap, name', text => inspectName(text)],
  ['shell', inspectShell],
  ['options', text => inspectOptions(argumentsInShell(text))],
  ['schemes', text => inspectSchemes(argumentsInShell(text))],
  ['xml', text => inspectEntities(`<!DOCTYPE a [${text}`)],
  ['path', inspectPath],
  ['ssrf', inspectUrl],
  ['ssrf, host', (text: string) => inspectDestination({ host: text, port: 80, kind: 'private', paths: [], isOwn: false, isFromOutside: true, isCarried: () => false })],
];

const SYNTAX = ["'", '"', '`', '\\', '$', '(', ')', '{', '}', '[', ']', ';', '&', '|', '<', '>', '#', '~', '*', '?', '!', '-', '--', '/*', '*/', '/', '..', '.', ',', '=',
  ' ', '\n', '\t', '\0', '%', '@', ':', '||', '$$', '$(', '${', '$((', "$'", "E'", '<<A', '\nA\n', 'file://', 'OR', 'a', 'x1', '7'];

/** Any UTF-16 code unit, lone surrogates included. */
const anyUnit = fc.nat(0xffff).map(unit => String.fromCharCode(unit));

/** Texts made of what detectors look at, with any character between. */
export const anyText = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...SYNTAX) }, { weight: 1, arbitrary: anyUnit }), { maxLength: 24 }).map(parts => parts.join(''));

const MARKUP = ['<', '>', '</', '<b ', '<script>', '</script>', '<!--', '-->', '--!>', '<!', '<?', ' onx=', 'href=', 'javascript:', '"', "'", '=', '/', '&', '\r', ' ', 'a', 'title'];

/** The same for markup. */
export const anyMarkup = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...MARKUP) }, { weight: 1, arbitrary: anyUnit }), { maxLength: 24 }).map(parts => parts.join(''));
