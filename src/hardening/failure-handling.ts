import { Token } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { HardeningMeasure } from '../options';
import { renderedProperties } from './app-resources';
import { entrances } from './asynchronous-triggers';
import type { Entrance } from './asynchronous-triggers';
import { placeOfFailedEvents } from './failed-events';
import type { FailedEventsPlace } from './failed-events';
import { guardScope } from './guard-scope';
import { warn } from './ledger';
import type { Measure } from './measure';
import type { HardeningSettings } from './settings';
import { stackFull } from './stack-budget';
import { entriesOf } from '../targets/function-target';
import type { FunctionTarget } from '../targets/function-target';

const CONFIG_ID = 'EventInvokeConfig';

/** Capped retries and event age, and a place for what failed all the same where a service invokes asynchronously. */
export const failureHandling: Measure = {
  name: HardeningMeasure.FAILURE_HANDLING,
  onRequest: 'retries stay as they are on a plain function, since its events may need them',
  apply: (target, context) => {
    const { ledger, budget, settings } = context;
    const ways = target.properties.EventInvokeConfig === undefined ? openWays(target) : [];
    if (ways.length === 0) return ledger.kept(failureHandling.name, 'its asynchronous invocations are configured');
    const service = ways.find(({ loses }) => loses)?.entrance.service;
    const place = service === undefined ? undefined : placeOfFailedEvents(target, context);
    if (!budget.take(resourcesFor(ways, place))) return ledger.refused(failureHandling.name, stackFull('failure handling', target.stack));
    const destination = place?.make();
    for (const way of ways) configure(way, target, settings, way.loses ? destination : undefined);
    if (service !== undefined && place === undefined) warnOfLoss(target, service);
    return ledger.set(failureHandling.name, describe(settings, service, place?.name));
  },
};

function resourcesFor(ways: readonly Way[], place: FailedEventsPlace | undefined): number {
  return ways.filter(({ entrance }) => entrance.config === undefined).length + (place?.resources ?? 0);
}

/** An entrance with what nobody chose of its configuration. */
interface Way {
  readonly entrance: Entrance;
  readonly needsRetries: boolean;
  readonly needsAge: boolean;
  /** Whether events that fail are gone. */
  readonly loses: boolean;
}

/** The entrances of which something is to be configured. */
function openWays(target: FunctionTarget): Way[] {
  const hasDeadLetterQueue = target.properties.DeadLetterConfig !== undefined;
  return entrances(target).map((entrance): Way => {
    const properties = entrance.config === undefined ? {} : renderedProperties(entrance.config);
    return {
      entrance,
      needsRetries: properties.MaximumRetryAttempts === undefined,
      needsAge: properties.MaximumEventAgeInSeconds === undefined,
      loses: entrance.service !== undefined && !hasDeadLetterQueue && entriesOf(properties.DestinationConfig).OnFailure === undefined,
    };
  }).filter(({ needsRetries, needsAge, loses }) => needsRetries || needsAge || loses);
}

/** Sets what is unset: in the configuration that the app has, else in one of the guard's. */
function configure(way: Way, target: FunctionTarget, { retryAttempts, maxEventAge }: HardeningSettings, destination: string | undefined): void {
  const { entrance, needsRetries, needsAge } = way;
  const { config, qualifier, resource } = entrance;
  if (config !== undefined) {
    if (needsRetries) config.addPropertyOverride('MaximumRetryAttempts', retryAttempts);
    if (needsAge) config.addPropertyOverride('MaximumEventAgeInSeconds', maxEventAge.toSeconds());
    if (destination !== undefined) config.addPropertyOverride('DestinationConfig.OnFailure.Destination', destination);
    return;
  }
  const made = new lambda.CfnEventInvokeConfig(guardScope(target.scope), resource === undefined ? CONFIG_ID : `${CONFIG_ID}${nameOf(entrance)}`, {
    functionName: target.functionName,
    qualifier,
    maximumRetryAttempts: retryAttempts,
    maximumEventAgeInSeconds: maxEventAge.toSeconds(),
    destinationConfig: destination === undefined ? undefined : { onFailure: { destination } },
  });
  if (resource !== undefined) made.addDependency(resource);
}

function nameOf({ qualifier, resource }: Entrance): string {
  return Token.isUnresolved(qualifier) ? resource?.node.addr ?? '' : qualifier;
}

function warnOfLoss(target: FunctionTarget, service: string): void {
  warn(target.resource, {
    id: 'failed-events-lost',
    what: `${service} invokes it asynchronously, and there is no place for events that failed`,
    why: 'its role is not its own, and Lambda refuses a destination that the role may not send to',
    cure: 'give it a dead-letter queue or an on-failure destination, or acknowledge this warning',
  });
}

function describe({ retryAttempts, maxEventAge }: HardeningSettings, service: string | undefined, place: string | undefined): string {
  const caps = `${retryAttempts === 1 ? '1 retry' : `${retryAttempts} retries`} within ${maxEventAge.toHumanString()}`;
  if (service === undefined) return caps;
  return place === undefined ? `${caps}; no place for what failed` : `${caps}, then ${place}, since ${service} invokes asynchronously`;
}
