/**
 * Constructs that CDK adds by itself, by the fixed ids they have in the tree: custom-resource providers, the singleton
 * functions of log retention, bucket notifications, bucket deployment and SDK calls, the provider framework, and the
 * helpers of cross-region references. The ids hold UUIDs or fixed words, and logical ids are made of them.
 */
const CDK_CONSTRUCT_IDS: readonly RegExp[] = [
  /Custom(::)?\w*CustomResourceProvider/,
  /LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a/,
  /BucketNotificationsHandler050a0587b7544547bf325f094a3db834/,
  /Custom(::)?CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C/,
  /AWS679f53fac002430cb0da5b7982bd2287/,
  /[Ff]ramework-?(onEvent|isComplete|onTimeout)/,
  /Custom(::)?(CrossRegionExportReader|CrossRegionExportWriter|VpcRestrictDefaultSG|S3AutoDeleteObjects|ECRAutoDeleteImages|EC2RestrictDefault)/,
];

/** Whether a resource belongs to such a construct; the path decides where there is one. */
export function isCdkManaged(logicalId: string, constructPath: string | undefined): boolean {
  const name = constructPath ?? logicalId;
  return CDK_CONSTRUCT_IDS.some(pattern => pattern.test(name));
}
