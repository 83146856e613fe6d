import { dirname, resolve } from 'node:path';
import { type AssemblyStack, nestedAsset, nestedStacksOf } from './assembly';
import { foreignByName } from './foreign';
import { locate } from './locate';
import type { Located } from './located';
import { parseTemplate, NoTemplate, type ParsedTemplate } from './parse-template';
import { readText } from './read-text';
import { Unreadable } from './unreadable';
import { unseenIn } from './unseen';
import { asObject, textOf } from '../../src/app-model/json';
import type { Problem } from '../../src/report/finding';

/** A template that was read. */
export interface TemplateFile extends ParsedTemplate, Located {
  readonly nestedIn?: Nesting;
}

/** The file of the template that nests another, and the resource by which it does. */
interface Nesting {
  readonly id: string;
  readonly logicalId: string;
}

export interface ReadTemplates {
  readonly templates: readonly TemplateFile[];
  readonly problems: readonly Problem[];
  readonly notices: readonly Problem[];
}

/** Reads every template that the arguments mean, each file once. Never throws: what is no template is a problem. */
export function readTemplates(args: readonly string[], cwd: string): ReadTemplates {
  const templates = new Map<string, TemplateFile>();
  const problems: Problem[] = [];
  for (const argument of args) {
    const open = attempt(() => [...locate(argument, cwd)], argument, problems);
    if (open === undefined) continue;
    let isEmpty = true;
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      const located = next;
      const template = templates.get(located.file) ?? attempt(() => readOne(located), located.file, problems);
      isEmpty &&= template === undefined && !located.named;
      if (template === undefined || templates.has(located.file)) continue;
      templates.set(located.file, template);
      if (template.stack !== undefined) open.push(...nestedStacksOf(template.body, template.stack, cwd));
    }
    if (isEmpty) problems.push({ file: argument, message: 'holds no CloudFormation or SAM template' });
  }
  const nestings = nestingsOf([...templates.values()]);
  const all = [...templates.values()].map(template => ({ ...template, nestedIn: nestings.get(template.path ?? '') }));
  return { templates: all, problems, notices: all.flatMap(unseenIn) };
}

function attempt<T>(read: () => T, file: string, problems: Problem[]): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    problems.push({ file, line: error.line, message: error.message });
    return undefined;
  }
}

/** `undefined` for what a directory holds besides templates. */
function readOne(located: Located): TemplateFile | undefined {
  const foreign = foreignByName(located.file);
  if (foreign !== undefined) throw new NoTemplate(`${foreign}; expected a CloudFormation or SAM template`);
  const text = readText(located.path);
  // Whatever has no word of a template is none, broken or not.
  if (!located.named && !(/\bResources\b/.test(text) && /\b(?:AWS|Custom|Alexa)::/.test(text))) return undefined;
  try {
    return { ...located, ...parseTemplate(text, located.file) };
  } catch (error) {
    if (!located.named && error instanceof NoTemplate) return undefined;
    throw error;
  }
}

/** By path, the resource that nests a template: by the file that CDK wrote, or by a local address. */
function nestingsOf(templates: readonly TemplateFile[]): ReadonlyMap<string, Nesting> {
  const nestings = new Map<string, Nesting>();
  for (const { file, path, stack, body } of templates) {
    for (const [logicalId, resource] of Object.entries(asObject(body.Resources))) {
      const nested = path === undefined ? undefined : nestedFile(resource, dirname(path), stack);
      if (nested !== undefined && nested !== path) nestings.set(nested, { id: file, logicalId });
    }
  }
  return nestings;
}

function nestedFile(resource: unknown, directory: string, stack: AssemblyStack | undefined): string | undefined {
  if (stack !== undefined) return nestedAsset(resource, stack);
  const { Type: type, Properties: properties } = asObject(resource);
  const address = type === 'AWS::CloudFormation::Stack' ? textOf(asObject(properties).TemplateURL) : '';
  return address === '' || address.includes(':') ? undefined : resolve(directory, address);
}
