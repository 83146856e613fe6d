import { CfnCondition, CfnElement, CfnMapping, CfnOutput, CfnParameter, CfnResource, CfnRule, Stack, Token } from 'aws-cdk-lib';
import { entriesOf, isIntrinsic } from './function-target';
import { renderElement } from './render';

type Properties = Readonly<Record<string, unknown>>;

/** Elements that have a section of their own and nothing else. */
const OTHER_SECTIONS = [CfnCondition, CfnMapping, CfnOutput, CfnParameter, CfnRule];

const GLOBALS = new WeakMap<Stack, Properties>();

/**
 * What the `Globals` section of a stack's template says about SAM functions.
 *
 * CDK has no construct for it: an included template brings it along, or an element of the user's own.
 */
export function functionGlobals(stack: Stack): Properties {
  const known = GLOBALS.get(stack);
  if (known !== undefined) return known;
  const elements = stack.node.findAll().filter(node => CfnElement.isCfnElement(node) && Stack.of(node) === stack && mayBringGlobals(node));
  const made = elements.reduce<Properties>((all, element) => mergeGlobals(all, globalsIn(element as CfnElement)), {});
  GLOBALS.set(stack, made);
  return made;
}

function mayBringGlobals(element: CfnElement): boolean {
  return !CfnResource.isCfnResource(element) && !OTHER_SECTIONS.some(section => element instanceof section);
}

function globalsIn(element: CfnElement): Properties {
  const { Globals: globals } = renderElement(element) as { readonly Globals?: unknown };
  const shared = entriesOf(globals).Function;
  if (isIntrinsic(shared) || isIntrinsic(globals)) throw new Error('the Globals of its template are an intrinsic function');
  return entriesOf(shared);
}

/**
 * A function's own properties over the inherited ones, as SAM merges them: lists are joined, the inherited items first;
 * maps are merged entry by entry; anything else, an intrinsic function too, is replaced
 * (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html).
 */
export function mergeGlobals(shared: Properties, own: Properties): Properties {
  const merged: Record<string, unknown> = { ...shared };
  for (const [name, value] of Object.entries(own)) {
    if (value !== undefined) merged[name] = mergeValue(shared[name], value);
  }
  return merged;
}

function mergeValue(shared: unknown, own: unknown): unknown {
  if (Array.isArray(shared) && Array.isArray(own)) return [...shared, ...own];
  if (isMap(shared) && isMap(own)) return mergeGlobals(shared, own);
  return own;
}

function isMap(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Token.isUnresolved(value) && !isIntrinsic(value);
}
