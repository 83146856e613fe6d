import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ImportResolver } from './resolve';
import type { Note } from '../../use';
import { parse } from '../syntax/parse';
import { BudgetError, type Budget } from '../syntax/read-expressions';
import { scan } from '../syntax/scan';
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
  const loader = new Loader(entry, options);
  loader.loadAll(entry);
  return loader;
}

class Loader implements Loaded {
  public readonly modules: SourceModule[] = [];
  public readonly notes: Note[] = [];
  private readonly byPath = new Map<string, SourceModule | undefined>();
  private readonly paths = new Map<string, string>();
  private readonly resolver: ImportResolver;

  public constructor(entry: string, private readonly options: LoadOptions) {
    this.resolver = new ImportResolver(options.root, dirname(entry));
  }

  public resolve = (specifier: string, from: string): SourceModule | undefined => {
    const path = this.paths.get(from);
    const file = path === undefined ? undefined : this.resolver.resolve(specifier, path);
    return file === undefined ? undefined : this.byPath.get(file);
  };

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
      this.paths.set(module.file, path);
      this.modules.push(module);
      open.push(...this.imported(module, path));
    }
  }

  private imported(module: SourceModule, path: string): readonly string[] {
    return module.imports.flatMap(({ module: specifier, names, start }) => {
      const file = this.resolver.resolve(specifier, path);
      // A name can be a file of the package, and a package is loaded before what it holds.
      const packages = specifier.split('.').slice(0, -1).map((_step, position, steps) => steps.slice(0, position + 1).join('.')).filter(name => /[^.]/.test(name));
      const inner = names.map(name => this.resolver.resolve(/\.$/.test(specifier) ? `${specifier}${name}` : `${specifier}.${name}`, path));
      const found = [...packages.map(name => this.resolver.resolve(name, path)), file, ...inner].filter(candidate => candidate !== undefined);
      if (found.length === 0 && (specifier.startsWith('.') || this.resolver.isStrange(specifier))) {
        const message = specifier.startsWith('.') ? `${specifier} is not there` : `${specifier} is not among the function's own files, and what it calls is not known`;
        this.notes.push({ kind: 'unresolved-import', message, file: module.file, line: module.lineOf(start) });
      }
      return found;
    });
  }

  private load(path: string): SourceModule | undefined {
    try {
      const text = decoded(readFileSync(path));
      const parsed = parse(text);
      if ('problem' in parsed) return this.note('not-analysable', path, parsed.problem);
      const module = scan(parsed.tree, { file: this.nameOf(path), text, budget: this.options.budget });
      const error = firstError(parsed.tree);
      if (error !== undefined) {
        this.notes.push({ kind: 'not-analysable', message: 'it does not parse as a whole; what does is read', file: module.file, line: module.lineOf(error) });
      }
      return module;
    } catch (error) {
      if (error instanceof BudgetError) return this.note('budget', path, 'the budget of syntax nodes is used up');
      if (error instanceof RangeError) return this.note('not-analysable', path, 'it is nested too deeply');
      return this.note('not-analysable', path, `it cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
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

/** The text of a file: UTF-8, or what an old source says that it is, near enough to be read. */
function decoded(bytes: Buffer): string {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  return text.includes('\uFFFD') && /^(?:.*\n)?.*coding[:=]\s*(latin|iso-8859|cp125)/.test(text.slice(0, 200)) ? bytes.toString('latin1') : text;
}

/** Where a tree has its first error. */
function firstError(tree: Parameters<typeof scan>[0]): number | undefined {
  let found: number | undefined;
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) found ??= from;
      return found === undefined;
    },
  });
  return found;
}
