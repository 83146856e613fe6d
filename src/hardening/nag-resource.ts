/** The text that cdk-nag prints for a resource in a finding's id: references in angle brackets, joins joined. */
export function flattenReference(resolved: unknown): string {
  if (typeof resolved === 'string') return resolved;
  if (typeof resolved !== 'object' || resolved === null) return '';
  if ('Fn::Join' in resolved) {
    const [delimiter, parts] = resolved['Fn::Join'] as [string, unknown[]];
    return parts.map(flattenReference).join(delimiter);
  }
  if ('Fn::Sub' in resolved) return String(resolved['Fn::Sub']).replace(/\$\{/g, '<').replace(/\}/g, '>');
  if ('Fn::GetAtt' in resolved) return `<${(resolved['Fn::GetAtt'] as string[]).join('.')}>`;
  if ('Fn::ImportValue' in resolved) return flattenReference(resolved['Fn::ImportValue']);
  if ('Ref' in resolved) return `<${String(resolved.Ref)}>`;
  return JSON.stringify(resolved);
}
