import { at, items, property } from './property';
import type { Resource } from './template';
import { literalText } from './value';

/** Whether a resource has a tag; `unknown` where the template does not tell. Tags are a list, and in SAM a map. */
export function hasTag(resource: Resource, key: string): 'yes' | 'no' | 'unknown' {
  const tags = property(resource, 'Tags');
  const names = at(items(tags.filter(({ value }) => value.kind === 'list')), 'Key').map(({ value }) => value.kind === 'absent' ? '' : literalText(value));
  const entries = at(tags.filter(({ value }) => value.kind !== 'list'), key).map(({ value }) => value.kind);
  if (names.includes(key) || entries.some(kind => kind !== 'absent' && kind !== 'unknown')) return 'yes';
  return names.includes(undefined) || entries.includes('unknown') ? 'unknown' : 'no';
}
