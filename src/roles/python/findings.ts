import { boto3Call } from './boto3/calls';
import type { Found } from './boto3/found';
import { CallInput } from './boto3/input';
import { loadCall } from './boto3/resource-objects';
import { libraryCalls } from './libraries';
import { likelyCall } from './likely-calls';
import type { Project } from './project';
import type { SourceModule } from './syntax/scope';
import type { CallNode, Expression, MemberNode, Place } from './syntax/tree';
import { Evaluator } from './values/evaluator';
import { isUnknown, serviceOf, type Value } from './values/value';
import { UNKNOWN_INPUT } from '../operations/input';
import type { Service } from '../operations/table';
import type { Confidence, Note, NoteKind, Use } from '../use';
import { usesOfCall } from '../uses-of-call';

/** Methods that write down what they are given and do nothing with it. */
const LOGGING = /^(print|repr|str|id|type|isinstance|hasattr|log|info|warn|warning|error|debug|exception|setattr|getattr|callable|len|bool)$/;

/** Collects what all files of a function call, and what could not be followed. */
export class Findings {
  public readonly uses: Use[] = [];
  public readonly notes: Note[] = [];
  private readonly evaluator: Evaluator;
  /** Services of which an operation is called, be it one that needs no permission. */
  private readonly called = new Set<string>();
  private readonly made: Array<{ readonly service: Service; readonly place: Place }> = [];

  public constructor(private readonly project: Project, private readonly deadline: number) {
    this.evaluator = new Evaluator(project);
  }

  public collect(): void {
    const { modules } = this.project;
    modules.forEach(module => this.noteImports(module));
    const sites = modules.flatMap(({ calls }) => calls);
    const silent = sites.filter(site => this.isInTime() && !this.collectSite(site));
    if (this.made.length > 0) modules.flatMap(({ reads }) => reads).forEach(read => this.collectRead(read));
    silent.forEach(site => this.collectLikely(site));
    this.noteEscapes(silent);
    this.noteSilentClients();
    if (this.project.isExhausted) this.notes.push({ kind: 'budget', message: 'the budget of evaluated expressions is used up', file: modules[0]?.file ?? '' });
    if (!this.isInTime()) this.notes.push({ kind: 'budget', message: 'the budget of time is used up', file: modules[0]?.file ?? '' });
  }

  private isInTime(): boolean {
    return Date.now() < this.deadline;
  }

  /** Whether the site is something of boto3. */
  private collectSite(site: CallNode): boolean {
    const callees = this.evaluator.evaluate(site.callee);
    const args = this.evaluator.argumentsOf(site);
    const found = [...callees.flatMap(callee => this.callsOf(callee, site)), ...this.handedMethods(site, args)];
    found.forEach(item => this.add(item, site.place, 'certain'));
    this.noteWhatElseRuns(site, callees);
    return found.length > 0 || callees.some(callee => callee.kind === 'method' && serviceOf(callee.on) !== undefined);
  }

  private callsOf(callee: Value, site: CallNode): readonly Found[] {
    if (callee.kind === 'partial') return [];
    return boto3Call(callee, this.evaluator.argumentsOf(site))?.found ?? [];
  }

  /** `executor.submit(client.put_object, Bucket=…)`, `partial(table.get_item)`: what is handed on is called. */
  private handedMethods(site: CallNode, args: ReturnType<Evaluator['argumentsOf']>): readonly Found[] {
    const given = [...site.positional, ...site.keywords.values()].filter(mayBeMethod);
    return given.flatMap(node => this.evaluator.evaluate(node)).flatMap<Found>(value => {
      if (value.kind === 'computed') return [{ kind: 'computed', service: value.service }];
      if (value.kind !== 'method' || serviceOf(value.on) === undefined) return [];
      const found = boto3Call(value, args)?.found ?? [];
      const hasParameters = site.keywords.size > 0;
      return found.flatMap(item => item.kind === 'operation' ? [hasParameters || !(item.input instanceof CallInput) || item.input.names.length > 0 ? item : { ...item, input: UNKNOWN_INPUT }] : []);
    });
  }

  /** An attribute of a resource object is read from AWS when it is first asked for. */
  private collectRead(read: MemberNode): void {
    if (isPlainName(read.object) && read.place.scope.lookup(read.object.name) === undefined) return;
    for (const value of this.evaluator.evaluate(read)) {
      if (value.kind !== 'method' || value.on.kind !== 'resource' || value.name.startsWith('_')) continue;
      const { model } = value.on;
      if (model.actions.has(value.name) || model.has.has(value.name) || model.waiters.has(value.name) || value.name === 'batch_writer') continue;
      const call: CallNode = { type: 'call', callee: read, positional: [], keywords: new Map(), spread: [], place: read.place };
      loadCall(value.on, this.evaluator.argumentsOf(call))?.found.forEach(item => this.add(item, read.place, 'certain'));
    }
  }

