import { CHANGE_KINDS, type Change, type ChangeLevel, type Comparison } from './change';
import { countByLevel } from './fails';
import { inertJson, shortened, visible } from '../inert-text';
import { code, markdownTable } from '../markdown-text';
import { counted } from '../summary';
import type { TableStyle } from '../table';
import { padded, wrapped } from '../terminal-text';

/** Grows when a program that reads the comparison would have to change; what is added keeps it. */
const FORMAT_VERSION = 1;

const COLOURS: Readonly<Record<ChangeLevel, number>> = { loss: 31, widened: 33, change: 36, gain: 32 };
/** The width of `widened` and a gap. */
const INDENT = 9;
const MAX_ITEM = 400;
const LEAST_COLUMNS = 40;
const MOST_COLUMNS = 140;

/** `2 losses, 1 widened, 0 other changes, 3 gains; 5 functions before, 6 after`. */
export function diffLine(comparison: Comparison): string {
  const { loss, widened, change, gain } = countByLevel(comparison);
  const { before, after } = comparison.functions;
  const told = comparison.changes.length === 0
    ? 'nothing changed'
    : [`${loss} ${loss === 1 ? 'loss' : 'losses'}`, `${widened} widened`, counted(change, 'other change'), counted(gain, 'gain')].join(', ');
  return `${told}; ${counted(before, 'function')} before, ${after} after`;
}

/** The changes for people: the worst first, a function once a level. */
export function diffToTable(comparison: Comparison, { columns, colour }: TableStyle): string {
  const width = Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, columns)) - INDENT;
  const paint = (text: string, paintedAs: number) => colour ? `\u001b[${paintedAs}m${text}\u001b[0m` : text;
  const lines = comparison.changes.flatMap((change, at) => {
    const previous = comparison.changes[at - 1];
    const isSame = previous !== undefined && previous.level === change.level && previous.function === change.function;
    const head = `${paint(padded(change.level, INDENT), COLOURS[change.level])}${shortened(visible(change.name), MAX_ITEM)}`;
    return [...isSame ? [] : [...at === 0 ? [] : [''], head], ...linesOf(change, width).map(line => ' '.repeat(INDENT) + line)];
  });
  return [...lines, ...lines.length === 0 ? [] : [''], diffLine(comparison), ''].join('\n');
}

function linesOf({ kind, items }: Change, width: number): readonly string[] {
  const shown = items.map(item => shortened(visible(item), MAX_ITEM));
  return [CHANGE_KINDS[kind], ...shown.flatMap(item => wrapped(item, width - 4).map((line, at) => `${at === 0 ? '  - ' : '    '}${line}`))];
}

/** The changes for a pull request. */
export function diffToMarkdown(comparison: Comparison): string {
  const rows = comparison.changes.map(({ level, name, kind, items }) => [level, code(name), CHANGE_KINDS[kind], items.map(code).join('<br>')]);
  const table = rows.length === 0 ? [] : [markdownTable(['level', 'function', 'what', 'which'], rows)];
  return `${[`## Serverless Guard: ${diffLine(comparison)}`, ...table].join('\n\n')}\n`;
}

/** The changes for programs; `docs/diff.schema.json` describes them. */
export function diffToJson(comparison: Comparison): string {
  const { functions, changes } = comparison;
  return `${inertJson({ formatVersion: FORMAT_VERSION, functions, summary: countByLevel(comparison), changes: changes.map(change => ({ ...change, title: CHANGE_KINDS[change.kind] })) })}\n`;
}
