import { parse, type CollectionTag, type ScalarTag } from 'yaml';

const SHORT_FORMS = ['Ref', 'Condition', 'And', 'Or', 'Not', 'Equals', 'If', 'GetAtt', 'Sub', 'Join', 'Select', 'Split', 'FindInMap', 'ImportValue', 'Base64', 'Cidr', 'GetAZs', 'Transform', 'Length', 'ToJsonString'];

/** `!Sub x` is `{"Fn::Sub": "x"}`; `!GetAtt A.B` names its attribute after the first dot. */
const longForm = (name: string, argument: unknown) => ({ [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: argument });

const TAGS: Array<ScalarTag | CollectionTag> = SHORT_FORMS.flatMap(name => {
  const tag = `!${name}`;
  return [
    { tag, resolve: (text: string) => longForm(name, text) },
    { tag, collection: 'seq' as const, resolve: (items: { toJSON(): unknown }) => longForm(name, items.toJSON()) },
    { tag, collection: 'map' as const, resolve: (entries: { toJSON(): unknown }) => longForm(name, entries.toJSON()) },
  ] as Array<ScalarTag | CollectionTag>;
});

/** A CloudFormation or SAM template, JSON or YAML with the short forms of intrinsic functions. */
export function parseTemplate(text: string): unknown {
  return text.trimStart().startsWith('{') ? JSON.parse(text) : parse(text, { customTags: TAGS, logLevel: 'error' });
}
