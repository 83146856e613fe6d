import { readFileSync } from 'node:fs';
import type { Construction } from './text-scan';
import { serviceNamed } from '../../src/roles/operations/table';

/** Every `….client('name')` and `….resource('name')` in the text of a file with boto3, outside of comments and docstrings. */
export function pythonConstructions(file: string): readonly Construction[] {
  const blank = (part: string) => part.replace(/[^\n]/g, ' ');
  const text = readFileSync(file, 'utf8')
    .replace(/^[ \t]*("""|''')[^]*?\1/gm, blank)
    .replace(/(^|\s)#.*$/gm, blank)
    .replace(/^if __name__ == .__main__.:\n(?:(?:[ \t].*)?\n)*/gm, blank);
  if (!/\b(aio)?boto(3|core)\b/.test(text)) return [];
  return [...text.matchAll(/\b(?:client|resource|create_client)\(\s*(?:service_name\s*=\s*)?["']([\w-]+)["']/g)].flatMap(({ 0: made, 1: name = '', index }) => (
    serviceNamed(name) === undefined ? [] : [{ text: made, service: name, line: text.slice(0, index).split('\n').length }]
  ));
}
