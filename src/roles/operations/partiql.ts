import { joined, literal, type Text, type TextPart } from '../text';

const ACTIONS: Readonly<Record<string, string>> = {
  select: 'dynamodb:PartiQLSelect',
  insert: 'dynamodb:PartiQLInsert',
  update: 'dynamodb:PartiQLUpdate',
  delete: 'dynamodb:PartiQLDelete',
  exists: 'dynamodb:PartiQLSelect',
};

/** The actions of PartiQL, for a statement that is not known. */
export const PARTIQL_ACTIONS: readonly string[] = [...new Set(Object.values(ACTIONS))];

export interface Statement {
  readonly action: string;
  readonly table: Text;
}

/** Stands for what is no literal while the statement is read; a character that no statement holds on purpose. */
const HOLE = '\uFFFC';

/** What a statement does, and to which table: `SELECT * FROM "${process.env.TABLE}" WHERE …`. */
export function readStatement(text: Text): Statement | undefined {
  const holes: TextPart[] = [];
  const statement = text.map(part => {
    if (part.kind === 'literal') return part.text;
    holes.push(part);
    return HOLE;
  }).join('');
  const [, verb = ''] = /^\s*(\w+)/.exec(statement) ?? [];
  const action = ACTIONS[verb.toLowerCase()];
  const [, table] = /(?:\bfrom|\binto|^\s*update)\s+"?([^\s".;]+)/i.exec(statement) ?? [];
  if (action === undefined || table === undefined) return undefined;
  // A table's own place among the holes: those before it in the statement come first.
  const before = statement.slice(0, statement.indexOf(table)).split(HOLE).length - 1;
  return { action, table: withHoles(table, holes.slice(before)) };
}

function withHoles(text: string, holes: readonly TextPart[]): Text {
  const pieces = text.split(HOLE);
  return joined(pieces.flatMap((piece, position) => {
    const hole = holes[position];
    const after = position < pieces.length - 1 && hole !== undefined ? [hole] : [];
    return [piece === '' ? [] : literal(piece), after];
  }));
}
