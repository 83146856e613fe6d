import type { OpenNeeds } from './settled-needs';
import type { Unresolved } from '../../roles/resolve/resolve';
import type { Note, Use } from '../../roles/use';
import type { Refusal } from '../ledger';
import type { HardeningSettings } from '../settings';

/** How many reasons a warning names. */
const MOST_NAMED = 5;

type Declaring = Pick<HardeningSettings, 'isConstruct'>;

/** A call whose resource is not known, and the declaration that settles it. */
export function errorOf({ use, action, why }: Unresolved, settings: Declaring): string {
  return `"${action}" at ${placeOf(use)} has no exact resource: ${why}; declare it with ${declaration(`'${action}', '<its ARN>'`, settings)}`;
}

/** What keeps the grants as they are. */
export function reasonsOf({ unresolved, notes }: OpenNeeds): string[] {
  return [
    ...unresolved.map(({ use, action }) => `the resource of "${action}" at ${placeOf(use)} is not known`),
    ...notes.map(note => `${note.file === '' ? '' : `${placeOf(note)}: `}${note.message}`),
  ];
}

/** Why a role keeps what it has, as a warning. */
export function refusal(reasons: readonly string[], settings: Declaring): Refusal {
  const more = reasons.length > MOST_NAMED ? `, and ${reasons.length - MOST_NAMED} more` : '';
  return {
    id: 'permissions-kept',
    what: `its grants stay as they are: ${reasons.slice(0, MOST_NAMED).join(', ')}${more}`,
    why: 'what is not known may need any of them, and the guard breaks no function that works',
    cure: `declare what else it needs with ${declaration('action, resource', settings)}, and that this is all with declareComplete(reason), or acknowledge this warning`,
  };
}

function declaration(parameters: string, { isConstruct }: Declaring): string {
  return isConstruct ? `declarePermission(${parameters})` : `ServerlessGuard.declarePermission(fn, ${parameters})`;
}

function placeOf({ file, line }: Use | Note): string {
  return line === undefined ? file : `${file}:${line}`;
}
