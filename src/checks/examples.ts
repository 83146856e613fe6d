import { guardFile } from '../contract/environment';

/** The guard's layer, for the examples of rules. */
export const GUARDED = {
  ServerlessGuardLayer: { Type: 'AWS::Lambda::LayerVersion', Properties: { Content: { S3Bucket: 'assets', S3Key: 'guard.zip' } } },
} as const;

/** The properties of a function with the guard attached, beside `GUARDED`. */
export const GUARDED_PROPERTIES = {
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
  Layers: [{ Ref: 'ServerlessGuardLayer' }],
  Environment: { Variables: { NODE_OPTIONS: `--require ${guardFile('preload')}` } },
} as const;

export const GUARDED_FUNCTION = { Type: 'AWS::Lambda::Function', Properties: GUARDED_PROPERTIES } as const;

/** A policy document with one allowed statement. */
export function allow(actions: string | readonly string[], resources: unknown): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: resources }] };
}

/** A role that Lambda may assume, with one inline policy. */
export function functionRole(document: object): object {
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] };
  return { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust, Policies: [{ PolicyName: 'Inline', PolicyDocument: document }] } };
}
