import type { AppModel } from '../../../app-model/app-model';
import { FUNCTION_TYPES, functionProperty, isServerlessFunction } from '../../../app-model/functions';
import { identityPolicy } from '../../../app-model/iam/identity-policies';
import { covers } from '../../../app-model/iam/pattern';
import { namedInOutputs } from '../../../app-model/outputs';
import { property } from '../../../app-model/property';
import { referenceGraph } from '../../../app-model/references';
import { hasTag } from '../../../app-model/tags';
import type { Resource } from '../../../app-model/template';
import { literalText } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';

/** What mentions a function without ever starting it. */
const PASSIVE = /^AWS::(?:CloudWatch::|Logs::|Lambda::(?:Version|EventInvokeConfig)|IAM::|SSM::Parameter$|ApplicationAutoScaling::|Synthetics::|XRay::)/;

const FN = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler' } };
const MANUAL_TAG = 'manual-invoke';

/**
 * A function that an output names, that is known by its own name, or that a role may invoke may be started from outside
 * the app. One that is started by hand says so by the tag `manual-invoke`.
 */
export const functionUntriggered: Rule = {
  id: 'SAS11-FunctionUntriggered',
  title: 'nothing starts the function',
  weakness: 'SAS-11',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-1164'],
  why: 'A forgotten function is not patched and not looked at, and its role still holds what it once needed.',
  fix: 'Tags.of(fn).add(\'manual-invoke\', \'true\'); // if it is started by hand; else delete it',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: FN } },
    findings: { Orders: ['SAS11-FunctionUntriggered'] },
    fixed: { Resources: { Orders: FN, Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'Orders' }, AuthType: 'AWS_IAM' } } } },
  },
  check(fn, model) {
    if (model.index(namedInOutputs).has(fn) || mayBeStartedByUnknown(model) || hasEvents(fn) || isStartedByHand(fn)) return PASS;
    const graph = model.index(referenceGraph);
    return [...graph.to(fn)].some(resource => resource !== fn && (!PASSIVE.test(resource.type) || mayInvoke(resource))) ? PASS : [{}];
  },
};

/** A SAM function's events start it. */
function hasEvents(fn: Resource): boolean {
  return isServerlessFunction(fn) && ['Events', 'FunctionUrlConfig'].some(name => functionProperty(fn, name).some(({ value }) => value.kind !== 'absent'));
}

function isStartedByHand(fn: Resource): boolean {
  return functionProperty(fn, 'FunctionName').some(({ value }) => value.kind !== 'absent') || hasTag(fn, MANUAL_TAG) !== 'no';
}

function mayInvoke(resource: Resource): boolean {
  return identityPolicy(resource).some(({ actions }) => actions.some(({ value }) => INVOKING.some(action => covers(literalText(value) ?? '', action))));
}

const INVOKING = ['lambda:InvokeFunction', 'lambda:InvokeAsync'];

/** A trigger whose function the template does not tell may be any function's. */
function mayBeStartedByUnknown(model: AppModel): boolean {
  return model.index(unresolvedTriggers);
}

const TRIGGERS = [['AWS::Lambda::Permission', 'FunctionName'], ['AWS::Lambda::EventSourceMapping', 'FunctionName'], ['AWS::Lambda::Url', 'TargetFunctionArn']] as const;

const unresolvedTriggers = (model: AppModel) => TRIGGERS.some(([type, name]) => model.resourcesOf(type)
  .some(resource => property(resource, name).some(({ value }) => value.kind === 'unknown')));
