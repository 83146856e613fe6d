import type { CfnResource } from 'aws-cdk-lib';
import { allResourcesOf, renderedProperties, resourcesOf } from './app-resources';
import { isNamed, namesOfFunction, namesOfResource } from './function-names';
import { warn } from './ledger';
import type { FunctionTarget } from '../targets/function-target';

/**
 * Warns of versions that take traffic and that CloudFormation will not publish anew.
 *
 * CDK gives `currentVersion` a new id whenever the function changes; a version made by hand keeps its id, and with it
 * the code and the environment that the function had when it was first deployed.
 */
export function warnOfExplicitVersions(target: FunctionTarget): void {
  const current = target.construct?.node.tryFindChild('CurrentVersion')?.node.defaultChild;
  const names = namesOfFunction(target);
  for (const version of resourcesOf(target.stack, 'AWS::Lambda::Version')) {
    if (version === current || !isNamed(version, JSON.stringify(renderedProperties(version).FunctionName ?? ''), names)) continue;
    if (!isReferenced(version)) continue;
    warn(version, {
      id: 'version-not-updated',
      what: 'it is a version with an id of its own, and other resources refer to it',
      why: 'CloudFormation publishes no new version when the guard comes or is updated, so this one runs without it',
      cure: 'refer to fn.currentVersion, or acknowledge this warning if the version\'s id changes with every release',
    });
  }
}

/** Looked up for versions made by hand alone, which are rare: it reads the whole stage. */
function isReferenced(version: CfnResource): boolean {
  const names = namesOfResource(version);
  return allResourcesOf(version).some(resource => resource !== version && isNamed(resource, JSON.stringify(renderedProperties(resource)), names));
}
