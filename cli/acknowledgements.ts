import { ACKNOWLEDGED_RULES_METADATA_KEY } from './acknowledged-rules';
import type { AssemblyStack } from './templates/assembly';
import type { TemplateFile } from './templates/read-templates';
import { asObject, own, type JsonObject } from '../src/app-model/json';
import type { Resource, Template } from '../src/app-model/template';
import { expiryOf, hasExpired } from '../src/checks/acknowledged-reason';
import { PACK_NAME } from '../src/checks/pack-name';
import { RULES } from '../src/checks/registry';
import type { Acknowledged, Problem } from '../src/report/finding';

/** How a finding stands with what was acknowledged. */
export interface Acknowledgement {
  /** @default - it counts */
  readonly acknowledged?: Acknowledged;
  /** The day on which the last acknowledgement ended. @default - none has */
  readonly ended?: string;
}

/** A construct of which a cloud assembly tells what was acknowledged there and above. */
export interface ConstructInAssembly {
  readonly path: string;
  readonly stack: AssemblyStack;
}

/**
 * The acknowledgement of a finding: on its resource, on the template, on what nests the template, or on a construct of
 * the cloud assembly that contains it. Without a reason there is none.
 */
export function acknowledgementOf(id: string, today: string, resource: Resource, construct?: ConstructInAssembly): Acknowledgement {
  const inFile = reasonsIn(holdersIn(resource), id);
  const inApp = construct === undefined ? [] : reasonsIn(holdersAbove(construct), id);
  const holds = (reason: string) => !hasExpired(reason, today);
  const reason = inFile.find(holds) ?? inApp.find(holds);
  if (reason !== undefined) return { acknowledged: { reason, inFile: inFile.some(holds) } };
  return { ended: [...inFile, ...inApp].flatMap(ended => expiryOf(ended) ?? []).sort().at(-1) };
}

function holdersIn({ metadata, template }: Resource): readonly JsonObject[] {
  const holders: unknown[] = [metadata];
  for (let next: Template | undefined = template; next !== undefined; next = next.parent?.template) holders.push(next.body.Metadata, next.parent?.metadata);
  return holders.map(heldBy);
}

function heldBy(metadata: unknown): JsonObject {
  return asObject(own(asObject(metadata), ACKNOWLEDGED_RULES_METADATA_KEY));
}

function holdersAbove({ path, stack: { metadata: { acknowledged } } }: ConstructInAssembly): readonly JsonObject[] {
  const parts = path.split('/');
  return parts.map((_, index) => asObject(acknowledged.get(parts.slice(0, parts.length - index).join('/'))));
}

/** With the pack's name, without it, and as CDK writes an id without one. */
function reasonsIn(holders: readonly JsonObject[], id: string): readonly string[] {
  return holders
    .flatMap(holder => [`${PREFIX}${id}`, id, `annotation::${id}`, `Annotation::${id}`].map(name => own(holder, name)))
    .filter(isReason);
}

function isReason(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

const PREFIX = `${PACK_NAME}::`;
const RULE_IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

/** What a template acknowledges to no effect: ids that no rule has, and ids without a reason. */
export function unheededIn({ file, body, positionOf }: TemplateFile): readonly Problem[] {
  const places = [
    { path: [], metadata: body.Metadata },
    ...Object.entries(asObject(body.Resources)).map(([id, resource]) => ({ path: ['Resources', id], metadata: asObject(resource).Metadata })),
  ];
  return places.flatMap(({ path, metadata }) => Object.entries(heldBy(metadata)).flatMap(([name, reason]) => {
    const message = whyUnheeded(name, reason);
    const line = positionOf([...path, 'Metadata', ACKNOWLEDGED_RULES_METADATA_KEY, name])?.line;
    return message === undefined ? [] : [{ file, line, message }];
  }));
}

/** Other packs keep their acknowledgements under the same key. */
function whyUnheeded(name: string, reason: unknown): string | undefined {
  const id = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name;
  if (!name.startsWith(PREFIX) && !/^SAS\d+-/.test(name)) return undefined;
  if (!RULE_IDS.has(id.replace(/\[.*$/s, ''))) return `acknowledges ${id}, which no rule finds: take the id from the report`;
  return isReason(reason) ? undefined : `acknowledges ${id} without a reason: it counts all the same`;
}
