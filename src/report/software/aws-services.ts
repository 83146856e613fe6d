import { endpointOf } from './endpoints';
import { actionsMatching } from '../../roles/actions/actions';
import type { InventoriedFunction, InventoriedPermission, InventoriedTrigger } from '../inventory/inventory';
import { sorted } from '../inventory/texts';

/** Which way data goes, seen from the app. */
export type DataFlow = 'inbound' | 'outbound' | 'bi-directional' | 'unknown';

/** An AWS service that functions of the app use. */
export interface UsedService {
  /** The prefix of its actions, such as `dynamodb`. */
  readonly name: string;
  readonly endpoints: readonly string[];
  /** What is read or written there, and which way. */
  readonly data: ReadonlyArray<{ readonly name: string; readonly flow: DataFlow }>;
  /** Ids of the functions. */
  readonly functions: readonly string[];
}

interface Uses {
  readonly flows: Map<string, Set<DataFlow>>;
  readonly functions: Set<string>;
  readonly regions: Set<string>;
}

/** The services that functions may call, by their permissions, and those that start them. */
export function usedServices(functions: readonly InventoriedFunction[], regions: ReadonlyMap<string, string>): readonly UsedService[] {
  const found = new Map<string, Uses>();
  for (const fn of functions) {
    const region = regions.get(fn.stack ?? '');
    const note = (service: string, name: string, flow: DataFlow) => noteUse(found, service, { name, flow, fn: fn.id, region });
    for (const permission of fn.permissions) {
      const flow = flowOf(permission);
      for (const resource of permission.resources) note(permission.service, resource, flow);
    }
    for (const trigger of fn.triggers) {
      const service = SERVICE_OF_TRIGGER[trigger.kind];
      if (service !== undefined) note(service, trigger.name, 'inbound');
    }
  }
  return [...found].sort(([a], [b]) => a < b ? -1 : 1).map(([name, uses]) => described(name, uses));
}

function noteUse(found: Map<string, Uses>, service: string, { name, flow, fn, region }: { name: string; flow: DataFlow; fn: string; region?: string }): void {
  const uses: Uses = found.get(service) ?? { flows: new Map(), functions: new Set(), regions: new Set() };
  found.set(service, uses);
  uses.functions.add(fn);
  if (region !== undefined) uses.regions.add(region);
  uses.flows.set(name, (uses.flows.get(name) ?? new Set()).add(flow));
}

function described(name: string, { flows, functions, regions }: Uses): UsedService {
  return {
    name,
    endpoints: sorted([...regions].flatMap(region => endpointOf(name, region) ?? [])),
    data: sorted(flows.keys()).map(resource => ({ name: resource, flow: together(flows.get(resource) ?? new Set()) })),
    functions: sorted(functions),
  };
}

function together(flows: ReadonlySet<DataFlow>): DataFlow {
  const known = [...flows].filter(flow => flow !== 'unknown');
  const [only = 'unknown'] = known;
  return known.length > 1 ? 'bi-directional' : only;
}

/** What reads brings data in, what writes sends it out. */
function flowOf({ service, actions }: Pick<InventoriedPermission, 'service' | 'actions'>): DataFlow {
  const known = FLOWS.get(`${service}\n${actions.join('\n')}`);
  if (known !== undefined) return known;
  const levels = new Set(service === '*' ? [] : actions.flatMap(action => actionsMatching(action).map(({ accessLevel }) => accessLevel)));
  const reads = levels.has('Read') || levels.has('List');
  const writes = levels.has('Write') || levels.has('Tagging') || levels.has('Permissions management');
  const oneWay = reads ? 'inbound' : 'outbound';
  const flow = reads && writes ? 'bi-directional' : oneWay;
  const made = levels.size === 0 ? 'unknown' : flow;
  FLOWS.set(`${service}\n${actions.join('\n')}`, made);
  return made;
}

/** The same few lists of actions stand in every policy of an app. */
const FLOWS = new Map<string, DataFlow>();

/** The service whose events start a function, by the kind of trigger; an invoker is somebody's code. */
const SERVICE_OF_TRIGGER: Readonly<Record<InventoriedTrigger['kind'], string>> = {
  'rest-api': 'execute-api',
  'http-api': 'execute-api',
  'websocket': 'execute-api',
  'graphql': 'appsync',
  'agent': 'bedrock',
  'distribution': 'cloudfront',
  'user-pool': 'cognito-idp',
  'config-rule': 'config',
  'load-balancer': 'elasticloadbalancing',
  'event-rule': 'events',
  'iot-rule': 'iot',
  'firehose': 'firehose',
  'bot': 'lex',
  'log-subscription': 'logs',
  'pipe': 'pipes',
  'bucket': 's3',
  'schedule': 'scheduler',
  'rotation': 'secretsmanager',
  'mail': 'ses',
  'topic': 'sns',
  'state-machine': 'states',
  'lattice': 'vpc-lattice',
  'queue': 'sqs',
  'stream': 'kinesis',
  'table': 'dynamodb',
  'kafka': 'kafka',
  'mq': 'mq',
  'documents': 'docdb',
  'custom-resource': 'cloudformation',
};