  private add(found: Found, place: Place, confidence: Confidence): void {
    switch (found.kind) {
      case 'client':
        this.made.push({ service: found.service, place });
        return;
      case 'unknown service':
        return found.name === undefined
          ? this.note('computed-call', place, 'of which service a client is made is computed')
          : this.note('unknown-operation', place, `${found.name} is no service that is in the table`);
      case 'unknown method':
        return this.note('unknown-operation', place, `${found.method} is no operation of ${found.service.id} that an IAM action is known for`, found.service);
      case 'computed':
        return this.note('computed-call', place, `which operation of ${found.service.id} is called is computed`, found.service);
      case 'library':
        return this.note('library', place, `${found.name} calls AWS, and its actions are not known here`);
      case 'operation': {
        this.called.add(found.service.name);
        const { uses, notes } = usesOfCall({ ...found, ...placeOf(place), confidence: found.isGuess ? 'likely' : confidence });
        this.uses.push(...uses);
        this.notes.push(...notes);
      }
    }
  }

  private note(kind: NoteKind, place: Place, message: string, service?: Service): void {
    this.notes.push({ kind, message, ...placeOf(place), ...service === undefined ? {} : { service: service.name } });
  }

  private collectLikely(site: CallNode): void {
    const found = likelyCall(site, this.evaluator);
    if (found !== undefined) this.add(found, site.place, 'likely');
  }

  /** Clients that are handed to code that is not followed. */
  private noteEscapes(sites: readonly CallNode[]): void {
    if (this.made.length === 0) return;
    for (const site of sites) {
      const { callee } = site;
      if ((callee.type === 'name' || callee.type === 'member') && LOGGING.test(callee.name)) continue;
      const handed = [...site.positional, ...site.keywords.values()].flatMap(given => this.servicesIn(given));
      if (handed.length === 0 || this.isFollowed(site)) continue;
      for (const service of handed) this.note('client-escapes', site.place, `a client of ${service.id} goes to code that is not followed`, service);
    }
  }

  /** Whether it is known what a call does with its arguments. */
  private isFollowed(site: CallNode): boolean {
    return this.evaluator.evaluate(site.callee).some(({ kind }) => kind === 'function' || kind === 'class' || kind === 'instance' || kind === 'partial')
      || !isUnknown(this.evaluator.evaluate(site));
  }

  private servicesIn(given: Expression): readonly Service[] {
    if (given.type === 'dict') return given.entries.flatMap(({ value }) => this.servicesIn(value));
    if (given.type === 'list') return given.items.flatMap(item => this.servicesIn(item));
    if (given.type !== 'name' && given.type !== 'member' && given.type !== 'call') return [];
    return this.evaluator.evaluate(given).flatMap(value => (value.kind === 'client' || value.kind === 'resource' ? serviceOf(value) : undefined) ?? []);
  }

  /** A client of which no call was found is never passed over in silence. */
  private noteSilentClients(): void {
    const told = new Set([...this.called, ...[...this.uses, ...this.notes].map(({ service }) => service)]);
    for (const { service, place } of this.made) {
      if (!told.has(service.name)) this.note('client-without-calls', place, `a client of ${service.id} is made, and no call of it was found`, service);
    }
  }

  private noteImports({ imports, file, lineOf }: SourceModule): void {
    for (const { module, names, start } of imports) {
      const found = [module, ...names.map(name => `${module}.${name}`)].find(name => libraryCalls(name) !== undefined);
      if (found !== undefined) this.notes.push({ kind: 'library', message: `${found} ${libraryCalls(found) ?? ''}`, file, line: lineOf(start) });
    }
  }

  private noteWhatElseRuns({ place }: CallNode, callees: readonly Value[]): void {
    for (const callee of callees) {
      const [, name] = callee.kind === 'package' ? /^builtins\.(eval|exec|compile)$/.exec(callee.name) ?? [] : [];
      if (name !== undefined) this.note('code-from-text', place, `${name} runs code that is made of text`);
      if (callee.kind === 'package' && (callee.name === 'importlib.import_module' || callee.name === 'builtins.__import__')) this.note('unresolved-import', place, 'a module is loaded by a name that is made when the code runs');
      if (callee.kind === 'package' && /^os\.(system|popen|exec|spawn|posix_spawn)/.test(callee.name)) this.note('library', place, `${callee.name} starts programs by the role of the function, which are not followed`);
    }
  }
}

/** `client.put_object`, or a name for it. */
function mayBeMethod(node: Expression): boolean {
  if (node.type !== 'name') return node.type === 'member';
  return node.place.scope.lookup(node.name)?.sources.some(source => source.kind === 'expression' && (source.node.type === 'member' || source.node.type === 'call')) ?? false;
}

function isPlainName(node: Expression): node is Extract<Expression, { type: 'name' }> {
  return node.type === 'name';
}

function placeOf({ start, scope: { module } }: Place): { readonly file: string; readonly line: number } {
  return { file: module.file, line: module.lineOf(start) };
}
