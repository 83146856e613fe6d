import type { Inspect } from './verdict';

/**
 * Commands whose name alone says that the request chose it. Of the others, such as CONFIG, name and first argument must
 * be the request's: as a single word they are too common.
 */
const UNMISTAKABLE: ReadonlySet<string> = new Set(['bgrewriteaof', 'bgsave', 'failover', 'flushall', 'flushdb', 'migrate', 'psync', 'replicaof', 'shutdown', 'slaveof']);

/** Prepares an administrative command, its words parted by spaces, then tells whether the inputs of one event chose it. */
export function inspectCommand(command: string): Inspect {
  const text = command.toLowerCase();
  const [name, first] = text.split(' ');
  const missing = new Set(first === undefined ? [name] : [name, first]);
  return input => {
    const words = input.trim().toLowerCase().replace(/\s+/g, ' ');
    missing.delete(words);
    const isChosen = (words === name && UNMISTAKABLE.has(name)) || missing.size === 0 || (words.includes(' ') && (text.startsWith(words) || words.startsWith(text)));
    return isChosen ? { change: `is the command: ${name}` } : undefined;
  };
}

/** Prepares commands that stand one a line, then tells whether an input brought lines of its own. */
export function inspectLines(lines: string): Inspect {
  return input => {
    const brought = input.trim();
    const at = brought.indexOf('\n');
    if (at < 0 || !lines.includes(brought)) return undefined;
    return { change: `added the line ${brought.slice(at + 1, at + 25).trim()}` };
  };
}
