import { callbacksIn, type Callbacks } from './syntax/calls';
import { addTo, type CallSite, type FunctionNode, type SourceModule } from './syntax/scope';
import type { Evaluator } from './values/evaluator';
import { handlersIn } from './values/handlers';

/** All files of a function's own code, with the indexes that names are followed by. */
export class Project {
  private calls: ReadonlyMap<string, readonly CallSite[]> | undefined;
  private readonly callbacks = new Map<SourceModule, Callbacks>();
  private named: ReadonlyMap<string, number> | undefined;
  private handlers: ReadonlySet<FunctionNode> | undefined;

  /**
   * @param modules - the entry first
   * @param resolve - the file that a module's import of a name means, where it was read
   * @param steps - how much may be evaluated; past that nothing is known, and the analysis says so
   */
  public constructor(
    public readonly modules: readonly SourceModule[],
    private readonly resolve: (specifier: string, from: string) => SourceModule | undefined,
    private steps: number,
  ) {}

  /** Counts a step of evaluation; `false` where there is none left. */
  public takeStep(): boolean {
    this.steps -= 1;
    return this.steps > 0;
  }

  public get isExhausted(): boolean {
    return this.steps <= 0;
  }

  public moduleOf(specifier: string, from: string): SourceModule | undefined {
    return this.resolve(specifier, from);
  }

  /** Calls whose callee ends with a name. */
  public callsOf(name: string): readonly CallSite[] {
    this.calls ??= byCalledName(this.modules);
    return this.calls.get(name) ?? [];
  }

  /** The functions that calls of a module are handed. */
  public callbacksOf(module: SourceModule): Callbacks {
    const known = this.callbacks.get(module) ?? callbacksIn(module.calls);
    this.callbacks.set(module, known);
    return known;
  }

  /** Whether no other function has one of the function's names. */
  public isOnlyOneNamed(fn: FunctionNode): boolean {
    const info = this.modules.map(({ functions }) => functions.get(fn)).find(found => found !== undefined);
    this.named ??= countNames(this.modules);
    return info !== undefined && info.names.every(name => this.named?.get(name) === 1);
  }

  /** Whether Lambda calls the function, so that its first parameter is the event. */
  public isHandler(fn: FunctionNode, evaluator: Evaluator): boolean {
    if (this.handlers === undefined) {
      // What is asked meanwhile is asked in order to tell.
      this.handlers = new Set();
      const [entry] = this.modules;
      this.handlers = entry === undefined ? new Set() : handlersIn(entry, evaluator);
    }
    return this.handlers.has(fn);
  }
}

/** How many functions have each name. */
function countNames(modules: readonly SourceModule[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { functions } of modules) for (const { names } of functions.values()) names.forEach(name => counts.set(name, (counts.get(name) ?? 0) + 1));
  return counts;
}

function byCalledName(modules: readonly SourceModule[]): ReadonlyMap<string, readonly CallSite[]> {
  const found = new Map<string, CallSite[]>();
  for (const { calls } of modules) for (const call of calls) addTo(found, calledName(call), call);
  return found;
}

function calledName({ node: { callee } }: CallSite): string {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression') return '';
  return callee.property.type === 'Identifier' || callee.property.type === 'PrivateIdentifier' ? callee.property.name : '';
}
