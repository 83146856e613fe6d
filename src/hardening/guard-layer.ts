import { Token } from 'aws-cdk-lib';
import { GUARD_ENVIRONMENT, GUARD_HANDLER, IN_IMAGE, guardFile } from '../contract/environment';
import { GuardLoader, HardeningMeasure } from '../options';
import { ENVIRONMENT_BYTES, EXEC_WRAPPER, NODE_OPTIONS, environmentBytes, guardNodeOptions, guardVariables } from './guard-environment';
import type { Variables } from './guard-environment';
import { guardBuild, guardLayerOf } from './guard-layer-version';
import { layersObstacle, runtimeObstacle } from './guard-obstacles';
import { warn } from './ledger';
import type { Refusal } from './ledger';
import type { HardeningContext, Measure } from './measure';
import type { HardeningSettings } from './settings';
import { stackFull } from './stack-budget';
import type { FunctionTarget } from '../targets/function-target';
import { entriesOf, isIntrinsic } from '../targets/function-target';

const UNPROTECTED = 'the guard cannot be loaded, so attacks on this function are neither seen nor blocked';

/** The runtime guard: its files and its environment, together or not at all. */
export const guardLayer: Measure = {
  name: HardeningMeasure.GUARD_LAYER,
  apply: (target, context) => {
    const { ledger, settings } = context;
    const existing = variablesOf(target);
    const obstacle = obstacleOf(existing, target, settings);
    if (obstacle !== undefined || existing === undefined) return refuse(context, obstacle);
    const variables = variablesFor(target, existing, settings);
    const tooLarge = sizeObstacle({ ...existing, ...variables, ...nodeOptions(existing, settings) });
    if (tooLarge !== undefined) return refuse(context, tooLarge);
    if (!addFiles(target, context)) return ledger.refused(guardLayer.name, stackFull('the guard\'s layer', target.stack));
    setVariables(target, variables, settings);
    warnOfRemains(target, existing, settings);
    const from = isImage(target) ? 'from the image ' : '';
    return ledger.set(guardLayer.name, `loaded ${from}by ${settings.loader}, mode ${String(existing[GUARD_ENVIRONMENT.mode] ?? settings.mode)}`);
  },
};

function obstacleOf(existing: Variables | undefined, target: FunctionTarget, { guardInImage, loader }: HardeningSettings): Omit<Refusal, 'why'> | undefined {
  return runtimeObstacle(target.runtime, guardInImage) ?? layersObstacle(target) ?? environmentObstacle(existing, target, loader);
}

function variablesFor(target: FunctionTarget, existing: Variables, settings: HardeningSettings): Record<string, string> {
  return withPlace(withHandler(guardVariables(existing, settings, guardBuild()), target, settings.loader), target);
}

/** What `NODE_OPTIONS` would be by now; aspects that come later may still change what it is made of. */
function nodeOptions(existing: Variables, { loader }: HardeningSettings): Variables {
  return loader === GuardLoader.NODE_OPTIONS ? { [NODE_OPTIONS]: guardNodeOptions(existing[NODE_OPTIONS]) } : {};
}

function setVariables(target: FunctionTarget, variables: Record<string, string>, { loader }: HardeningSettings): void {
  target.setEnvironment(variables);
  if (loader === GuardLoader.NODE_OPTIONS) target.extendVariable(NODE_OPTIONS, guardNodeOptions);
  if (loader === GuardLoader.HANDLER) target.setHandler(GUARD_HANDLER);
}

function warnOfRemains(target: FunctionTarget, existing: Variables, { loader }: HardeningSettings): void {
  if (loader !== GuardLoader.EXEC_WRAPPER) warnOfWrapper(existing, target);
  warnOfKeptVersion(target);
}

/** The guard's files come with a layer, or with the image itself; false where the stack has no room for the layer. */
function addFiles(target: FunctionTarget, { budget }: HardeningContext): boolean {
  if (isImage(target)) return true;
  const layer = guardLayerOf(target.stack, budget);
  if (layer !== undefined) target.addLayer(layer);
  return layer !== undefined;
}

