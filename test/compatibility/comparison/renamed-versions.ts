import type { Template } from './template';

/** The logical id of `fn.currentVersion` ends in a hash of the function, which changes with it by design. */
const HASHED = /^(.*[0-9A-F]{8})[0-9a-f]{32}$/;

/** Both texts of an assembly with the hashes of versions taken out, so that what refers to them compares. */
export function withoutVersionHashes(templates: Readonly<Record<string, Template>>): Record<string, Template> {
  const names = new Map(Object.values(templates)
    .flatMap(({ Resources }) => Object.entries(Resources))
    .filter(([, { Type }]) => Type === 'AWS::Lambda::Version')
    .flatMap(([id]): Array<[string, string]> => {
      const stable = HASHED.exec(id)?.[1];
      return stable === undefined ? [] : [[id, stable]];
    }));
  let text = JSON.stringify(templates);
  for (const [id, stable] of names) text = text.replaceAll(id, stable);
  // Names of outputs for other stacks end in a hash of what they give.
  for (const stable of new Set(names.values())) text = text.replaceAll(new RegExp(`((?:Exports|Publish)Output(?:Ref|FnGetAtt)${stable}[A-Za-z]*)[0-9A-F]{8}`, 'g'), '$1');
  return JSON.parse(text) as Record<string, Template>;
}
