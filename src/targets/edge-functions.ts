import { CfnResource, Stack } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { mentioned, mentionedIn } from './mentioned';
import { onceAStage } from './once-a-stage';
import { livePropertiesOf } from './render';

/** The functions that distributions of the app run, by construct and by name. */
interface EdgeFunctions {
  readonly resources: ReadonlySet<IConstruct>;
  readonly names: ReadonlySet<string>;
}

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const VERSION = 'AWS::Lambda::Version';
/** The property of an association, in whatever behaviour it stands. */
const ASSOCIATED = 'LambdaFunctionARN';

/** Whether a distribution anywhere in the app runs a function, found by its resource or its literal name. */
export function isRunByDistribution(resource: CfnResource, name: unknown): boolean {
  const { resources, names } = edgeFunctionsOf(resource);
  return resources.has(resource) || (typeof name === 'string' && names.has(name));
}

/** Over the whole app: the distribution may stand in another stage. */
const edgeFunctionsOf = onceAStage((stage): EdgeFunctions => {
  const resources = new Set<IConstruct>();
  const names = new Set<string>();
  for (const node of stage.node.root.node.findAll()) {
    if (node instanceof cloudfront.experimental.EdgeFunction) addResource(resources, node.lambda);
    if (!CfnResource.isCfnResource(node) || node.cfnResourceType !== DISTRIBUTION) continue;
    for (const arn of associatedIn(node)) {
      mentioned(arn, Stack.of(node)).flatMap(functionsBehind).forEach(construct => addResource(resources, construct));
      const name = typeof arn === 'string' ? arn.split(':')[6] : undefined;
      if (name !== undefined) names.add(name);
    }
  }
  return { resources, names };
});

function addResource(resources: Set<IConstruct>, construct: IConstruct): void {
  resources.add(construct);
  if (construct.node.defaultChild !== undefined) resources.add(construct.node.defaultChild);
}

/** A distribution that cannot be read yet says nothing; whatever is wrong with it is CDK's to report. */
function associatedIn(distribution: CfnResource): unknown[] {
  try {
    return valuesOf(livePropertiesOf(distribution));
  } catch {
    return [];
  }
}

function valuesOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(valuesOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === ASSOCIATED ? [inner] : valuesOf(inner)));
}

/** Associations name a version; the function stands behind it. */
function functionsBehind(construct: IConstruct): IConstruct[] {
  if (construct instanceof lambda.Version) return [construct.lambda];
  const { scope } = construct.node;
  if (scope instanceof lambda.Version) return [scope.lambda];
  if (!CfnResource.isCfnResource(construct) || construct.cfnResourceType !== VERSION) return [construct];
  return mentionedIn(construct, 'FunctionName');
}
