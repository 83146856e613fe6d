import type { AppModel } from '../../app-model/app-model';
import { functionRoles } from '../../app-model/iam/roles';
import { pointers } from '../../app-model/pointers';
import type { Resource } from '../../app-model/template';

const associations = pointers(
  ['AWS::CloudFront::Distribution', 'DistributionConfig', 'DefaultCacheBehavior', 'LambdaFunctionAssociations', 'LambdaFunctionARN'],
  ['AWS::CloudFront::Distribution', 'DistributionConfig', 'CacheBehaviors', 'LambdaFunctionAssociations', 'LambdaFunctionARN'],
);

const EDGE_PRINCIPAL = 'edgelambda.amazonaws.com';

/** The functions that CloudFront runs: those that a distribution names, and those whose role trusts the edge. Pass it to `model.index()`. */
export function edgeFunctions(model: AppModel): ReadonlySet<Resource> {
  const distributed = model.index(associations);
  const versions = model.resourcesOf('AWS::Lambda::Version').filter(version => distributed.to(version).length > 0);
  const trusting = [...model.index(functionRoles).values()]
    .filter(({ role }) => role !== undefined && JSON.stringify(role.properties).includes(EDGE_PRINCIPAL))
    .flatMap(({ functions }) => functions);
  return new Set([...trusting, ...functionsOf(versions, model)]);
}

function functionsOf(versions: readonly Resource[], model: AppModel): readonly Resource[] {
  if (versions.length === 0) return [];
  const named = model.index(versionTargets);
  return model.resourcesOf('AWS::Lambda::Function', 'AWS::Serverless::Function').filter(fn => named.to(fn).some(version => versions.includes(version)));
}

const versionTargets = pointers(['AWS::Lambda::Version', 'FunctionName']);
