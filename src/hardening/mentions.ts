import type { CfnResource } from 'aws-cdk-lib';
import { isNamed } from './function-names';
import type { Names } from './function-names';

/** A resource with the rendered text in which it may name something. */
export interface Mention {
  readonly resource: CfnResource;
  readonly text: string;
}

/** Mentions by the words in them, so that looking for one function does not read those of all others. */
export class Mentions<T extends Mention> {
  private readonly byWord = new Map<string, Set<T>>();

  public constructor(mentions: readonly T[]) {
    for (const mention of mentions) {
      for (const word of mention.text.split(/[^\w-]+/)) {
        const same = this.byWord.get(word) ?? new Set();
        this.byWord.set(word, same.add(mention));
      }
    }
  }

  /** Those that name something, by reference or by its literal name. */
  public of(names: Names): T[] {
    const words = [names.id, ...names.literals.map(name => name.split(':')[0] ?? name)];
    const candidates = new Set(words.flatMap(word => [...this.byWord.get(word) ?? []]));
    return [...candidates].filter(({ resource, text }) => isNamed(resource, text, names));
  }
}
