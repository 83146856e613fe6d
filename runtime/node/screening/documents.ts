import { firstOf, type Rules, type Screen } from './attempt';

const RULES: Rules = [
  [/<!ENTITY\s+(?:%|&#x25;|&#37;)?\s*[\w.-]+\s+(?:SYSTEM|PUBLIC)\b/i, 'an XML entity that is read from elsewhere'],
  [/<!ENTITY\s+(?:%|&#x25;|&#37;)\s*[\w.-]+\s/i, 'a parameter entity of XML'],
  [/<!ENTITY\s+[\w.-]+\s+["'][^"']{0,200}&[\w.-]+;/i, 'an XML entity made of other entities'],
  [/<!DOCTYPE[^[>]{0,200}\[\s*<!(?:ENTITY|ELEMENT|ATTLIST)/i, 'a document type that declares entities of its own'],
  [/<!DOCTYPE\s+(?!html\b|svg\b|plist\b)[\w:.-]+\s+(?:SYSTEM|PUBLIC)\b/i, 'a document type that is read from elsewhere'],
  [/<[\w:]{0,20}include\s[^>]{0,200}(?:href|XInclude)/i, 'XInclude reads another document'],
  [/<!\[CDATA\[\s*(?:<\]\]>|<?script|['"]\s*or\b)/i, 'CDATA that hides markup'],
  [/<!ENTITY\s/i, 'declares an XML entity'],
  [/\bxsl:(?:include|import|value-of|template|stylesheet)|document\(\s?['"]|\bcount\(\/|\bname\(\)\s?=/, 'XPath or XSLT in a value'],
];

/** XML that makes its parser read something else. */
export const xxe: Screen = text => firstOf(RULES, text);
