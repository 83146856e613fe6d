import { resourcePolicy } from '../../../app-model/resource-policies';
import { literalText, skeleton } from '../../../app-model/value';
import type { Rule } from '../../rule';

const policy = (action: string, resource: string) => ({
  Type: 'AWS::IoT::Policy', Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] } },
});

/** Everything below a kind of resource; a policy variable makes it the device's own. */
const EVERY_TOPIC = /:(topic|topicfilter|client)\/[*#]*$/;

export const iotPolicyWildcard: Rule = {
  id: 'SAS2-IotPolicyWildcard',
  title: 'one device may do what all devices may',
  weakness: 'SAS-2',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-284'],
  why: 'Whoever takes one device, or one certificate out of it, speaks as every device and listens to all of them.',
  fix: 'Resource: \'arn:aws:iot:eu-west-1:111122223333:topic/devices/${iot:Connection.Thing.ThingName}/readings\'',
  resourceTypes: ['AWS::IoT::Policy'],
  example: {
    flagged: { Resources: { Devices: policy('iot:*', 'arn:aws:iot:eu-west-1:111122223333:topic/*') } },
    findings: { Devices: ['SAS2-IotPolicyWildcard[Action::iot:*]', 'SAS2-IotPolicyWildcard[Resource]'] },
    fixed: { Resources: { Devices: policy('iot:Publish', 'arn:aws:iot:eu-west-1:111122223333:topic/devices/${iot:ClientId}') } },
  },
  check: resource => resourcePolicy(resource).filter(({ effect }) => effect === 'Allow').flatMap(({ actions, resources }) => [
    ...actions.filter(({ value }) => /^(iot:)?\*+$/i.test(literalText(value) ?? ''))
      .map(({ value, when }) => ({ detail: `Action::${literalText(value)}`, when })),
    ...resources.filter(({ value }) => isEverything(skeleton(value) ?? ''))
      .map(({ when }) => ({ detail: 'Resource', note: 'every resource', when })),
  ]),
};

function isEverything(resource: string): boolean {
  return /^\*+$/.test(resource) || EVERY_TOPIC.test(resource);
}
