const CLOSING: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' };
const BRACKET = /[[\](){}]/g;

/**
 * A finding's id: the rule's, with the detail in brackets.
 *
 * Newer versions of CDK read brackets in ids as pairs, and throw out of the synth where one is left open: in such a detail
 * they become `_`.
 */
export function findingId(ruleId: string, detail: string | undefined): string {
  if (detail === undefined) return ruleId;
  return `${ruleId}[${isBalanced(detail) ? detail : detail.replace(BRACKET, '_')}]`;
}

function isBalanced(text: string): boolean {
  const awaited: string[] = [];
  for (const [bracket] of text.matchAll(BRACKET)) {
    const closing = CLOSING[bracket];
    if (closing !== undefined) awaited.push(closing);
    else if (awaited.pop() !== bracket) return false;
  }
  return awaited.length === 0;
}
