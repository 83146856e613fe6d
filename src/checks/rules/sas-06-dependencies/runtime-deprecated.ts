import { deprecationOf } from './runtimes';
import { FUNCTION_TYPES, functionProperty } from '../../../app-model/functions';
import { items, property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText, type Possibility } from '../../../app-model/value';
import type { RuleParameters } from '../../parameters';
import { PASS, type Finding, type Rule } from '../../rule';

const fn = (runtime: string) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: runtime, Handler: 'index.handler' } });

/** A layer that lists an old runtime beside a current one is judged by its newest: the list only says where it may be used. */
export const runtimeDeprecated: Rule = {
  id: 'SAS6-RuntimeDeprecated',
  title: 'the runtime is deprecated: AWS no longer patches it',
  weakness: 'SAS-6',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-1104'],
  why: 'Vulnerabilities of the language, its libraries and the operating system below stay open, and are public.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime: lambda.Runtime.NODEJS_24_X, handler, code });',
  resourceTypes: [...FUNCTION_TYPES, 'AWS::Lambda::LayerVersion', 'AWS::Serverless::LayerVersion'],
  supersedes: ['SAS6-RuntimeNotLatest'],
  example: {
    flagged: { Resources: { Orders: fn('nodejs16.x') } },
    findings: { Orders: ['SAS6-RuntimeDeprecated'] },
    fixed: { Resources: { Orders: fn('nodejs24.x') } },
  },
  check: (resource, _model, parameters) => resource.type.endsWith('::LayerVersion')
    ? judgeLayer(resource, parameters)
    : functionProperty(resource, 'Runtime').flatMap(runtime => judgeRuntime(runtime, parameters)),
};

function judgeRuntime({ value, when }: Possibility, parameters: RuleParameters): readonly Finding[] {
  const runtime = literalText(value);
  if (runtime === undefined) return PASS;
  const location = 'Properties/Runtime';
  const deprecation = deprecationOf(runtime, parameters);
  if (deprecation === undefined) return [{ detail: 'Unknown', severity: 'info', note: `no date is known for ${runtime}`, when, location }];
  return deprecation.date > parameters.today ? PASS : [{ note: `${runtime} since ${deprecation.date}${deprecation.by}`, when, location }];
}

function judgeLayer(layer: Resource, parameters: RuleParameters): readonly Finding[] {
  const listed = items(property(layer, 'CompatibleRuntimes')).map(({ value }) => deprecationOf(literalText(value), parameters)?.date ?? '9999');
  const newest = [...listed].sort().at(-1);
  if (newest === undefined || newest > parameters.today) return PASS;
  return [{ note: `every runtime it is made for is, the last since ${newest}`, location: 'Properties/CompatibleRuntimes' }];
}
