import type { PageFunction } from './data';

type Fact = readonly [name: string, tell: (fn: PageFunction) => string | undefined];

const joined = (...parts: ReadonlyArray<string | undefined | false>) => parts.filter(Boolean).join(', ');

/** What is told of a function, in order; what is not there is left out. */
export const FACTS: readonly Fact[] = [
  ['Path', ({ name }) => name],
  ['Id', ({ id }) => id],
  ['Runtime', ({ runtime, architecture }) => joined(runtime, architecture)],
  ['Handler', ({ handler }) => handler],
  ['Limits', ({ timeoutSeconds, memoryMb, reservedConcurrency }) => joined(
    timeoutSeconds !== undefined && `${timeoutSeconds} s`, memoryMb !== undefined && `${memoryMb} MB`, reservedConcurrency !== undefined && `${reservedConcurrency} at once`)],
  ['Role', ({ role }) => role && joined(role.name, role.sharedWith.length > 0 && `shared with ${role.sharedWith.length} more`, !role.known && 'not in the app')],
  ['Managed policies', ({ role }) => role?.managedPolicies.join(', ')],
  ['Boundary', ({ role }) => role?.boundary],
  ['Network', networkOf],
  ['Variables', ({ environment }) => environment.variables.join(', ')],
  ['Secrets', ({ environment }) => environment.secrets.map(({ variable, place }) => `${variable} from ${place}`).join(', ')],
  ['Encrypted with', ({ environment }) => environment.key],
  ['Logs', ({ logs }) => logs.groups.map(groupOf).join('; ') || 'the group that Lambda makes'],
  ['Log format', ({ logs }) => joined(logs.format ?? 'Text', logs.level)],
  ['Tracing', ({ tracing }) => tracing],
  ['Alarms', ({ alarms }) => alarms.join(', ') || 'none'],
  ['On failure', failureOf],
  ['Layers', ({ layers }) => layers.join(', ')],
  ['Guard declares', ({ guard }) => guard.declares.join(', ')],
  ['Detectors', ({ guard }) => Object.entries(guard.detectors).map(([name, mode]) => `${name}: ${mode}`).join(', ')],
];

function networkOf({ network }: PageFunction): string {
  if (network.vpc === 'unknown') return 'not known';
  return network.vpc === 'no' ? 'no VPC: may connect to the whole internet' : `VPC: ${network.securityGroups.join(', ')}`;
}

function groupOf({ id, retentionDays, encrypted }: PageFunction['logs']['groups'][number]): string {
  return joined(id, retentionDays === undefined ? 'kept forever' : `kept ${retentionDays} days`, encrypted === 'yes' && 'with a key of its own');
}

function failureOf({ failure }: PageFunction): string | undefined {
  if (!failure.asynchronous) return undefined;
  return joined(failure.destination === 'yes' ? 'events that fail are kept' : 'events that fail are lost', failure.retryAttempts !== undefined && `${failure.retryAttempts} retries`);
}
