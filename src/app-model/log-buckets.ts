import type { AppModel } from './app-model';
import { pointers } from './pointers';
import { property } from './property';
import { referenceGraph } from './references';
import type { Resource } from './template';
import { literalText } from './value';

const destinations = pointers(['AWS::S3::Bucket', 'LoggingConfiguration', 'DestinationBucketName']);

/** What writes its logs into a bucket that it names among other things. */
const WRITERS = /^AWS::(?:ElasticLoadBalancing(?:V2)?::LoadBalancer|CloudFront::Distribution|CloudTrail::Trail|EC2::FlowLog)$/;

/** Whether a bucket takes the logs of others: it needs no log of its own, and S3 and load balancers write to none with a KMS key. */
export function isLogBucket(bucket: Resource, model: AppModel): boolean {
  return property(bucket, 'AccessControl').some(({ value }) => literalText(value) === 'LogDeliveryWrite')
    || model.index(destinations).to(bucket).some(source => source !== bucket)
    || [...model.index(referenceGraph).to(bucket)].some(({ type }) => WRITERS.test(type));
}
