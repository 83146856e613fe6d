import type { TemplateSource } from './template';

/**
 * Reads a bare CloudFormation or SAM template, already parsed.
 *
 * @param id - the file's name, or whatever findings shall call it
 */
export function readTemplate(id: string, body: unknown): TemplateSource {
  return { id, body, file: id };
}
