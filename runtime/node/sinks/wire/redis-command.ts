import type { InputIndex } from '../../invocation/input-index';
import { inspection } from '../../lazy-inspection';
import type { SinkCall } from '../sink';

/** What is judged of a command. */
type CommandText = Pick<SinkCall, 'operation' | 'text' | 'prepare' | 'alsoCompare'>;

/** Commands that carry a Lua script, and which argument it is; by the second word where there is one. */
const SCRIPTS: ReadonlyMap<string, number> = new Map([['EVAL', 1], ['EVAL_RO', 1], ['SCRIPT LOAD', 2], ['FUNCTION LOAD', -1]]);

/** Commands that an operator gives and no request needs: where one is a request's own word, the request chose the command. */
const ADMINISTRATION: ReadonlySet<string> = new Set([
  'ACL', 'BGREWRITEAOF', 'BGSAVE', 'CLUSTER', 'CONFIG', 'DEBUG', 'EVAL', 'FAILOVER', 'FLUSHALL', 'FLUSHDB', 'FUNCTION', 'MIGRATE', 'MODULE',
  'PSYNC', 'REPLICAOF', 'SAVE', 'SCRIPT', 'SHUTDOWN', 'SLAVEOF',
]);

/** Arguments, and characters of each, that tell which command it is. */
const SHOWN_ARGUMENTS = 4;
const SHOWN_CHARACTERS = 64;

const inspectScript = (text: string) => inspection().inspectScript(text, 'lua');
const words = (inputs: InputIndex) => inputs.words;
const inspectCommand = (text: string) => inspection().inspectCommand(text);

/** Whether a command is looked into at all: those that read and write data are not. */
export function isInteresting(name: string): boolean {
  const upper = name.toUpperCase();
  return upper === 'EVAL_RO' || ADMINISTRATION.has(upper);
}

export function readCommand(args: readonly string[]): CommandText | undefined {
  const [name = '', second = ''] = args.map(arg => arg.toUpperCase().slice(0, SHOWN_CHARACTERS));
  const two = `${name} ${second}`;
  const operation = SCRIPTS.has(two) ? two : name;
  const script = args.at(SCRIPTS.get(operation) ?? args.length);
  if (script !== undefined) return { operation, text: script, prepare: inspectScript };
  if (!ADMINISTRATION.has(name)) return undefined;
  const text = args.slice(0, SHOWN_ARGUMENTS).map(arg => arg.slice(0, SHOWN_CHARACTERS)).join(' ');
  return { operation: name, text, prepare: inspectCommand, alsoCompare: words };
}
