import { AppModel } from '../../../src/app-model/app-model';
import { readTemplate } from '../../../src/app-model/read-template';
import { judge } from '../../../src/checks/judge';
import { ruleParameters } from '../../../src/checks/parameters';
import { RULES } from '../../../src/checks/registry';
import { guardFile } from '../../../src/contract/environment';
import { LEDGER_METADATA_KEY } from '../../../src/contract/ledger';
import { buildInventory } from '../../../src/report/inventory/build-inventory';
import type { Inventory } from '../../../src/report/inventory/inventory';

/** What tells one state of the app apart from another; everything has a good default. */
export interface State {
  readonly guard?: boolean;
  readonly mode?: string;
  readonly policy?: object;
  readonly ledger?: readonly object[];
  readonly statements?: readonly object[];
  readonly managed?: readonly string[];
  readonly boundary?: string;
  readonly authType?: string;
  readonly runtime?: string;
  readonly alarm?: boolean;
  readonly layer?: boolean;
  readonly others?: Readonly<Record<string, object>>;
}

const READ = { Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders' };

/** The inventory of an app with one guarded function behind a URL that asks for IAM, in a state. */
export function inventoryOf(state: State = {}): Inventory {
  const model = AppModel.of([readTemplate('Shop', { Resources: { ...resourcesOf(state), ...state.others } })]);
  const findings = judge(RULES.filter(({ tier }) => tier === 'core'), model, ruleParameters({ today: '2026-06-01' }))
    .map(({ id, rule, severity, resource }) => ({ id, weakness: rule.weakness, severity, resource, accepted: false }));
  return buildInventory(model, findings);
}

function resourcesOf(state: State): Readonly<Record<string, object>> {
  return {
    ServerlessGuardLayer: { Type: 'AWS::Lambda::LayerVersion', Properties: { Content: { S3Bucket: 'assets', S3Key: 'guard.zip' } } },
    Other: { Type: 'AWS::Lambda::LayerVersion', Properties: { Content: { S3Bucket: 'assets', S3Key: 'other.zip' } } },
    Orders: functionOf(state),
    Role: roleOf(state),
    Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'Orders' }, AuthType: state.authType ?? 'AWS_IAM' } },
    ...state.alarm === false ? {} : {
      Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/Lambda', MetricName: 'Errors', Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Orders' } }] } },
    },
  };
}

function functionOf({ guard = true, mode, policy = {}, ledger = [], runtime = 'nodejs24.x', layer = false }: State): object {
  const guarded = { NODE_OPTIONS: `--require ${guardFile('preload')}`, SERVERLESS_GUARD_POLICY: JSON.stringify(policy), ...mode === undefined ? {} : { SERVERLESS_GUARD_MODE: mode } };
  return {
    Type: 'AWS::Lambda::Function',
    Metadata: { [LEDGER_METADATA_KEY]: { version: 1, entries: ledger } },
    Properties: {
      Runtime: runtime,
      Handler: 'index.handler',
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Layers: [...guard ? [{ Ref: 'ServerlessGuardLayer' }] : [], ...layer ? [{ Ref: 'Other' }] : []],
      Environment: { Variables: guard ? guarded : {} },
    },
  };
}

function roleOf({ statements = [READ], managed = [], boundary }: State): object {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] },
      ManagedPolicyArns: managed,
      ...boundary === undefined ? {} : { PermissionsBoundary: boundary },
      Policies: [{ PolicyName: 'Inline', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
    },
  };
}

/** A statement on one resource. */
export const allow = (action: string, resource: string, more: object = {}) => ({ Effect: 'Allow', Action: [action], Resource: resource, ...more });