function isImage({ runtime }: FunctionTarget): boolean {
  return runtime.kind === 'image';
}

function refuse({ ledger }: HardeningContext, obstacle: Omit<Refusal, 'why'> | undefined): void {
  const unreadable = { id: 'unreadable-environment', what: 'its environment is an intrinsic function', cure: 'give the variables one by one, or acknowledge this warning' };
  ledger.refused(guardLayer.name, { ...(obstacle ?? unreadable), why: UNPROTECTED });
}

/** The rendered variables; nothing where the whole is an intrinsic function, which cannot be added to. */
function variablesOf({ properties }: FunctionTarget): Variables | undefined {
  const environment = entriesOf(properties.Environment);
  const keys = Object.keys(environment);
  if (keys.length === 0) return {};
  const variables = entriesOf(environment.Variables);
  return environment.Variables === undefined || isIntrinsic(variables) ? undefined : variables;
}

function environmentObstacle(existing: Variables | undefined, target: FunctionTarget, loader: GuardLoader): Omit<Refusal, 'why'> | undefined {
  if (existing === undefined) return undefined;
  const wrapper = existing[EXEC_WRAPPER];
  if (loader === GuardLoader.EXEC_WRAPPER && wrapper !== undefined && wrapper !== guardFile('execWrapper')) {
    return {
      id: 'exec-wrapper-taken',
      what: `${EXEC_WRAPPER} is ${describe(wrapper)}, and Lambda has one slot for wrappers`,
      cure: 'use GuardLoader.NODE_OPTIONS for this function, which leaves the wrapper alone',
    };
  }
  if (loader === GuardLoader.HANDLER && target.properties.Handler === undefined) {
    return { id: 'no-handler', what: 'it has no handler to load after the guard', cure: 'use GuardLoader.NODE_OPTIONS for this function' };
  }
  return undefined;
}

function sizeObstacle(variables: Variables): Omit<Refusal, 'why'> | undefined {
  const bytes = environmentBytes(variables);
  if (bytes <= ENVIRONMENT_BYTES) return undefined;
  return {
    id: 'environment-too-large',
    what: `its environment would have ${bytes} bytes with the guard's variables, Lambda takes ${ENVIRONMENT_BYTES}`,
    cure: 'move large values to Parameter Store or AppConfig, or shorten the guard\'s exemptions',
  };
}

/** The loader HANDLER stands in the user's place and must know whom it replaced. */
function withHandler(variables: Record<string, string>, target: FunctionTarget, loader: GuardLoader): Record<string, string> {
  if (loader !== GuardLoader.HANDLER || target.properties.Handler === GUARD_HANDLER) return variables;
  return { ...variables, [GUARD_ENVIRONMENT.handler]: Token.asString(target.live.Handler) };
}

/** Tells the checks where the files are, which no template shows. */
function withPlace(variables: Record<string, string>, target: FunctionTarget): Record<string, string> {
  return isImage(target) ? { ...variables, [GUARD_ENVIRONMENT.inImage]: IN_IMAGE } : variables;
}

function warnOfWrapper(existing: Variables, target: FunctionTarget): void {
  if (existing[EXEC_WRAPPER] === undefined) return;
  warn(target.resource, {
    id: 'exec-wrapper-kept',
    what: `${EXEC_WRAPPER} is ${describe(existing[EXEC_WRAPPER])} and stays`,
    why: 'the guard is loaded beside it, unless the wrapper replaces NODE_OPTIONS or the handler without calling the one before',
    cure: 'look for the guard\'s heartbeat metric after the deployment, then acknowledge this warning',
  });
}

function warnOfKeptVersion({ resource, keptVersion }: FunctionTarget): void {
  if (keptVersion === undefined) return;
  warn(resource, {
    id: 'version-kept',
    what: `a version of it does not follow its configuration: ${keptVersion}`,
    why: 'a version that was published before stays without the guard, and so does the traffic on it',
    cure: 'use fn.currentVersion, or publish a new version with the guard, then acknowledge this warning',
  });
}

function describe(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : 'an intrinsic function';
}
