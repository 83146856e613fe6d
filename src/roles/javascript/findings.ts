import { findCalls, type Found } from './find-calls';
import { likelyCall } from './likely-calls';
import type { Project } from './project';
import type { Confidence, Note, NoteKind, Use } from '../use';
import { usesOfCall } from '../uses-of-call';
import type { CallSite } from './syntax/scope';
import { Evaluator } from './values/evaluator';
import { isUnknown, type Client } from './values/value';

/** Methods that write down what they are given and do nothing with it. */
const LOGGING = /^(log|info|warn|error|debug|trace|addPersistentLogAttributes)$/;

/** Collects what all files of a function call, and what could not be followed. */
export class Findings {
  public readonly uses: Use[] = [];
  public readonly notes: Note[] = [];
  private readonly evaluator: Evaluator;
  private readonly made: { readonly client: Client; readonly site: CallSite }[] = [];

  public constructor(private readonly project: Project) {
    this.evaluator = new Evaluator(project);
  }

  public collect(): void {
    const { modules } = this.project;
    const sites = modules.flatMap(({ calls }) => calls);
    const silent = sites.filter(site => !this.collectSite(site));
    this.collectLikely(silent);
    this.noteEscapes(silent);
    this.noteSilentClients();
    if (this.project.isExhausted) this.notes.push({ kind: 'budget', message: 'the budget of evaluated expressions is used up', file: modules[0]?.file ?? '' });
  }

  /** Whether the site is something of an SDK. */
  private collectSite(site: CallSite): boolean {
    const found = findCalls(site, this.evaluator);
    found.forEach(item => this.add(item, site, 'certain'));
    if (found.length === 0) this.noteCodeFromText(site);
    return found.length > 0;
  }

  private add(found: Found, site: CallSite, confidence: Confidence): void {
    switch (found.kind) {
      case 'client':
        this.made.push({ client: found.client, site });
        return;
      case 'unknown method':
        return this.note('unknown-operation', site, `${found.method} is no operation of ${found.client.service.id} that an IAM action is known for`, found.client);
      case 'computed':
        return this.note('computed-call', site, `which operation of ${found.client.service.id} is called is computed`, found.client);
      case 'operation': {
        const { service, operation, input } = found;
        const { file, line } = placeOf(site);
        const { uses, notes } = usesOfCall({ service, operation, input, file, line, confidence });
        this.uses.push(...uses);
        this.notes.push(...notes);
      }
    }
  }

  private note(kind: NoteKind, site: CallSite, message: string, client?: Client): void {
    this.notes.push({ kind, message, ...placeOf(site), ...client === undefined ? {} : { service: client.service.name } });
  }

  private collectLikely(sites: readonly CallSite[]): void {
    for (const site of sites) {
      const found = likelyCall(site, this.evaluator);
      if (found !== undefined) this.add(found, site, 'likely');
    }
  }

  /** Clients that are handed to code that is not followed. */
  private noteEscapes(sites: readonly CallSite[]): void {
    if (this.made.length === 0) return;
    for (const site of sites) {
      const { node } = site;
      const { callee } = node;
      if (callee.type === 'Super' || callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && LOGGING.test(callee.property.name)) continue;
      const handed = node.arguments.flatMap(given => this.clientsIn(given, site));
      if (handed.length === 0 || this.isFollowed(site)) continue;
      for (const client of handed) this.note('client-escapes', site, `a client of ${client.service.id} goes to code that is not followed`, client);
    }
  }

  /** Whether it is known what a call does with its arguments; an SDK that was bundled in is not looked into. */
  private isFollowed({ node, scope }: CallSite): boolean {
    const callees = this.evaluator.evaluate(node.callee, scope);
    if (callees.some(value => value.kind === 'function' && !value.scope.module.functions.has(value.node))) return false;
    return !isUnknown(callees) || !isUnknown(this.evaluator.evaluate(node, scope));
  }

  private clientsIn(given: CallSite['node']['arguments'][number], { scope }: CallSite): readonly Client[] {
    if (given.type === 'ObjectExpression') {
      return given.properties.flatMap(property => property.type === 'SpreadElement' ? [] : this.clientsIn(property.value, { scope } as CallSite));
    }
    if (given.type !== 'Identifier' && given.type !== 'MemberExpression' && given.type !== 'NewExpression') return [];
    return this.evaluator.evaluate(given, scope).flatMap(value => value.kind === 'client' ? [value.client] : []);
  }

  /** A client of which no call was found is never passed over in silence. */
  private noteSilentClients(): void {
    const told = new Set([...this.uses, ...this.notes].map(({ service }) => service));
    for (const { client, site } of this.made) {
      if (!told.has(client.service.name)) this.note('client-without-calls', site, `a client of ${client.service.id} is made, and no call of it was found`, client);
    }
  }

  private noteCodeFromText(site: CallSite): void {
    const { node: { callee }, scope } = site;
    if (callee.type !== 'Identifier' || callee.name !== 'eval' && callee.name !== 'Function' || scope.lookup(callee.name) !== undefined) return;
    this.note('code-from-text', site, `${callee.name} runs code that is made of text`);
  }
}

function placeOf({ node, scope: { module } }: CallSite): { readonly file: string; readonly line: number } {
  return { file: module.file, line: module.lineOf(node.start) };
}
