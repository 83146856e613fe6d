import type { Refusal } from './ledger';
import { MOST_LAYERS } from '../targets/function-target';
import type { FunctionTarget, TargetRuntime } from '../targets/function-target';

type Obstacle = Omit<Refusal, 'why'>;

/** The oldest Node that the guard runs on. */
const OLDEST_NODE = 20;

const CONTAINER_IMAGE: Obstacle = {
  id: 'container-image',
  what: 'it is a container image, which takes no layers',
  cure: 'copy assets/guard-node of this package to /opt in its Dockerfile and set guardInImage (docs/container-images.md), or acknowledge this warning',
};

/** Why a runtime cannot load the guard. */
export function runtimeObstacle(runtime: TargetRuntime, guardInImage: boolean): Obstacle | undefined {
  switch (runtime.kind) {
    case 'node':
      if (runtime.major >= OLDEST_NODE) return undefined;
      return { id: 'unsupported-runtime', what: `its runtime is ${runtime.name}`, cure: `use nodejs${OLDEST_NODE}.x or newer` };
    case 'other':
      return { id: 'unsupported-runtime', what: `its runtime is ${runtime.name}, the guard runs on Node`, cure: 'validate input in the code and acknowledge this warning' };
    case 'image':
      return guardInImage ? undefined : CONTAINER_IMAGE;
    case 'unknown':
      return { id: 'unknown-runtime', what: 'its runtime is not known before deployment', cure: 'give the runtime as a literal' };
  }
}

/** Why a function cannot take one more layer. */
export function layersObstacle({ properties: { Layers: layers } }: FunctionTarget): Obstacle | undefined {
  if (layers === undefined) return undefined;
  if (!Array.isArray(layers)) {
    return { id: 'unreadable-layers', what: 'its list of layers is an intrinsic function', cure: 'give the layers one by one' };
  }
  if (layers.length < MOST_LAYERS) return undefined;
  return { id: 'sixth-layer', what: `it has ${layers.length} layers, Lambda takes ${MOST_LAYERS}`, cure: 'merge two of its layers, or acknowledge this warning' };
}
