import { whyNoTemplate } from './foreign';
import { readJson } from './json';
import type { PositionOf } from './positions';
import { Unreadable } from './unreadable';
import { readYaml } from './yaml';
import type { JsonObject } from '../../src/app-model/json';

/** A CloudFormation or SAM template, and where its entries stand in the text. */
export interface ParsedTemplate {
  readonly body: JsonObject;
  readonly positionOf: PositionOf;
}

/**
 * Reads a template in JSON or YAML; throws `Unreadable` for whatever else the text is.
 *
 * @param file what it is called: the language of a text that is neither is told by its name
 */
export function parseTemplate(text: string, file: string): ParsedTemplate {
  if (text.trim() === '') throw new Unreadable('is empty, expected a template in YAML or JSON');
  const isJson = text.trimStart().startsWith('{') || file.toLowerCase().endsWith('.json');
  const { body, positionOf } = isJson ? readJson(text) : readYaml(text);
  const reason = whyNoTemplate(body);
  if (reason !== undefined) throw new NoTemplate(`${reason}; expected a CloudFormation or SAM template`);
  return { body: body as JsonObject, positionOf };
}

/** A file that can be read well, and is something else. */
export class NoTemplate extends Unreadable {}
