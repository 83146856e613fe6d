import { constructId } from './code/construct-name';
import { isExcessResource, isUnused, type ComparedAction, type Excess } from './compare';
import { named } from './named';
import { display, type Possibility } from '../../app-model/value';

/** More of them are counted, not named. */
const NAMED = 6;

/** What of a statement nothing needs, in words: `dynamodb:DeleteItem on Orders; of s3:Get* all but s3:GetObject on Images`. */
export function describeExcess({ actions }: Excess): string {
  return unique([...unusedPatterns(actions), ...partlyUsed(actions), ...otherResources(actions)]).join('; ');
}

function unusedPatterns(actions: readonly ComparedAction[]): readonly string[] {
  const unused = patternsOf(actions).filter(({ all }) => all.every(isUnused));
  return grouped(unused.map(({ pattern, all }) => [pattern, placesOf(all.flatMap(({ on }) => on.map(({ resource }) => resource)))]));
}

function partlyUsed(actions: readonly ComparedAction[]): readonly string[] {
  return patternsOf(actions).filter(({ all }) => all.some(isUnused) && !all.every(isUnused)).map(({ pattern, all }) => {
    const used = all.filter(action => !isUnused(action)).map(({ action }) => action);
    return `of ${pattern} all but ${listed(used)} on ${placesOf(all.flatMap(({ on }) => on.map(({ resource }) => resource)))}`;
  });
}

/** Actions that are needed, and not there, or not everywhere there. */
function otherResources(actions: readonly ComparedAction[]): readonly string[] {
  const used = actions.filter(action => !isUnused(action)).map(({ action, on }) => ({ action, on: on.filter(isExcessResource) }));
  return grouped(used.filter(({ on }) => on.length > 0).map(({ action, on }) => [action, placesOf(on.map(({ resource }) => resource))]));
}

function patternsOf(actions: readonly ComparedAction[]): ReadonlyArray<{ readonly pattern: string; readonly all: readonly ComparedAction[] }> {
  return unique(actions.map(({ pattern }) => pattern)).map(pattern => ({ pattern, all: actions.filter(action => action.pattern === pattern) }));
}

/** Actions of the same place stand together. */
function grouped(entries: ReadonlyArray<readonly [action: string, place: string]>): readonly string[] {
  return unique(entries.map(([, place]) => place)).map(place => `${listed(entries.filter(entry => entry[1] === place).map(([action]) => action))} on ${place}`);
}

function placesOf(resources: readonly Possibility[]): string {
  return unique(resources.map(({ value }) => {
    const target = named(value)?.target;
    return target === undefined ? display(value) : constructId(target.constructPath) ?? target.logicalId;
  })).join(', ');
}

function listed(names: readonly string[]): string {
  const distinct = unique(names);
  return distinct.length <= NAMED ? distinct.join(', ') : `${distinct.slice(0, NAMED - 1).join(', ')} and ${distinct.length - NAMED + 1} more`;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
