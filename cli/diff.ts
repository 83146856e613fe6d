import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { given, oneOf, parseArguments } from './arguments';
import { DIFF_HELP } from './help';
import { EXIT, type ExitCode, Failure, type Host, Misuse } from './host';
import { readText } from './templates/read-text';
import { Unreadable } from './templates/unreadable';
import { hasColour } from './terminal';
import type { Comparison } from '../src/report/compare/change';
import { compareInventories } from '../src/report/compare/compare';
import { DIFF_FAIL_ON, failsDiff } from '../src/report/compare/fails';
import { NoInventory, readInventory } from '../src/report/compare/read-inventory';
import { diffToJson, diffToMarkdown, diffToTable } from '../src/report/compare/to-text';
import type { Inventory } from '../src/report/inventory/inventory';

const FORMATS = ['table', 'json', 'markdown'] as const;
type Format = (typeof FORMATS)[number];

const OPTIONS = {
  'format': { type: 'string', short: 'f' },
  'output': { type: 'string', short: 'o' },
  'fail-on': { type: 'string' },
  'help': { type: 'boolean', short: 'h' },
} as const;

/** An inventory of ten thousand functions has a tenth of this. */
const MAX_BYTES = 512_000_000;

/** Compares two inventories, and tells by its exit code whether anything that protects was lost. */
export function diff(args: readonly string[], host: Host): ExitCode {
  const { values, positionals } = parseArguments(args, OPTIONS);
  if (values.help === true) {
    host.out(DIFF_HELP);
    return EXIT.clean;
  }
  const [before, after, ...others] = positionals;
  if (before === undefined || after === undefined || others.length > 0) throw new Misuse(`${positionals.length} inventories given, expected two: the old one and the new one`);
  const format = given('--format', values.format, (option, value) => oneOf(option, value, FORMATS)) ?? 'table';
  const failOn = given('--fail-on', values['fail-on'], (option, value) => oneOf(option, value, DIFF_FAIL_ON)) ?? 'loss';
  const comparison = compareInventories(inventoryAt(before, host), inventoryAt(after, host));
  print(comparison, format, values.output, host);
  return failsDiff(comparison, failOn) ? EXIT.findings : EXIT.clean;
}

function inventoryAt(argument: string, host: Host): Inventory {
  try {
    return readInventory(readText(argument === '-' ? undefined : fileAt(resolve(host.cwd, argument)), MAX_BYTES));
  } catch (error) {
    if (error instanceof NoInventory || error instanceof Unreadable) throw new Failure(`${argument} ${error.message}`);
    throw error;
  }
}

/** A cloud assembly or a folder of reports stands for the inventory in it. */
function fileAt(path: string): string {
  const isDirectory = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isDirectory) return path;
  const inside = [join(path, 'inventory.json'), join(path, 'serverless-guard', 'inventory.json')].find(file => existsSync(file));
  if (inside === undefined) throw new NoInventory('is a directory without an inventory.json, expected one as a protected app and the command "report" write it');
  return inside;
}

function print(comparison: Comparison, format: Format, output: string | undefined, host: Host): void {
  const table = (colour: boolean) => diffToTable(comparison, { columns: host.columns ?? 100, colour });
  const text = { json: diffToJson, markdown: diffToMarkdown, table: () => table(output === undefined && hasColour(host)) }[format](comparison);
  if (output === undefined) {
    host.out(text);
    return;
  }
  try {
    writeFileSync(resolve(host.cwd, output), text);
  } catch (error) {
    throw new Failure(`cannot write to ${output}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
  host.out(table(hasColour(host)));
}
