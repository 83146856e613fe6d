import { Annotations, CfnResource, Validations } from 'aws-cdk-lib';
import type { IResolvable, IResolveContext } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { LEDGER_METADATA_KEY } from '../contract/ledger';
import type { LedgerEntry, LedgerMetadata, LedgerState } from '../contract/ledger';

/** Prefix of every warning's id; `Validations.of(x).acknowledge({ id: 'ServerlessGuard::sixth-layer', … })` silences one. */
const WARNING_PREFIX = 'ServerlessGuard';

/** The measure's name in the entry of a function that was left alone. */
export const EVERY_MEASURE = '*';

/** A warning in the four parts that every message has. */
export interface Refusal {
  /** Kebab-case, unique, forever. */
  readonly id: string;
  /** What was not done, and what was found. */
  readonly what: string;
  /** What it means. */
  readonly why: string;
  /** What to do about it. */
  readonly cure: string;
}

/** What became of each measure on one function. */
export class Ledger {
  private readonly entries: LedgerEntry[] = [];

  /** @param node The function's resource; the construct that refers to it where the app has none. */
  public constructor(private readonly node: IConstruct) {}

  public set(measure: string, reason: string): void {
    this.record(measure, 'set', reason);
  }

  public kept(measure: string, reason: string): void {
    this.record(measure, 'kept', reason);
  }

  public optedOut(measure: string, reason: string, expires?: string): void {
    this.record(measure, 'optedOut', reason, expires);
  }

  public refused(measure: string, refusal: Refusal): void {
    this.record(measure, 'refused', refusal.what);
    warn(this.node, refusal);
  }

  /** Something that no user can change here: it stands in the ledger and brings no warning. */
  public refusedSilently(measure: string, reason: string): void {
    this.record(measure, 'refused', reason);
  }

  public stateOf(measure: string): LedgerState | undefined {
    return this.entries.find(entry => entry.measure === measure)?.state;
  }

  /** Writes the ledger into the resource's metadata, where the checks and the reports read it; without a resource, into the assembly's manifest. */
  public write(): void {
    const content: LedgerMetadata = { version: 1, entries: this.entries };
    if (CfnResource.isCfnResource(this.node)) this.node.addMetadata(LEDGER_METADATA_KEY, new RenderedLedger(content));
    else this.node.node.addMetadata(LEDGER_METADATA_KEY, content);
  }

  private record(measure: string, state: LedgerState, reason: string, expires?: string): void {
    this.entries.push(expires === undefined ? { measure, state, reason } : { measure, state, reason, expires });
  }
}

/** The ledger as a token, for which CDK looks through nothing: there are no references in it, and looking for them takes most of its cost. */
class RenderedLedger implements IResolvable {
  public readonly creationStack: string[] = [];

  public constructor(public readonly content: LedgerMetadata) {}

  public resolve(context: IResolveContext): unknown {
    if (context.preparing) return undefined;
    context.registerPostProcessor({ postProcess: () => this.content });
    return '';
  }

  public toString(): string {
    return JSON.stringify(this.content);
  }
}

/** Warns on a construct, unless that was acknowledged on it or above it. */
export function warn(node: IConstruct, { id, what, why, cure }: Refusal): void {
  const qualified = `${WARNING_PREFIX}::${id}`;
  if (isAcknowledgedOn(node, qualified)) return;
  Annotations.of(node).addWarningV2(qualified, `${what}: ${why}; ${cure}`);
}

/** CDK itself looks for acknowledgements above the warned construct only. */
function isAcknowledgedOn({ node: { metadata } }: IConstruct, id: string): boolean {
  return metadata.some(({ type, data }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY && id in (data as object));
}

/** The ledger in a construct's metadata; empty before synthesis. */
export function readLedger(node: IConstruct): readonly LedgerEntry[] {
  if (!CfnResource.isCfnResource(node)) return contentIn(node)?.entries ?? [];
  const metadata: unknown = node.getMetadata(LEDGER_METADATA_KEY);
  return metadata instanceof RenderedLedger ? metadata.content.entries : [];
}

function contentIn(node: IConstruct): LedgerMetadata | undefined {
  return node.node.metadata.find(({ type }) => type === LEDGER_METADATA_KEY)?.data as LedgerMetadata | undefined;
}
