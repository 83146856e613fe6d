import { readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { packageNote } from './packages';
import { isRelative, resolvePath } from './resolve';
import { compile, needsCompiler } from './typescript';
import type { Note } from '../../use';
import { foreignParts, isSdkFile } from '../sdk/foreign';
import type { Place } from '../syntax/lines';
import { parse } from '../syntax/parse';
import { BudgetError, scan, type Budget } from '../syntax/scan';
import type { SourceModule } from '../syntax/scope';

/** The files of a function: its entry and what that imports, as far as it is the function's own. */
export interface Loaded {
  readonly modules: readonly SourceModule[];
  readonly notes: readonly Note[];
  readonly resolve: (specifier: string, from: string) => SourceModule | undefined;
}

export interface LoadOptions {
  /** Files are named relative to this folder. */
  readonly root: string;
  readonly budget: Budget;
  /** Milliseconds since the epoch after which no further file is read. */
  readonly deadline: number;
}

/** More files than these are read by no function that starts in time. */
const MAX_FILES = 2000;

/** Reads a function's files, each once, breadth first. Whatever is wrong with one of them is a note. */
export function loadModules(entry: string, options: LoadOptions): Loaded {
  const loader = new Loader(options);
  loader.loadAll(entry);
  return loader;
}

class Loader implements Loaded {
  public readonly modules: SourceModule[] = [];
  public readonly notes: Note[] = [];
  private readonly byPath = new Map<string, SourceModule | undefined>();
  private readonly byName = new Map<string, string>();
  /** By path without an extension; `null` where nothing is there. */
  private readonly resolved = new Map<string, string | null>();

  public constructor(private readonly options: LoadOptions) {}

  public resolve = (specifier: string, from: string): SourceModule | undefined => {
    const path = this.byName.get(from);
    return path === undefined || !isRelative(specifier) ? undefined : this.byPath.get(this.fileOf(specifier, path) ?? '');
  };

  /** The file that an import means; where it is, is asked once. */
  private fileOf(specifier: string, from: string): string | undefined {
    const path = join(dirname(from), specifier);
    const known = this.resolved.get(path);
    if (known !== undefined) return known ?? undefined;
    const file = resolvePath(path, extname(from));
    this.resolved.set(path, file ?? null);
    return file;
  }

  public loadAll(entry: string): void {
    const open = [entry];
    for (let path = open.shift(); path !== undefined; path = open.shift()) {
      if (this.byPath.has(path)) continue;
      if (this.byPath.size >= MAX_FILES || Date.now() > this.options.deadline) {
        this.note('budget', path, `it and ${open.length} more files are not read: the budget of ${MAX_FILES} files or of time is used up`);
        return;
      }
      const module = this.load(path);
      this.byPath.set(path, module);
      if (module === undefined) continue;
      this.byName.set(module.file, path);
      this.modules.push(module);
      open.push(...this.imported(module, path));
    }
  }

  private imported(module: SourceModule, path: string): readonly string[] {
    const files: string[] = [];
    for (const { specifier, position } of module.imports) {
      const file = isRelative(specifier) ? this.fileOf(specifier, path) : undefined;
      // What an SDK consists of is known by its name.
      if (file !== undefined && !isSdkFile(file)) files.push(file);
      if (file !== undefined) continue;
      const note = isRelative(specifier) ? { kind: 'unresolved-import', message: `${specifier} is not there` } as const : packageNote(specifier, module);
      if (note !== undefined) this.notes.push({ ...note, file: module.file, line: module.lineOf(position) });
    }
    return files;
  }

  private load(path: string): SourceModule | undefined {
    const file = this.nameOf(path);
    try {
      const text = readFileSync(path, 'utf8');
      if (path.endsWith('.json')) return this.scanned(`module.exports = ${text.trim() || '{}'}`, file);
      if (!needsCompiler(path)) return this.scanned(text, file);
      const compiled = compile(text, path);
      if ('problem' in compiled) return this.unreadable(path, compiled.problem);
      return this.scanned(compiled.code, file, compiled.originalLine);
    } catch (error) {
      if (error instanceof BudgetError) return this.note('budget', path, 'the budget of syntax nodes is used up');
      if (error instanceof RangeError) return this.unreadable(path, 'it is nested too deeply');
      return this.unreadable(path, `it cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private scanned(text: string, file: string, originalLine?: (place: Place) => number): SourceModule | undefined {
    const parsed = parse(text);
    if ('problem' in parsed) return this.unreadable(file, parsed.problem);
    return scan(parsed.program, { file, text, budget: this.options.budget, isForeign: foreignParts(text), originalLine });
  }

  private unreadable(path: string, problem: string): undefined {
    return this.note('not-analysable', path, problem);
  }

  private note(kind: Note['kind'], path: string, message: string): undefined {
    this.notes.push({ kind, message, file: this.nameOf(path) });
    return undefined;
  }

  private nameOf(path: string): string {
    const { root } = this.options;
    return path.startsWith(root) ? path.slice(root.length).replace(/^[\\/]/, '') : path;
  }
}
