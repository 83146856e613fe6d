import { ItemArguments, type Arguments } from './arguments';
import { serviceOf, text, UNKNOWN_VALUES, type Value } from './value';
import { literal, literalOf } from '../../text';

type Result = (args: Arguments) => readonly Value[];

/** What they are given, near enough to name a resource. */
const first: Result = args => args.at(0);
const listOfFirst: Result = args => args.at(0).map(value => value.kind === 'dict' ? { kind: 'list', items: () => value.node.entries.flatMap(({ key }) => key === undefined ? UNKNOWN_VALUES : args.evaluator.evaluate(key, value.frame)) } : value);

const FUNCTIONS: Readonly<Record<string, Result>> = {
  'builtins.str': first,
  'builtins.list': listOfFirst,
  'builtins.tuple': listOfFirst,
  'builtins.set': listOfFirst,
  'builtins.frozenset': listOfFirst,
  'builtins.sorted': listOfFirst,
  'builtins.reversed': first,
  'builtins.iter': first,
  'builtins.next': args => args.at(0).flatMap(value => args.evaluator.itemsOf(value)),
  'builtins.dict': args => [{ kind: 'merged', layers: [args.at(0).filter(({ kind }) => kind !== 'nothing'), [args.keywords]] }],
  'builtins.getattr': getattr,
  'builtins.enumerate': args => [pairs(() => [UNKNOWN_VALUES, args.at(0).flatMap(value => args.evaluator.itemsOf(value))])],
  'builtins.zip': args => [pairs(() => Array.from({ length: args.count }, (_none, position) => args.at(position).flatMap(value => args.evaluator.itemsOf(value))))],
  'builtins.map': args => [{ kind: 'list', items: () => args.at(0).flatMap(fn => calledWith(fn, args.at(1).flatMap(value => args.evaluator.itemsOf(value)), args)) }],
  'builtins.filter': args => args.at(1),
  'os.getenv': environment,
  'os.environ.get': environment,
  'os.environb.get': environment,
  'os.path.expandvars': first,
  'os.path.join': args => args.evaluator.concatenated(Array.from({ length: args.count }, (_none, position) => args.at(position)).flatMap((values, position) => position === 0 ? [values] : [[text(literal('/'))], values])),
  'json.loads': parsed,
  'simplejson.loads': parsed,
  'orjson.loads': parsed,
  'ujson.loads': parsed,
  'json.dumps': args => args.at(0).filter(({ kind }) => kind === 'event'),
  'copy.copy': first,
  'copy.deepcopy': first,
  'typing.cast': args => args.at(1),
  'decouple.config': environment,
  'starlette.config.Config': () => UNKNOWN_VALUES,
  'functools.lru_cache': first,
  'functools.cache': first,
  'functools.partial': args => args.at(0).map(fn => ({ kind: 'partial', fn, call: { ...args.call, positional: args.call.positional.slice(1) } })),
  'urllib.parse.unquote_plus': first,
  'urllib.parse.unquote': first,
  'urllib.parse.quote': first,
  'urllib.parse.quote_plus': first,
  'urllib.unquote_plus': first,
  'urllib.unquote': first,
  'base64.b64decode': first,
  'gzip.decompress': first,
  'zlib.decompress': first,
  'pathlib.Path': first,
  'pathlib.PurePosixPath': first,
  'asyncio.run': first,
  'asyncio.gather': args => [{ kind: 'list', items: () => args.from(0) }],
  'itertools.chain': args => [{ kind: 'list', items: () => args.from(0).flatMap(value => args.evaluator.itemsOf(value)) }],
  'contextlib.closing': first,
  'contextlib.nullcontext': first,
  'aws_xray_sdk.core.xray_recorder.capture': first,
  'os.environ.copy': () => [{ kind: 'environment' }],
  'pydantic_settings.SettingsConfigDict': args => [args.keywords],
  'types.SimpleNamespace': args => [args.keywords],
  'argparse.Namespace': args => [args.keywords],
};

/** What a function of a package gives back; `undefined` where it is not known. */
export function resultOfFunction(name: string, args: Arguments): readonly Value[] | undefined {
  if (Object.hasOwn(FUNCTIONS, name)) return FUNCTIONS[name]?.(args);
  // Readers of the environment: `environs.Env().str('NAME')`, `environ.Env()('NAME')`.
  if (/^(environs|environ)\.Env\(\)(\.\w+)?$/.test(name)) return environment(args);
  if (/^(environs|environ)\.Env$/.test(name)) return [{ kind: 'package', name: `${name}()` }];
  // What parses the event is the event: `parse(event=event, model=Order)`, `S3Event(event)`.
  const event = [...args.at(0), ...args.named('event')].filter(({ kind }) => kind === 'event');
  return event.length > 0 && /^(aws_lambda_powertools|builtins|pydantic|marshmallow)\b/.test(name) ? event : undefined;
}

/** `os.getenv('NAME', default)` */
function environment(args: Arguments): readonly Value[] {
  const found = args.at(0, 'key').flatMap<Value>(value => {
    const name = value.kind === 'text' ? literalOf(value.text) : undefined;
    return name === undefined ? UNKNOWN_VALUES : [text([{ kind: 'env', name }])];
  });
  const otherwise = args.at(1, 'default').filter(({ kind }) => kind !== 'nothing');
  return otherwise.length === 0 ? found : args.evaluator.orElse(found, otherwise);
}

function parsed(args: Arguments): readonly Value[] {
  return args.at(0).map(value => value.kind === 'event' ? { kind: 'event', path: value.path.endsWith('{}') || value.path === '' ? value.path : `${value.path}{}` } : { kind: 'unknown' });
}

/** A name that is computed makes a client's method any. */
function getattr(args: Arguments): readonly Value[] {
  const names = args.at(1).map(value => value.kind === 'text' ? literalOf(value.text) : undefined);
  return args.at(0).flatMap(on => names.flatMap<Value>(name => {
    if (name !== undefined) return args.evaluator.attribute(on, name);
    const service = serviceOf(on);
    return service === undefined ? UNKNOWN_VALUES : [{ kind: 'computed', service }];
  }));
}

/** A list of lists with one item in each place. */
function pairs(places: () => ReadonlyArray<readonly Value[]>): Value {
  return { kind: 'list', items: () => [{ kind: 'record', members: new Map(places().map((values, position) => [String(position), values] as const)) }] };
}

/** What a function gives for each of some items. */
function calledWith(fn: Value, items: readonly Value[], args: Arguments): readonly Value[] {
  return args.evaluator.call(fn, new ItemArguments(items, args), undefined);
}
