import type { ArnText } from '../resolve/arn';

/**
 * A resource as text that can be compared and sorted: `arn:<AWS::Partition>:s3:::<Shop\nBucket>/*`.
 *
 * References are told by the key of their resource, since two stacks may have one logical id.
 */
export function resourceText(resource: ArnText | '*'): string {
  return resource === '*' ? '*' : resource.map(textOfPart).join('');
}

function textOfPart(part: ArnText[number]): string {
  switch (part.kind) {
    case 'literal': return part.text;
    case 'pseudo': return `<${part.name}>`;
    case 'reference': return `<${part.resource.key}${part.attribute === undefined ? '' : `.${part.attribute}`}>`;
    default: return '<unknown>';
  }
}
