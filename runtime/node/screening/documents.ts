import { firstOf, type Rules, type Screen } from './attempt';

const RULES: Rules = [
  [/<!ENTITY\s+(?:%|&#x25;|&#37;)?\s*[\w.-]+\s+(?:SYSTEM|PUBLIC)\b|<!DOCTYPE\s+(?!html\b|svg\b|plist\b)[\w:.-]+\s+(?:SYSTEM|PUBLIC)\b|<[\w:]{0,20}include\s[^>]{0,200}href/i, 'XML that is read from elsewhere'],
  [/<!(?:ENTITY|ATTLIST|ELEMENT)\s/i, 'XML that declares entities of its own'],
  [/<!\[CDATA\[\s*(?:<\]\]>|<?script|['"]\s*or\b)/i, 'CDATA that hides markup'],
];

/** XML that makes its parser read something else. */
export const xxe: Screen = text => firstOf(RULES, text);
