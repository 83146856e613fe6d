import { valuesAt } from '../../../app-model/pointers';
import { property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { failing, type Fails, isAbsent, isNotOn } from '../../settings';

/** What a trail should say; each gap is a finding of its own. */
const GAPS: ReadonlyArray<readonly [detail: string, note: string, path: readonly string[], fails: Fails]> = [
  ['MultiRegion', 'one region only', ['IsMultiRegionTrail'], isNotOn],
  ['Validation', 'files can be changed unseen', ['EnableLogFileValidation'], isNotOn],
  ['Kms', 'no key of its own', ['KMSKeyId'], isAbsent],
  ['CloudWatchLogs', 'nothing can raise an alarm', ['CloudWatchLogsLogGroupArn'], isAbsent],
];

/** What happens to data and functions is recorded only where it is asked for. */
const DATA: ReadonlyArray<readonly [detail: string, type: string]> = [['LambdaDataEvents', 'AWS::Lambda::Function'], ['S3DataEvents', 'AWS::S3::Object']];

const COMPLETE = {
  IsLogging: true,
  S3BucketName: 'trail',
  IsMultiRegionTrail: true,
  EnableLogFileValidation: true,
  KMSKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/trail',
  CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:trail:*',
  EventSelectors: [{ DataResources: DATA.map(([, type]) => ({ Type: type, Values: ['arn:aws:lambda'] })) }],
};
const trail = (properties: object) => ({ Type: 'AWS::CloudTrail::Trail', Properties: { ...COMPLETE, ...properties } });

export const cloudTrailGaps: Rule = {
  id: 'SAS5-CloudTrailGaps',
  title: 'the trail of API calls has gaps',
  weakness: 'SAS-5',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-778'],
  why: 'Who invoked a function, read an object or changed the account is asked after an attack, and can be answered only if it was written down and kept from being changed.',
  fix: 'const trail = new cloudtrail.Trail(this, \'Trail\', { encryptionKey: key, sendToCloudWatchLogs: true }); trail.logAllLambdaDataEvents(); trail.logAllS3DataEvents();',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  example: {
    flagged: { Resources: { Trail: trail({ IsMultiRegionTrail: false, EventSelectors: [] }) } },
    findings: { Trail: ['SAS5-CloudTrailGaps[MultiRegion]', 'SAS5-CloudTrailGaps[LambdaDataEvents]', 'SAS5-CloudTrailGaps[S3DataEvents]'] },
    fixed: { Resources: { Trail: trail({}) } },
  },
  check: resource => [
    ...GAPS.flatMap(([detail, note, path, fails]) => failing(resource, path, fails, { detail, note })),
    ...DATA.filter(([, type]) => !recordsData(resource, type)).map(([detail, type]) => ({ detail, note: `calls on ${type} are not recorded` })),
  ],
};

/** Whether a trail records, or may record, calls on the data of a type. */
export function recordsData(trailResource: Resource, type: string): boolean {
  const selected = [
    ...valuesAt(property(trailResource), ['EventSelectors', 'DataResources', 'Type']),
    ...valuesAt(property(trailResource), ['AdvancedEventSelectors', 'FieldSelectors', 'Equals']),
    ...property(trailResource, 'EventSelectors'), ...property(trailResource, 'AdvancedEventSelectors'),
  ];
  return selected.some(({ value }) => value.kind === 'unknown' || value.kind === 'reference' || literalText(value) === type);
}
