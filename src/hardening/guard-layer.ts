import { Token } from 'aws-cdk-lib';
import { GUARD_ENVIRONMENT, GUARD_HANDLER, IN_IMAGE, guardFile } from '../contract/environment';
import type { GuardPolicy } from '../contract/policy';
import { GuardLoader, HardeningMeasure } from '../options';
import { reportingSources } from './batch-sources';
import { ENVIRONMENT_BYTES, EXEC_WRAPPER, NODE_OPTIONS, environmentBytes, guardNodeOptions, guardVariables } from './guard-environment';
import type { Variables } from './guard-environment';
import { guardBuild, guardLayerOf } from './guard-layer-version';
import { layersObstacle, runtimeObstacle } from './guard-obstacles';
import { policyForms } from './guard-policy';
import { warn } from './ledger';
import type { Refusal } from './ledger';
import { warnOfLogLevel } from './log-level';
import type { HardeningContext, Measure } from './measure';
import type { HardeningSettings } from './settings';
import { stackFull } from './stack-budget';
import { isWebServer, toolAt } from './wrappers';
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
    const fitting = fittingVariables(existing, target, settings);
    if ('tooLarge' in fitting) return refuse(context, fitting.tooLarge);
    if (!addFiles(target, context)) return ledger.refused(guardLayer.name, stackFull('the guard\'s layer', target.stack));
    setVariables(target, fitting.variables, settings);
    if (fitting.lost !== undefined) warnOfShortPolicy(fitting.lost, target);
    warnOfRemains(target, existing, settings);
    return ledger.set(guardLayer.name, inWords(existing, target, settings));
  },
};

function inWords(existing: Variables, target: FunctionTarget, { loader, mode }: HardeningSettings): string {
  const from = isImage(target) ? 'from the image ' : '';
  const tool = toolAt(existing[EXEC_WRAPPER]) ?? toolAt(target.properties.Handler);
  const beside = tool === undefined ? '' : `, beside ${tool}`;
  return `loaded ${from}by ${loader}, mode ${String(existing[GUARD_ENVIRONMENT.mode] ?? mode)}${beside}`;
}

function obstacleOf(existing: Variables | undefined, target: FunctionTarget, { guardInImage, loader }: HardeningSettings): Omit<Refusal, 'why'> | undefined {
  return runtimeObstacle(target.runtime, guardInImage) ?? layersObstacle(target) ?? environmentObstacle(existing, target, loader);
}

function variablesFor(target: FunctionTarget, existing: Variables, settings: HardeningSettings, policy: GuardPolicy): Record<string, string> {
  return withPlace(withHandler(guardVariables(existing, settings, policy, guardBuild()), target, settings.loader), target);
}

/** What `NODE_OPTIONS` would be by now; aspects that come later may still change what it is made of. */
function nodeOptions(existing: Variables, { loader }: HardeningSettings): Variables {
  const options = guardNodeOptions(existing[NODE_OPTIONS], loader);
  return options === undefined ? {} : { [NODE_OPTIONS]: options };
}

function setVariables(target: FunctionTarget, variables: Record<string, string>, { loader }: HardeningSettings): void {
  target.setEnvironment(variables);
  if (guardNodeOptions(entriesOf(variablesOf(target))[NODE_OPTIONS], loader) !== undefined) {
    target.extendVariable(NODE_OPTIONS, value => guardNodeOptions(value, loader) ?? Token.asString(value));
  }
  if (loader === GuardLoader.HANDLER) target.setHandler(GUARD_HANDLER);
}

function warnOfRemains(target: FunctionTarget, existing: Variables, settings: HardeningSettings): void {
  if (settings.loader !== GuardLoader.EXEC_WRAPPER) warnOfWrapper(existing, target);
  warnOfLogLevel(existing, target, settings);
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
  const given = Object.values(environment).filter(value => value !== undefined);
  if (given.length === 0) return {};
  const variables = entriesOf(environment.Variables);
  return environment.Variables === undefined || isIntrinsic(variables) ? undefined : variables;
}

function environmentObstacle(existing: Variables | undefined, target: FunctionTarget, loader: GuardLoader): Omit<Refusal, 'why'> | undefined {
  if (existing === undefined) return undefined;
  const wrapper = existing[EXEC_WRAPPER];
  if (isWebServer(existing)) {
    return {
      id: 'web-server',
      what: `${EXEC_WRAPPER} is ${describe(wrapper)}, which runs a web server in place of a handler`,
      cure: 'validate input in the web server and acknowledge this warning',
    };
  }
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

type Fitting = { readonly variables: Record<string, string>; readonly lost?: string } | { readonly tooLarge: Omit<Refusal, 'why'> };

/** The guard's variables with as much of its policy as there is room for. */
function fittingVariables(existing: Variables, target: FunctionTarget, settings: HardeningSettings): Fitting {
  let bytes = 0;
  for (const { policy, lost } of policyForms(settings, reportingSources(target))) {
    const variables = variablesFor(target, existing, settings, policy);
    bytes = environmentBytes({ ...existing, ...variables, ...nodeOptions(existing, settings) });
    if (bytes <= ENVIRONMENT_BYTES) return { variables, lost };
  }
  return {
    tooLarge: {
      id: 'environment-too-large',
      what: `its environment would have ${bytes} bytes with the guard's variables, Lambda takes ${ENVIRONMENT_BYTES}`,
      cure: 'move large values to Parameter Store or AppConfig',
    },
  };
}

function warnOfShortPolicy(lost: string, target: FunctionTarget): void {
  warn(target.resource, {
    id: 'policy-shortened',
    what: `the guard's policy goes without ${lost}`,
    why: `with them the function's environment would have more than the ${ENVIRONMENT_BYTES} bytes that Lambda takes`,
    cure: 'give the function fewer exemptions, or move large values of its own to Parameter Store or AppConfig',
  });
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
    what: `${EXEC_WRAPPER} is ${describe(existing[EXEC_WRAPPER])}${of(toolAt(existing[EXEC_WRAPPER]))} and stays`,
    why: 'the guard is loaded beside it, unless the wrapper replaces NODE_OPTIONS or the handler without calling the one before',
    cure: 'look for the guard\'s heartbeat metric after the deployment, then acknowledge this warning',
  });
}

function of(tool: string | undefined): string {
  return tool === undefined ? '' : ` of ${tool}`;
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
