import { changeBody, inJson, isErrorAnswer } from './answer-texts';
import { literally, type OwnSecrets } from './leak-signs';

/** What of the function's inside an answer shows. */
export type LeakKind = 'stack trace' | 'source path' | 'database error' | 'credential';

/** An answer without what it showed. */
export interface Redacted {
  readonly answer: unknown;
  readonly found: ReadonlySet<LeakKind>;
}

/** A frame as V8 writes it: `at f (/var/task/index.js:1:2)`, `at node:internal/…:1:2`. */
const FRAME = /\n?[ \t]{0,8}\bat (?:[^\n():"]{1,120} \()?(?:file:\/\/)?(?:node:|\/)[^\s:()"']{1,300}:\d{1,7}:\d{1,7}\)?/g;

/** The rest of a message, up to the end of its line. */
const REST = '[^\\n<]{0,300}';

/**
 * How databases word their errors. Sources: PostgreSQL's message catalogue, MySQL's server error reference, SQLite's result
 * codes, SQL Server's and Oracle's error references, MongoDB's error codes.
 */
const DATABASE_ERROR = new RegExp([
  'syntax error at or near ',
  '(?:relation|column|schema|role|database) "[^"\\n]{1,64}" does not exist',
  'duplicate key value violates unique constraint',
  'violates (?:foreign key|not-null|check) constraint',
  'You have an error in your SQL syntax',
  '\\b(?:ER|SQLITE)_[A-Z_]{4,40}: ',
  "Unknown column '[^'\\n]{1,64}' in '",
  'no such (?:table|column): ',
  "Incorrect syntax near '",
  'Unclosed quotation mark after the character string',
  '\\bORA-\\d{5}: ',
  'E11000 duplicate key error',
].map(start => start + REST).join('|'), 'g');

const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----[\w+/=\s]{0,8192}/g;

/** Takes out of an answer what a caller must not see; each place then holds the request's id, under which the finding is kept. */
export function redactAnswer(answer: unknown, own: OwnSecrets, requestId: string): Redacted {
  const found = new Set<LeakKind>();
  const isError = isErrorAnswer(answer);
  const removed = `[removed, see ${requestId}]`;
  const changed = changeBody(answer, inJson(text => {
    const take = (kind: LeakKind) => () => {
      found.add(kind);
      return removed;
    };
    let left = text.replace(FRAME, frame => (isOfProcess(frame, own) ? take('stack trace')() : frame));
    left = left.replace(sourcePath(own), take('source path')).replace(PRIVATE_KEY, take('credential'));
    for (const secret of own.secrets) left = left.replaceAll(secret, take('credential'));
    return isError ? left.replace(DATABASE_ERROR, take('database error')) : left;
  }));
  return { answer: found.size === 0 ? answer : changed, found };
}

/** A frame of another program, which an app may well show, lies elsewhere. */
function isOfProcess(frame: string, { taskRoot }: OwnSecrets): boolean {
  return frame.includes(`${taskRoot}/`) || frame.includes('node:internal/') || frame.includes('/node_modules/') || frame.includes('/var/runtime/');
}

function sourcePath({ taskRoot }: OwnSecrets): RegExp {
  return new RegExp(`${literally(taskRoot)}/[\\w@./-]{1,300}\\.(?:[cm]?[jt]s|json|py)\\b(?::\\d+)*`, 'g');
}
