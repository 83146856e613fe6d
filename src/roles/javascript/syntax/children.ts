import type { AnyNode } from 'acorn';

/** Calls back with each child of a node, in the order of the text. */
export function forEachChild(node: AnyNode, visit: (child: AnyNode) => void): void {
  const record = node as unknown as Readonly<Record<string, unknown>>;
  for (const key in record) {
    const value = record[key];
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) {
      if (isNode(value)) visit(value);
      continue;
    }
    for (const item of value) if (isNode(item)) visit(item);
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}
