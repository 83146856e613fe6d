import { FUNCTION_TYPES, layers } from '../../../app-model/functions';
import { skeleton } from '../../../app-model/value';
import { accountOf, isForeign } from '../../accounts';
import type { Rule } from '../../rule';

/** Accounts from which AWS publishes layers in every region: Powertools, the SDK for pandas, OpenTelemetry. */
const PUBLISHERS = ['017000801446', '336392948345', '901920570463'];

/** Layers that AWS publishes from another account in each region: the name alone is no proof, so that they are told. */
const REGIONAL = /:layer:(?:AWS-Parameters-and-Secrets-Lambda-Extension|AWS-AppConfig-Extension|LambdaInsightsExtension)(?:-Arm64)?:/;

const fn = (layer: string) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', Layers: [layer] } });

/** Judged where the stack's own account is known. */
export const layerForeignAccount: Rule = {
  id: 'SAS6-LayerForeignAccount',
  title: 'the function runs a layer that somebody else\'s account publishes',
  weakness: 'SAS-6',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-829'],
  why: 'Its code runs before and beside the function\'s own, with its role and its data, and whoever owns that account decides what is in it.',
  fix: 'new lambda.LayerVersion(this, \'Tools\', { code: lambda.Code.fromBucketV2(bucket, \'tools.zip\') }); // or trustedAccounts of the checks',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn('arn:aws:lambda:eu-west-1:999988887777:layer:tools:3') } },
    findings: { Orders: ['SAS6-LayerForeignAccount[tools]'] },
    fixed: { Resources: { Orders: fn('arn:aws:lambda:eu-west-1:111122223333:layer:tools:3') } },
  },
  check: (resource, _model, parameters) => layers(resource).flatMap(({ value, when }) => {
    const arn = skeleton(value) ?? '';
    const account = accountOf(arn);
    if (account === undefined || PUBLISHERS.includes(account) || !isForeign(account, resource, parameters)) return [];
    const severity = REGIONAL.test(arn) ? 'info' as const : 'error' as const;
    return [{ detail: arn.split(':')[6], severity, note: `account ${account}`, when, location: 'Properties/Layers' }];
  }),
};
