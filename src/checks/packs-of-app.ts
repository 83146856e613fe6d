import type { RuleParameters } from './parameters';
import type { FailOn } from './report';
import type { Rule } from './rule';

/** What of a pack decides which findings it tells where an app has several. */
export interface Pack {
  /** The path of the construct below which it reports; empty for the app. */
  readonly path: string;
  readonly failOn: FailOn;
  readonly rules: readonly Rule[];
  /** Registered by `ServerlessGuard.protect()`, and by nobody's choice. */
  readonly isDefault: boolean;
}

/** A pack as it was chosen, with what its rules are told. */
export interface ChosenPack extends Pack {
  readonly parameters: RuleParameters;
}

const STRICTNESS: readonly FailOn[] = ['warning', 'error', 'never'];

/**
 * Who of several packs tells what, so that nothing is told twice.
 *
 * Every rule is judged by one pack at each place: by that of the innermost scope, as options further down win over those
 * further up; on the same scope by the one that fails more, then by the one registered first. What `protect()` registers
 * says nothing where a pack was chosen.
 */
export class PacksOfApp<P extends Pack> {
  private readonly packs: readonly P[];

  public constructor(packs: readonly P[]) {
    this.packs = [...packs].sort((a, b) => b.path.length - a.path.length || STRICTNESS.indexOf(a.failOn) - STRICTNESS.indexOf(b.failOn));
  }

  /** The pack that tells what a rule finds at a path. */
  public tellerOf(rule: Rule, path: string): P | undefined {
    return this.packsAt(path).find(({ rules }) => rules.includes(rule));
  }

  /** The rules that a pack must run: those that it tells anything of, and those of others that say the same better. */
  public rulesFor(pack: P): readonly Rule[] {
    const around = this.packsAt(pack.path);
    const told = new Set(around.includes(pack) ? pack.rules.filter(rule => this.tellerOf(rule, pack.path) === pack) : []);
    if (told.size === 0) return [];
    const ids = new Set([...told].map(({ id }) => id));
    const everyones = new Set(around.flatMap(({ rules }) => rules));
    return [...everyones].filter(rule => told.has(rule) || rule.supersedes?.some(id => ids.has(id)));
  }

  private packsAt(path: string): readonly P[] {
    const here = this.packs.filter(pack => isBelow(path, pack.path));
    const chosen = here.filter(({ isDefault }) => !isDefault);
    return chosen.length > 0 ? chosen : here;
  }
}

/** Whether a path is another one, or below it; everything is below the app's empty one. */
export function isBelow(path: string, above: string): boolean {
  return above === '' || path === above || path.startsWith(`${above}/`);
}
