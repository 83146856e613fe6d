import { FoldedText } from './folded-text';
import { fragments } from './fragments';
import { firstFrom } from './places';
import { searchText, type Answer, type Occurrence } from './search';
import type { Inspect, Verdict } from './verdict';
import { readDocumentType, type DocumentType } from './xml/document-type';

/** A document that comes to so many characters, and to so many times its own, is a bomb: readers that repeat a text come to a few times. */
const MOST_CHARACTERS = 4 * 1024 * 1024;
const MOST_TIMES = 20;
/** Entities in entities; deeper ones are made to have no end. */
const MAX_DEPTH = 200;
const REFERENCE = /[&%][^\s&%;#<>]+(?=;)/g;
const SHORTEST = 12;

/**
 * Prepares a document, then tells whether an input declared what its parser must not follow: an entity that is kept elsewhere
 * (CWE-611), or entities that come to much more than was sent (CWE-776).
 */
export function inspectEntities(text: string): Inspect {
  const type = readDocumentType(text);
  if (!type) return () => undefined;
  const bomb = bombIn(text, type);
  const folded = new FoldedText(text);
  const places = type.external.map(({ at }) => at);
  const judge = ({ start, end }: Occurrence): Verdict | undefined => {
    const outside = type.external[firstFrom(places, start)];
    if (outside !== undefined && outside.at < end) return { change: `declared the external entity ${outside.name}` };
    return bomb && bomb.at >= start && bomb.at < end ? { change: `declared entities that come to ${bomb.characters < Infinity ? bomb.characters : 'endless'} characters` } : undefined;
  };
  return input => {
    const brought = input.trim();
    if (brought.length < SHORTEST || (!bomb && type.external.length === 0)) return undefined;
    let answer: Answer = searchText(text, brought, judge);
    if (answer === 'absent') answer = folded.search(brought, judge);
    if (answer !== 'absent') return typeof answer === 'object' ? answer : undefined;
    for (const part of fragments(brought)) {
      const found = searchText(text, part, judge);
      if (typeof found === 'object') return found;
    }
    return undefined;
  };
}

/** How many characters a document's references to its own entities come to; without end where entities hold themselves. */
export function entityCharacters(text: string): number {
  const type = readDocumentType(text);
  return type ? expansion(text, type).characters : 0;
}

interface Expansion {
  readonly characters: number;
  /** Where the entity is declared that most of them come from. */
  readonly at: number;
}

function bombIn(text: string, type: DocumentType): Expansion | undefined {
  const found = expansion(text, type);
  return found.characters > Math.max(MOST_CHARACTERS, MOST_TIMES * text.length) ? found : undefined;
}

function expansion(text: string, { internal, end }: DocumentType): Expansion {
  const counts = new Map<string, number>();
  for (const [reference] of text.slice(end).matchAll(REFERENCE)) {
    if (reference.startsWith('&') && internal.has(reference)) counts.set(reference, (counts.get(reference) ?? 0) + 1);
  }
  const sizes = new Map<string, number>();
  const sizeOf = (key: string, depth: number): number => {
    const known = sizes.get(key);
    if (known !== undefined) return known;
    /* Met again below itself, it has no end. */
    sizes.set(key, Infinity);
    const value = internal.get(key)?.value ?? '';
    let size = value.length;
    for (const [reference] of value.matchAll(REFERENCE)) {
      if (internal.has(reference)) size += depth > MAX_DEPTH ? Infinity : sizeOf(reference, depth + 1) - reference.length - 1;
    }
    sizes.set(key, size);
    return size;
  };
  let characters = 0;
  let largest = 0;
  let at = 0;
  for (const [key, count] of counts) {
    const size = sizeOf(key, 0) * count;
    characters += size;
    if (size > largest) {
      largest = size;
      at = internal.get(key)?.at ?? 0;
    }
  }
  return { characters, at };
}
