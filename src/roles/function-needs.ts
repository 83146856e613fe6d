import type { AppModel } from '../app-model/app-model';
import type { Resource } from '../app-model/template';
import { codeOf, type FunctionCode } from './code/function-code';
import { withInlineFile } from './code/inline-file';
import type { Language } from './code/language';
import { unreadBeside } from './code/unread-beside';
import type { ConfigurationNeed } from './configuration/configuration-need';
import { configurationNeeds } from './configuration/configuration-needs';
import { analyseJavaScript } from './javascript/analyse';
import { unreadPackages } from './javascript/unread-packages';
import { analysePython } from './python/analyse';
import { resolveUses, type Permission, type Resolution } from './resolve/resolve';
import type { Analysis, Note } from './use';

/** Everything that a function's role is used for. */
export interface FunctionNeeds extends Resolution {
  /** What the code needs, exactly. */
  readonly permissions: readonly Permission[];
  /** What Lambda, and what runs beside the code, needs. */
  readonly configuration: readonly ConfigurationNeed[];
  /** What could not be followed. */
  readonly notes: readonly Note[];
  /** Whether nothing else of the role is used: what is not here is needless. */
  readonly complete: boolean;
}

/** What reads each language. */
const ANALYSERS: Readonly<Record<Language, (entry: string, root: string) => Analysis>> = {
  javascript: (entry, root) => {
    const analysis = analyseJavaScript(entry, root);
    return { ...analysis, notes: [...analysis.notes, ...unreadPackages(analysis.packages ?? [], root)] };
  },
  python: analysePython,
};

/** What a function needs: by its code, with the environment and the triggers that the app gives it. Kept with the model. */
export function needsOfFunction(fn: Resource, model: AppModel): FunctionNeeds {
  const known = model.index(needsCache);
  const needs = known.get(fn) ?? readNeeds(fn, model);
  known.set(fn, needs);
  return needs;
}

const needsCache = (_model: AppModel) => new Map<Resource, FunctionNeeds>();

function readNeeds(fn: Resource, model: AppModel): FunctionNeeds {
  const { uses, notes: found } = analysisOf(codeOf(fn));
  const notes = [...found, ...unreadBeside(fn).map(message => ({ kind: 'not-analysable' as const, message, file: '' }))];
  const { permissions, unresolved } = resolveUses(uses, fn, model);
  return { permissions, unresolved, configuration: configurationNeeds(fn, model), notes, complete: notes.length === 0 };
}

/** The same code is read once, however many functions run it. */
const analyses = new Map<string, Analysis>();
const MAX_ANALYSES = 2000;

function analysisOf(code: FunctionCode): Analysis {
  if (code.kind === 'none') return unread(code.why);
  const key = code.kind === 'inline' ? [code.language, code.text].join('\n') : [code.language, code.key, code.entry].join('\n');
  const known = analyses.get(key);
  if (known !== undefined) return known;
  if (analyses.size >= MAX_ANALYSES) analyses.clear();
  const made = analyse(code);
  analyses.set(key, made);
  return made;
}

function analyse(code: Exclude<FunctionCode, { kind: 'none' }>): Analysis {
  const analyser = ANALYSERS[code.language];
  return code.kind === 'inline' ? withInlineFile(code.text, code.language, analyser) : analyser(code.entry, code.root);
}

function unread(message: string): Analysis {
  return { uses: [], notes: [{ kind: 'not-analysable', message, file: '' }], files: [] };
}
