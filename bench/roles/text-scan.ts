import { readFileSync } from 'node:fs';
import { serviceOfClientClass, serviceOfVersion2 } from '../../src/roles/operations/services';

/** The construction of a client as the text shows it, found without a parser. */
export interface Construction {
  readonly text: string;
  readonly line: number;
  /** By its name in boto3, where the name tells. */
  readonly service?: string;
}

/** Every `new …Client(`, `new AWS.X(` and `new X(` of a service's name in the text, outside of comments. */
export function clientConstructions(file: string): readonly Construction[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, comment => comment.replace(/[^\n]/g, ' '));
  if (!/aws-sdk/.test(text)) return [];
  return [...text.matchAll(/\bnew\s+([\w$.]+)\s*\(/g)].flatMap(({ 1: name = '', index }) => {
    const [root = '', ...path] = name.split('.');
    const last = path.at(-1) ?? root;
    if (/DocumentClient$/.test(name)) return [construction(name, 'dynamodb', text, index)];
    const service = serviceOfClientClass(last) ?? (/^aws(_sdk.*)?$/i.test(root) || isImported(last, text) ? serviceOfVersion2(last) : undefined);
    return service === undefined ? [] : [construction(name, service.name, text, index)];
  });
}

function isImported(name: string, text: string): boolean {
  return new RegExp(`(import|const|let|var)\\b[^;]*\\b${name.replace(/\$/g, '\\$')}\\b[^;]*aws-sdk`).test(text);
}

function construction(name: string, service: string, text: string, index: number): Construction {
  return { text: `new ${name}`, service, line: text.slice(0, index).split('\n').length };
}
