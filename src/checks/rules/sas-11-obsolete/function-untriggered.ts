import type { AppModel } from '../../../app-model/app-model';
import { evaluate } from '../../../app-model/evaluate';
import { FUNCTION_TYPES, functionProperty, isServerlessFunction } from '../../../app-model/functions';
import { identityPolicy } from '../../../app-model/iam/identity-policies';
import { covers } from '../../../app-model/iam/pattern';
import { asObject } from '../../../app-model/json';
import { targetsOf } from '../../../app-model/pointers';
import { at, items, property } from '../../../app-model/property';
import { referenceGraph } from '../../../app-model/references';
import type { Resource } from '../../../app-model/template';
import { literalText } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { isOneOf } from '../../settings';

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
    if (model.index(namedOutside).has(fn) || mayBeStartedByUnknown(model) || hasEvents(fn) || isStartedByHand(fn)) return PASS;
    const graph = model.index(referenceGraph);
    return [...graph.to(fn)].some(resource => resource !== fn && (!PASSIVE.test(resource.type) || mayInvoke(resource))) ? PASS : [{}];
  },
};

/** A SAM function's events start it. */
function hasEvents(fn: Resource): boolean {
  return isServerlessFunction(fn) && ['Events', 'FunctionUrlConfig'].some(name => functionProperty(fn, name).some(({ value }) => value.kind !== 'absent'));
}

function isStartedByHand(fn: Resource): boolean {
  const tags = property(fn, 'Tags');
  return functionProperty(fn, 'FunctionName').some(({ value }) => value.kind !== 'absent')
    || tags.some(({ value }) => value.kind === 'unknown')
    || items(tags).some(tag => at([tag], 'Key').some(isOneOf(MANUAL_TAG))) || at(tags, MANUAL_TAG).some(({ value }) => value.kind !== 'absent');
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

/** The functions that outputs name. */
function namedOutside(model: AppModel): ReadonlySet<Resource> {
  const found = new Set<Resource>();
  for (const template of model.templates) {
    for (const output of Object.values(asObject(template.body.Outputs))) {
      for (const { value } of evaluate(asObject(output).Value, template)) targetsOf(value, model)?.forEach(resource => found.add(resource));
    }
  }
  return found;
}
