import { permitsPublishing, publishesMore, publishesOther } from './pipeline-additions';
import { entriesOf, isSame } from './template';
import type { Template } from './template';
import { GUARD_ENVIRONMENT, guardFile } from '../../../src/contract/environment';

/** Whether a property may be what it is with the guard, given what it was without. */
type Rule = (before: unknown, after: unknown, place: Place) => boolean;

export interface Place {
  readonly logicalId: string;
  readonly before: Template;
  readonly after: Template;
}

const OWN_VARIABLES: ReadonlySet<string> = new Set([GUARD_ENVIRONMENT.mode, GUARD_ENVIRONMENT.policy, GUARD_ENVIRONMENT.build]);
/** The second where a role has no room for a further managed policy. */
const POLICY_TYPES: ReadonlySet<string> = new Set(['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy']);
const REPLACED = /policy\/service-role\/AWSLambda(Basic|VPCAccess)ExecutionRole/;

/** The table of docs/hardening.md, "The measures", as a plain function has them: everything else of a resource stays as it was. */
export const ADDITIONS: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  'AWS::Lambda::Function': {
    Layers: appendsGuardLayer,
    Environment: addsOwnVariables,
    RecursiveLoop: (before, after) => before === undefined && after === 'Terminate',
    RuntimeManagementConfig: (before, after) => before === undefined && isSame(after, { UpdateRuntimeOn: 'Auto' }),
  },
  'AWS::Serverless::Function': {
    Layers: appendsGuardLayer,
    Environment: (before, after, place) => addsOwnVariables(withGlobals(before, place), withGlobals(after, place)),
    RecursiveLoop: (before, after) => before === undefined && after === 'Terminate',
    RuntimeManagementConfig: (before, after) => before === undefined && isSame(after, { UpdateRuntimeOn: 'Auto' }),
  },
  'AWS::IAM::Role': { ManagedPolicyArns: replacesManagedPolicies },
  'AWS::Logs::LogGroup': { RetentionInDays: (before, after) => before === undefined && after === 365 },
  // CDK's custom resource that `fn.logGroup` makes; without the property it keeps events for ever.
  'Custom::LogRetention': { RetentionInDays: (before, after) => before === undefined && after === 365 },
  // Its template has the guard in it, so its hash differs.
  'AWS::CloudFormation::Stack': { TemplateURL: () => true, Parameters: isSuperset },
  'AWS::CodePipeline::Pipeline': { Stages: publishesMore },
  'AWS::CodeBuild::Project': { Source: publishesOther },
  'AWS::IAM::Policy': { PolicyDocument: permitsPublishing },
  'AWS::CDK::Metadata': { Analytics: () => true },
};

/** Nothing in common but the objects' own: what was there is there, and more. */
export function isSuperset(before: unknown, after: unknown): boolean {
  const later = entriesOf(after);
  return Object.entries(entriesOf(before)).every(([key, value]) => isSame(value, later[key]));
}

function appendsGuardLayer(before: unknown, after: unknown, place: Place): boolean {
  const [old, now] = [before ?? [], after];
  if (!Array.isArray(old) || !Array.isArray(now) || now.length !== old.length + 1 || !isSame(now.slice(0, -1), old)) return false;
  return place.after.Resources[String(entriesOf(now.at(-1)).Ref)]?.Type === 'AWS::Lambda::LayerVersion';
}

function addsOwnVariables(before: unknown, after: unknown): boolean {
  const [old, now] = [before, after].map(environment => entriesOf(entriesOf(environment).Variables)) as [Record<string, unknown>, Record<string, unknown>];
  const { Variables: _, ...others } = entriesOf(after);
  if (Object.keys(others).length > 0) return false;
  return Object.keys({ ...old, ...now }).every(name => isSame(old[name], now[name])
    || (old[name] === undefined && OWN_VARIABLES.has(name))
    || (name === 'NODE_OPTIONS' && isPrefixed(old[name], now[name])));
}

/** SAM gives every function the variables of `Globals`, under those of its own. */
function withGlobals(environment: unknown, { before }: Place): unknown {
  const { Variables } = entriesOf(entriesOf(entriesOf(before.Globals).Function).Environment);
  return { ...entriesOf(environment), Variables: { ...entriesOf(Variables), ...entriesOf(entriesOf(environment).Variables) } };
}

function isPrefixed(before: unknown, after: unknown): boolean {
  const preload = `--require ${guardFile('preload')}`;
  if (before === undefined || before === '') return after === preload;
  if (typeof before === 'string') return after === `${preload} ${before}`;
  return isSame(after, { 'Fn::Join': [' ', [preload, before]] }) || isSame(after, { 'Fn::Join': ['', [`${preload} `, before]] })
    || JSON.stringify(after).replace(`${preload} `, '') === JSON.stringify(before);
}

/** The two policies may go where a policy of the guard's is on the same role. */
function replacesManagedPolicies(before: unknown, after: unknown, { logicalId, after: template }: Place): boolean {
  if (!Array.isArray(before)) return false;
  const kept = before.filter(arn => !REPLACED.test(JSON.stringify(arn)));
  if (!isSame(kept, after ?? [])) return false;
  return Object.values(template.Resources).some(({ Type, Properties = {} }) =>
    POLICY_TYPES.has(Type) && isSame(Properties.Roles, [{ Ref: logicalId }]) && JSON.stringify(Properties.PolicyDocument).includes('WriteOwnLogs'));
}
