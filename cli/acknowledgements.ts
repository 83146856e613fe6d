import { ACKNOWLEDGED_RULES_METADATA_KEY } from './acknowledged-rules';
import type { AssemblyStack } from './templates/assembly';
import { asObject, own, type JsonObject } from '../src/app-model/json';
import type { Resource, Template } from '../src/app-model/template';
import { PACK_NAME } from '../src/checks/pack-name';
import type { Acknowledged } from '../src/report/finding';

/**
 * The acknowledgement of a finding: on its resource, on the template, on what nests the template, or on a construct of
 * the cloud assembly that contains it. Without a reason there is none.
 */
export function acknowledgementOf(id: string, resource: Resource, construct?: ConstructInAssembly): Acknowledged | undefined {
  const inFile = reasonIn(holdersIn(resource), id);
  if (inFile !== undefined) return { reason: inFile, inFile: true };
  const reason = construct === undefined ? undefined : reasonIn(holdersAbove(construct), id);
  return reason === undefined ? undefined : { reason, inFile: false };
}

/** A construct of which a cloud assembly tells what was acknowledged there and above. */
interface ConstructInAssembly {
  readonly path: string;
  readonly stack: AssemblyStack;
}

function holdersIn({ metadata, template }: Resource): readonly JsonObject[] {
  const holders: unknown[] = [metadata];
  for (let next: Template | undefined = template; next !== undefined; next = next.parent?.template) holders.push(next.body.Metadata, next.parent?.metadata);
  return holders.map(holder => asObject(own(asObject(holder), ACKNOWLEDGED_RULES_METADATA_KEY)));
}

function holdersAbove({ path, stack: { metadata: { acknowledged } } }: ConstructInAssembly): readonly JsonObject[] {
  const parts = path.split('/');
  return parts.map((_, index) => asObject(acknowledged.get(parts.slice(0, parts.length - index).join('/'))));
}

/** With the pack's name, without it, and as CDK writes an id without one. */
function reasonIn(holders: readonly JsonObject[], id: string): string | undefined {
  const reasons = holders.flatMap(holder => [`${PACK_NAME}::${id}`, id, `annotation::${id}`, `Annotation::${id}`].map(name => own(holder, name)));
  return reasons.find((reason): reason is string => typeof reason === 'string' && reason.trim() !== '');
}
