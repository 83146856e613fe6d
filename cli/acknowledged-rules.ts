/**
 * The metadata key under which CDK keeps acknowledged rules, each with its reason. A template carries the same on its
 * resources, or on itself.
 */
export const ACKNOWLEDGED_RULES_METADATA_KEY = 'aws:cdk:acknowledged-rules';
