import { hasExpired } from '../../checks/acknowledged-reason';
import type { Acknowledgements } from '../../checks/acknowledgements';
import { PACK_NAME } from '../../checks/pack-name';
import type { Acknowledged } from '../finding';

/** Why a finding was accepted, at its construct or the nearest that contains it; what has ended counts no longer. */
export function acceptedAs(id: string, constructPath: string | undefined, { byPath, anywhere }: Acknowledgements, today: string): Acknowledged | undefined {
  const prefixed = `${PACK_NAME}::${id}`;
  if (constructPath === undefined || !(anywhere.has(prefixed) || anywhere.has(id))) return undefined;
  const parts = constructPath.split('/');
  for (let length = parts.length; length >= 0; length -= 1) {
    const here = byPath.get(parts.slice(0, length).join('/'));
    const reason = here?.get(prefixed) ?? here?.get(id);
    if (reason !== undefined && !hasExpired(reason, today)) return { reason, inFile: false };
  }
  return undefined;
}
