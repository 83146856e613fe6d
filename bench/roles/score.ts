import { displayText, literalOf } from '../../src/roles/text';
import type { Use, UsedResource } from '../../src/roles/use';

export interface Label {
  readonly file: string;
  readonly action?: string;
  readonly resource_kind?: 'env' | 'literal' | 'param' | 'dynamic' | 'none';
  readonly resource_ref?: string;
}

export interface Score {
  tp: number;
  fp: number;
  fn: number;
  /** Labels of environment variables and literals that a use names exactly. */
  exact: number;
  /** Uses that name another variable or literal than every label of the action. */
  wrong: number;
  unresolved: number;
  /** Labels of something of the event, and those that a use finds there. */
  event: number;
  eventFound: number;
}

/** Compares by file and action; a file's uses count in whichever analysis they were found. */
export function scoreFiles(files: readonly string[], labels: readonly Label[], uses: readonly Use[], misses: object[]): Score {
  const score: Score = { tp: 0, fp: 0, fn: 0, exact: 0, wrong: 0, unresolved: 0, event: 0, eventFound: 0 };
  for (const file of files) {
    const expected = labels.filter(label => label.file === file && label.action !== undefined);
    const found = uses.filter(use => use.file === file);
    const actions = new Set(expected.map(({ action }) => action?.toLowerCase()));
    const foundActions = new Set(found.flatMap(use => use.actions.map(action => action.toLowerCase())));
    for (const action of actions) {
      if (action !== undefined && foundActions.has(action)) score.tp += 1;
      else miss('fn', { file, action });
    }
    for (const action of foundActions) if (!actions.has(action)) miss('fp', { file, action });
    for (const label of expected) scoreResource(label, found);
    for (const use of found) scoreWrong(use, expected);
  }
  return score;

  function miss(kind: 'fn' | 'fp' | 'wrong' | 'unresolved', what: object): void {
    score[kind] += 1;
    misses.push({ miss: kind, ...what });
  }

  function scoreResource(label: Label, found: readonly Use[]): void {
    const candidates = found.filter(({ actions }) => actions.some(action => action.toLowerCase() === label.action?.toLowerCase()));
    if (label.resource_kind === 'param') {
      score.event += 1;
      if (candidates.some(({ resource }) => resource.kind === 'event')) score.eventFound += 1;
    }
    if (label.resource_kind !== 'env' && label.resource_kind !== 'literal') return;
    if (candidates.some(({ resource }) => matches(resource, label))) score.exact += 1;
    else miss('unresolved', { ...label, found: candidates.map(({ resource }) => resource) });
  }

  function scoreWrong(use: Use, expected: readonly Label[]): void {
    if (use.resource.kind !== 'env' && use.resource.kind !== 'literal') return;
    for (const action of use.actions) {
      const rows = expected.filter(label => label.action?.toLowerCase() === action.toLowerCase());
      if (rows.length > 0 && !rows.some(label => matches(use.resource, label))) miss('wrong', { file: use.file, line: use.line, action, found: displayText(use.resource.text), rows });
    }
  }
}

function matches(resource: UsedResource, { resource_kind: kind, resource_ref: ref }: Label): boolean {
  if (resource.kind === 'env') return kind === 'env' && resource.text.some(part => part.kind === 'env' && part.name === ref);
  return resource.kind === 'literal' && kind === 'literal' && literalOf(resource.text) === ref;
}
