/** `service.region.amazonaws.com` and the like; hosts of resources (`….region.elb.amazonaws.com`) have it the other way round. */
const REGIONAL = /\.[a-z]{2}(?:-[a-z]+)+-\d\.(?:amazonaws\.com(?:\.cn)?|api\.aws|on\.aws|amazonaws\.eu)$/;
const GLOBAL = /(?:^|\.)(?:s3|sts|iam|cloudfront|route53|organizations|sns|sqs|dynamodb)\.amazonaws\.com$/;

/**
 * Whether a host is the API endpoint of an AWS service.
 *
 * In a VPC these lead to private addresses, interface endpoints, and events do hold such URLs: pre-signed ones, those that
 * CloudFormation and S3 Object Lambda wait for an answer at.
 */
export function isAwsEndpoint(host: string): boolean {
  return REGIONAL.test(host) || GLOBAL.test(host);
}
