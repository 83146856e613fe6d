import { BSON, documents, eachField, textOf, type Field } from './bson';

/** What a command of MongoDB holds that is executed: JavaScript, and operators in place of values. */
export interface CommandContent {
  /** JavaScript with the place it stands in, such as `$where`. */
  readonly scripts: ReadonlyArray<{ readonly place: string; readonly text: string }>;
  /** Paths that end in a query operator, such as `filter.name.$ne`. */
  readonly operators: readonly string[];
  readonly database: string;
}

/** The server refuses documents that nest deeper. */
const MAX_DEPTH = 180;

/** What turns a value into a condition; others shape results or write data, which the app decides on. */
const OPERATORS: ReadonlySet<string> = new Set([
  '$all', '$and', '$elemMatch', '$eq', '$exists', '$expr', '$gt', '$gte', '$in', '$jsonSchema', '$lt', '$lte', '$mod', '$ne', '$nin', '$nor', '$not', '$or',
  '$regex', '$size', '$text', '$type', '$where', '$function', '$accumulator',
]);

/** Fields that hold JavaScript: of `$function`, of `$accumulator`, and of a mapReduce command. */
const FUNCTION_FIELDS: ReadonlySet<string> = new Set(['body']);
const ACCUMULATOR_FIELDS: ReadonlySet<string> = new Set(['init', 'accumulate', 'merge', 'finalize']);
const MAP_REDUCE_FIELDS: ReadonlySet<string> = new Set(['map', 'reduce', 'finalize']);

/** Fields of data to be stored: an operator's name in it is a name. */
const DATA_FIELDS: ReadonlySet<string> = new Set(['documents', 'document']);
/** Fields of changes to be made: data too, but for what `$pull` looks for. */
const CHANGE_FIELDS: ReadonlySet<string> = new Set(['u', 'updateMods']);
const ENTRY_FIELDS: ReadonlySet<string> = new Set(['updates', 'deletes', 'ops']);

/** A sequence of documents beside a command's body, under the name of the field it stands for. */
export interface Sequence {
  readonly field: string;
  readonly start: number;
  readonly end: number;
}

/** Reads a command; throws where the bytes are none. */
export function readCommand(bytes: Buffer, body: number, sequences: readonly Sequence[]): CommandContent {
  const reader = new CommandReader(bytes);
  reader.command(body);
  for (const { field, start, end } of sequences) {
    if (DATA_FIELDS.has(field)) continue;
    for (const document of documents(bytes, start, end)) reader.entry(document, field);
  }
  return reader;
}

class CommandReader implements CommandContent {
  public readonly scripts: Array<{ place: string; text: string }> = [];
  public readonly operators: string[] = [];
  public database = '';

  public constructor(private readonly bytes: Buffer) {}

  public command(start: number): void {
    let name = '';
    eachField(this.bytes, start, field => {
      name ||= field.name.toLowerCase();
      if (field.name === '$db') this.database = textOf(this.bytes, field) ?? '';
      else if (name === 'mapreduce' && MAP_REDUCE_FIELDS.has(field.name)) this.script(`${name}.${field.name}`, field);
      else if (name === 'findandmodify' && field.name === 'update') this.change(field, field.name);
      else if (ENTRY_FIELDS.has(field.name) && field.type === BSON.array) this.entries(field);
      else if (!DATA_FIELDS.has(field.name) && !field.name.startsWith('$')) this.value(field, field.name, 0);
    });
  }

  /** One of the changes of an update, a delete or a bulk write. */
  public entry(start: number, path: string): void {
    eachField(this.bytes, start, field => {
      if (CHANGE_FIELDS.has(field.name)) this.change(field, `${path}.${field.name}`);
      else if (!DATA_FIELDS.has(field.name)) this.value(field, `${path}.${field.name}`, 0);
    });
  }

  private entries(list: Field): void {
    eachField(this.bytes, list.start, ({ start }) => this.entry(start, list.name));
  }

  private change(change: Field, path: string): void {
    if (change.type === BSON.array) this.value(change, path, 0);
    if (change.type !== BSON.document) return;
    eachField(this.bytes, change.start, field => {
      if (field.name === '$pull') this.value(field, `${path}.$pull`, 0);
    });
  }

  private value(value: Field, path: string, depth: number): void {
    if ((value.type !== BSON.document && value.type !== BSON.array) || depth > MAX_DEPTH) return;
    eachField(this.bytes, value.start, field => {
      const own = value.type === BSON.array ? path : `${path}.${field.name}`;
      if (value.type === BSON.document && OPERATORS.has(field.name)) this.operator(field, own);
      this.value(field, own, depth + 1);
    });
  }

  private operator(field: Field, path: string): void {
    this.operators.push(path);
    if (field.name === '$where') this.script('$where', field);
    if (field.name === '$function') this.functions(field, FUNCTION_FIELDS);
    if (field.name === '$accumulator') this.functions(field, ACCUMULATOR_FIELDS);
  }

  private functions(operator: Field, names: ReadonlySet<string>): void {
    if (operator.type !== BSON.document) return;
    eachField(this.bytes, operator.start, field => {
      if (names.has(field.name)) this.script(`${operator.name}.${field.name}`, field);
    });
  }

  private script(place: string, field: Field): void {
    const text = textOf(this.bytes, field);
    if (text !== undefined) this.scripts.push({ place, text });
  }
}
