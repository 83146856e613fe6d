import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

type AssemblyBuilder = Stage['_assemblyBuilder'];

/**
 * Calls back with every stage below a scope: with those that exist, and with those to come the moment they are made.
 *
 * A pipeline of CDK synthesises a stage when it is added, long before the app, so waiting for synthesis would miss it.
 */
export function everyStage(scope: IConstruct, found: (stage: Stage) => void): void {
  const stages = scope.node.findAll().filter(Stage.isStage);
  for (const stage of stages) if (stage !== scope) found(stage);
  for (const { _assemblyBuilder: builder } of new Set([...enclosing(scope), ...stages])) {
    whenStageMade(builder, path => {
      const stage = stageAt(scope.node.root, path);
      if (stage?.node.scopes.includes(scope)) found(stage);
    });
  }
}

/**
 * Every stage makes its assembly from that of the stage around it: the one thing that all of them do where they can be seen.
 *
 * It is CDK's own method and no interface: where a version has another, later stages are told by the check, as without this.
 */
function whenStageMade(builder: AssemblyBuilder | undefined, made: (path: string) => void): void {
  if (typeof builder?.createNestedAssembly !== 'function') return;
  const createNestedAssembly = builder.createNestedAssembly.bind(builder);
  builder.createNestedAssembly = (artifactId, path) => {
    const nested = createNestedAssembly(artifactId, path);
    whenStageMade(nested, made);
    made(path);
    return nested;
  };
}

function enclosing(scope: IConstruct): Stage[] {
  const stage = Stage.isStage(scope) ? scope : Stage.of(scope);
  return stage === undefined ? [] : [stage];
}

function stageAt(root: IConstruct, path: string): Stage | undefined {
  let node: IConstruct | undefined = root;
  for (const id of path.split('/')) node = node?.node.tryFindChild(id);
  return node !== undefined && Stage.isStage(node) ? node : undefined;
}
