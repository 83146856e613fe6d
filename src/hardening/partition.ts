import { Token } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';

/** Regions outside the commercial partition; there Lambda gets its newer controls late, and the default is the safe value anyway. */
const OTHER_PARTITIONS = /^(cn|us-gov|us-iso\w*|eu-isoe|eusc)-/;

/** Whether a property that only restates a safe default had better not be written, since the region may not know it. */
export function lacksLambdaControls(stack: Stack): boolean {
  return !Token.isUnresolved(stack.region) && OTHER_PARTITIONS.test(stack.region);
}
