import type { BehaviourName } from '../../../src/contract/policy';
import type { Policy } from '../response/policy';

/** Node's Permission Model, which some versions can tighten while they run. */
interface Permission {
  readonly drop?: (scope: string, reference?: string) => void;
}

/** What Node itself refuses from then on, below JavaScript. A path can be dropped only where that path was granted. */
const SCOPES: ReadonlyArray<readonly [BehaviourName, string, string?]> = [['child-process', 'child'], ['worker', 'worker'], ['tmp', 'fs.write', '/tmp']];

/**
 * Gives up what the function declared that it never does, where it was started under the Permission Model. What was given up
 * does not come back: routes that are exempt would miss it, and so would the Workers in which Managed Instances handle events.
 */
export function dropPermissions(held: ReadonlySet<BehaviourName>, { hasExemptions }: Policy): void {
  const { permission, env } = process as { permission?: Permission; env: NodeJS.ProcessEnv };
  if (!permission?.drop || hasExemptions || env.AWS_LAMBDA_MAX_CONCURRENCY !== undefined) return;
  for (const [name, ...scope] of SCOPES) {
    if (held.has(name)) permission.drop(...scope as [string, string?]);
  }
}
