import type { SourceModule } from './syntax/scope';
import type { CallNode, ClassNode, FunctionNode } from './syntax/tree';
import { withBases } from './values/classes';
import type { Evaluator } from './values/evaluator';
import { valuesOfImport } from './values/imports';
import type { Value } from './values/value';

/** All files of a function's own code, with the indexes that names are followed by. */
export class Project {
  private readonly calls = new Map<string, CallNode[]>();
  private readonly callbacks = new Map<string, CallNode[]>();
  private readonly namesOfFunctions = new Map<string, number>();
  private readonly heirs = new Map<ClassNode, readonly ClassNode[]>();
  private handlers: ReadonlySet<FunctionNode> | undefined;

  /**
   * @param modules - the entry first
   * @param resolve - the file that a module's import of a dotted name means, where it was read
   * @param steps - how much may be evaluated; past that nothing is known, and the analysis says so
   */
  public constructor(
    public readonly modules: readonly SourceModule[],
    private readonly resolve: (specifier: string, from: string) => SourceModule | undefined,
    private steps: number,
  ) {
    for (const { calls, functions } of modules) {
      for (const call of calls) {
        add(this.calls, nameOf(call.callee), call);
        for (const given of [...call.positional, ...call.keywords.values()]) add(this.callbacks, nameOf(given), call);
      }
      for (const { name } of functions) this.namesOfFunctions.set(name, (this.namesOfFunctions.get(name) ?? 0) + 1);
    }
  }

  /** A class and those that extend it. */
  public heirsOf(node: ClassNode, evaluator: Evaluator): readonly ClassNode[] {
    const known = this.heirs.get(node);
    if (known !== undefined) return known;
    const classes = this.modules.flatMap(module => module.classes);
    const heirs = classes.filter(other => other === node || other.bases.length > 0 && withBases(other, evaluator).includes(node));
    this.heirs.set(node, heirs);
    return heirs;
  }

  /** Counts a step of evaluation; `false` where there is none left. */
  public takeStep(): boolean {
    this.steps -= 1;
    return this.steps > 0;
  }

  public get isExhausted(): boolean {
    return this.steps <= 0;
  }

  public moduleOf(specifier: string, from: SourceModule): SourceModule | undefined {
    return this.resolve(specifier, from.file);
  }

  /** A package by its dotted name; `os.environ` is the environment. */
  public packageNamed(name: string): Value {
    return name === 'os.environ' ? { kind: 'environment' } : { kind: 'package', name };
  }

  public memberOfPackage(packageName: string, name: string): readonly Value[] {
    const [entry] = this.modules;
    const dotted = `${packageName}.${name}`;
    // A folder of own files without an `__init__.py`.
    const module = entry === undefined ? undefined : this.moduleOf(dotted, entry);
    return [module === undefined ? this.packageNamed(dotted) : { kind: 'module', module }];
  }

  /** A name that comes with `from module import *`. */
  public starredName(name: string, module: SourceModule, evaluator: Evaluator): readonly Value[] | undefined {
    for (const specifier of module.starred) {
      const from = this.moduleOf(specifier, module);
      if (from?.top.named(name) !== undefined) return valuesOfImport(specifier, name, module, evaluator);
    }
    return undefined;
  }

  /** Calls whose callee ends with a name. */
  public callsOf(name: string): readonly CallNode[] {
    return this.calls.get(name) ?? [];
  }

  /** Calls that are given something of a name. */
  public callbacksOf(name: string): readonly CallNode[] {
    return name === '' ? [] : this.callbacks.get(name) ?? [];
  }

  public isOnlyOneNamed(name: string): boolean {
    return this.namesOfFunctions.get(name) === 1;
  }

  /** Whether Lambda calls the function, so that its first parameter is the event. */
  public isHandler(fn: FunctionNode, evaluator: Evaluator): boolean {
    if (this.handlers === undefined) {
      // What is asked meanwhile is asked in order to tell.
      this.handlers = new Set();
      this.handlers = this.findHandlers(evaluator);
    }
    return this.handlers.has(fn);
  }

  /**
   * The functions of the entry that look like handlers and that no other code calls: any module of Python can be one,
   * and the template's name of it is not known here.
   */
  private findHandlers(evaluator: Evaluator): ReadonlySet<FunctionNode> {
    const [entry] = this.modules;
    if (entry === undefined) return new Set();
    const named = entry.top.names.filter(({ name }) => /handler|^main$|^lambda/i.test(name)).flatMap(binding => evaluator.valuesOf(binding, undefined, undefined));
    const values = named.flatMap(value => value.kind === 'function' ? [value.node] : []);
    const tops = entry.functions.filter(fn => fn.scope === entry.top && looksLikeHandler(fn));
    return new Set([...values, ...tops].filter(fn => !this.isCalled(fn, evaluator)));
  }

  private isCalled(fn: FunctionNode, evaluator: Evaluator): boolean {
    return this.callsOf(fn.name).some(({ callee, place }) => place.scope.fn !== fn && evaluator.evaluate(callee).some(value => value.kind === 'function' && value.node === fn));
  }
}

function looksLikeHandler({ name, parameters }: FunctionNode): boolean {
  const [first, second] = parameters;
  if (first === undefined || first.kind !== 'plain') return false;
  return /handler$|^main$|^lambda/i.test(name) || /^_?(event|evt)$/i.test(first.name) || /^_*(context|ctx|lambda_context)_*$/i.test(second?.name ?? '');
}

function nameOf(node: CallNode['callee']): string {
  return node.type === 'name' || node.type === 'member' ? node.name : '';
}

function add(map: Map<string, CallNode[]>, name: string, call: CallNode): void {
  if (name === '') return;
  const calls = map.get(name);
  if (calls === undefined) map.set(name, [call]);
  else if (calls.at(-1) !== call) calls.push(call);
}
