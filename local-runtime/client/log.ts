import { format } from 'node:util';

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;
type Level = (typeof LEVELS)[number];

const METHODS = { trace: 'TRACE', debug: 'DEBUG', info: 'INFO', log: 'INFO', warn: 'WARN', error: 'ERROR', fatal: 'FATAL' } as const satisfies Record<string, Level>;

/** Whose lines are written now; `-` before the first invocation. */
export const logScope: { requestId: string } = { requestId: '-' };

/** Whether lines are JSON objects (`AWS_LAMBDA_LOG_FORMAT`). */
export function isJsonFormat(): boolean {
  return process.env.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === 'JSON';
}

/** Replaces the console's methods by Lambda's: one line each with time, request id and level, below the level nothing. */
export function patchConsole(): void {
  const json = isJsonFormat();
  const least = LEVELS.indexOf((process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase() ?? 'TRACE') as Level);
  for (const [method, level] of Object.entries(METHODS)) {
    const write = json ? jsonLine : textLine;
    const silent = LEVELS.indexOf(level) < least;
    const log = silent ? () => undefined : (...args: unknown[]) => { process.stdout.write(`${write(level, args)}\n`); };
    (console as unknown as Record<string, unknown>)[method] = log;
  }
}

/** Line breaks inside a text line become carriage returns, since CloudWatch splits events at line breaks. */
function textLine(level: Level, args: unknown[]): string {
  return [new Date().toISOString(), logScope.requestId, level, format(...args)].join('\t').replace(/\n/g, '\r');
}

function jsonLine(level: Level, args: unknown[]): string {
  const head = { timestamp: new Date().toISOString(), level, requestId: logScope.requestId };
  if (args.length === 1) return singleArgument(head, args[0]);
  const error = args.find(argument => argument instanceof Error);
  return JSON.stringify({ ...head, message: format(...args), ...error ? errorFields(error) : {} });
}

/** A single argument keeps its structure where JSON can hold it. */
function singleArgument(head: object, message: unknown): string {
  try {
    return JSON.stringify({ ...head, message }, (_, value: unknown) => (value instanceof Error ? { ...errorFields(value), ...value } : value));
  } catch {
    return JSON.stringify({ ...head, message: format(message) });
  }
}

function errorFields(error: Error): object {
  return { errorType: error.constructor.name, errorMessage: error.message, stackTrace: (error.stack ?? '').split('\n') };
}
