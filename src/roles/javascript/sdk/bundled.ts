import type { CallExpression, Expression } from 'acorn';
import { isSdkText } from './foreign';
import { serviceOfClientClass } from '../../operations/services';
import type { ClassNode, Scope } from '../syntax/scope';
import type { Evaluator } from '../values/evaluator';
import type { SdkFunction, Value } from '../values/value';

/**
 * The command of version 3 that a class is, where the SDK was bundled in: its texts survive the shortening of names.
 *
 * Written `class … extends Command.classBuilder()….n("S3Client", "GetObjectCommand")….build()`, or, since 2026,
 * `class … extends command(…, "GetObject", …)`, where `command` was made with `"S3Client"`.
 */
export function bundledCommand({ superClass }: ClassNode, scope: Scope): Value | undefined {
  if (!superClass || superClass.type !== 'CallExpression') return undefined;
  return builtCommand(superClass) ?? madeCommand(superClass, scope);
}

/**
 * The package that a wrapper of a bundler holds: `var require_x = __commonJS({ "node_modules/@aws-sdk/…"(exports) { … } })`,
 * called as `require_x()`. Exports keep their names, so that it is as good as the package itself.
 */
export function bundledPackage({ callee, arguments: given }: CallExpression, scope: Scope): Value | undefined {
  if (callee.type !== 'Identifier' || given.length > 0) return undefined;
  for (const source of scope.lookup(callee.name)?.sources ?? []) {
    if (source.kind !== 'expression' || source.node.type !== 'CallExpression') continue;
    const name = packageOf(source.node, source.scope);
    if (name !== undefined) return { kind: 'package', name };
  }
  return undefined;
}

/** A wrapper is long, and called wherever the module is used. */
const packages = new WeakMap<CallExpression, string | null>();

function packageOf(wrapper: CallExpression, scope: Scope): string | undefined {
  const known = packages.get(wrapper) ?? packageInText(scope.module.text.slice(wrapper.start, wrapper.end)) ?? null;
  packages.set(wrapper, known);
  return known ?? undefined;
}

function packageInText(text: string): string | undefined {
  const [, path] = /^[\w$]+\(\{\s*"[^"]*node_modules\/((?:@aws-sdk\/[\w-]+|aws-sdk(?:\/clients\/\w+)?))[./\w-]*"/.exec(text) ?? [];
  if (path !== undefined) return path;
  if (/DynamoDBDocumentClient\b/.test(text) && text.includes('marshallOptions')) return '@aws-sdk/lib-dynamodb';
  const [, client] = /\.n\("(\w+)Client",\s*"\w+Command"\)/.exec(text) ?? /[(,]\s*"(\w+)Client",/.exec(text) ?? [];
  const service = serviceOfClientClass(`${client ?? ''}Client`);
  if (service !== undefined && isSdkText(text)) return `@aws-sdk/client-${service.id.toLowerCase().replaceAll(' ', '-')}`;
  const [, version2] = /defineService\(["'](\w+)["']/.exec(text) ?? [];
  return version2 === undefined ? undefined : `aws-sdk/clients/${version2}`;
}

function builtCommand(superClass: CallExpression): Value | undefined {
  for (let call: Expression | undefined = superClass; call?.type === 'CallExpression';) {
    const { callee }: CallExpression = call;
    const [client, command] = call.arguments.map(literalOf);
    const service = serviceOfClientClass(client ?? '');
    if (service !== undefined && command?.endsWith('Command')) return { kind: 'command class', service, operation: command.slice(0, -'Command'.length) };
    call = callee.type === 'MemberExpression' && callee.object.type !== 'Super' ? callee.object : undefined;
  }
  return undefined;
}

function madeCommand(superClass: CallExpression, scope: Scope): Value | undefined {
  const { callee } = superClass;
  const operation = superClass.arguments.map(literalOf).find(text => text !== undefined && /^[A-Z]\w+$/.test(text));
  if (operation === undefined || callee.type !== 'Identifier') return undefined;
  for (const source of scope.lookup(callee.name)?.sources ?? []) {
    if (source.kind !== 'expression' || source.node.type !== 'CallExpression') continue;
    const service = source.node.arguments.flatMap(given => serviceOfClientClass(literalOf(given) ?? '') ?? [])[0];
    if (service !== undefined) return { kind: 'command class', service, operation };
  }
  return undefined;
}

/**
 * What a waiter calls that was bundled in: `async (params, input) => createWaiter({ … }, input, checkState)`, where
 * `checkState` sends the command.
 */
export function bundledWaiter({ node, scope }: Extract<Value, { kind: 'function' }>, evaluator: Evaluator): SdkFunction | undefined {
  const { module } = scope;
  if (module.functions.has(node)) return undefined;
  const body = module.text.slice(node.start, node.end);
  const [, check = ''] = /minDelay:\s*\d+,\s*maxDelay:[^]*?\},\s*[\w$]+,\s*([\w$]+)\)/.exec(body) ?? [];
  const [, command = ''] = /\.send\(new ([\w$]+)\(/.exec(textOfName(check, scope)) ?? [];
  const [value] = evaluator.evaluate({ type: 'Identifier', name: command, start: node.start, end: node.start }, scope);
  return value?.kind === 'command class' ? { kind: 'second argument', service: value.service, operation: value.operation } : undefined;
}

/** The text of what a name was given. */
function textOfName(name: string, scope: Scope): string {
  const [source] = scope.lookup(name)?.sources ?? [];
  return source?.kind === 'expression' || source?.kind === 'function' ? scope.module.text.slice(source.node.start, source.node.end) : '';
}

function literalOf(node: { type: string; value?: unknown }): string | undefined {
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}
