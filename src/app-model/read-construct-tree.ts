import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnElement, Stack, Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { TemplateSource } from './template';

/**
 * Reads the rendered templates of every stack below a construct: stacks, nested stacks, and those of inner stages.
 *
 * The file in the cloud assembly is the truth: it holds property overrides, raw resources, includes and transforms,
 * which the constructs' own attributes do not. The tree adds what files lack: the construct path of each resource.
 */
export function readConstructTree(root: IConstruct): readonly TemplateSource[] {
  const paths = new Map<Stack, Map<string, string>>();
  for (const construct of walk(root)) {
    if (Stack.isStack(construct)) pathsOf(construct, paths);
    if (CfnElement.isCfnElement(construct)) pathsOf(construct.stack, paths).set(logicalIdOf(construct), construct.node.path);
  }
  return [...paths].map(([stack, constructPaths]) => readStack(stack, constructPaths));
}

function pathsOf(stack: Stack, paths: Map<Stack, Map<string, string>>): Map<string, string> {
  const known = paths.get(stack) ?? new Map<string, string>();
  paths.set(stack, known);
  return known;
}

function readStack(stack: Stack, constructPaths: ReadonlyMap<string, string>): TemplateSource {
  const file = join(Stage.of(stack)?.outdir ?? '', stack.templateFile);
  if (!existsSync(file)) throw new Error(`the template of stack '${stack.node.path}' is not at ${file}: synthesise the app first`);
  const body: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const parent = stack.nestedStackParent;
  const logicalId = stack.nestedStackResource === undefined ? undefined : logicalIdOf(stack.nestedStackResource as unknown as CfnElement);
  const nestedIn = parent === undefined || logicalId === undefined ? undefined : { id: parent.node.path, logicalId };
  return { id: stack.node.path, body, file, account: decided(stack.account), region: decided(stack.region), constructPaths, nestedIn };
}

function decided(text: string): string | undefined {
  return Token.isUnresolved(text) ? undefined : text;
}

function logicalIdOf(element: CfnElement): string {
  return String(element.stack.resolve(element.logicalId));
}

/** Iterative: deep trees exist, and recursion over generators is slow. */
function* walk(root: IConstruct): Iterable<IConstruct> {
  const open: IConstruct[] = [root];
  for (let construct = open.pop(); construct !== undefined; construct = open.pop()) {
    yield construct;
    open.push(...construct.node.children.reverse());
  }
}
