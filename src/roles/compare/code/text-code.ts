import { attributeCode } from './construct-name';
import type { TextPart } from '../../../app-model/value';
import type { ArnText } from '../../resolve/arn';

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': 'Aws.ACCOUNT_ID',
  'AWS::Partition': 'Aws.PARTITION',
  'AWS::Region': 'Aws.REGION',
  'AWS::StackId': 'Aws.STACK_ID',
  'AWS::StackName': 'Aws.STACK_NAME',
  'AWS::URLSuffix': 'Aws.URL_SUFFIX',
};

/** A text of the app model as TypeScript. */
export function textCode(parts: ArnText): string {
  const [first, second] = parts;
  if (first === undefined) return '\'\'';
  if (parts.length === 1) return first.kind === 'literal' ? quoted(first.text) : partCode(first);
  const objects = parts.length === 2 && second?.kind === 'literal' && first.kind === 'reference' && first.resource.type === 'AWS::S3::Bucket' && second.text.startsWith('/');
  const bucket = objects ? partCode(first) : '';
  if (objects && bucket.endsWith('.bucketArn')) return `${bucket.slice(0, -'.bucketArn'.length)}.arnForObjects(${quoted(second.text.slice(1))})`;
  return `\`${parts.map(part => part.kind === 'literal' ? part.text.replace(/[`\\]|\$\{/g, '\\$&') : `\${${partCode(part)}}`).join('')}\``;
}

/** A text in single quotes. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

function partCode(part: Exclude<TextPart, { kind: 'literal' }>): string {
  switch (part.kind) {
    case 'pseudo': return PSEUDO[part.name] ?? `Fn.ref(${quoted(part.name)})`;
    case 'reference': return attributeCode(part.resource, part.attribute);
    case 'unknown': return '\'…\'';
  }
}
