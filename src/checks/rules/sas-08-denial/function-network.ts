import type { AppModel } from '../../../app-model/app-model';
import { FUNCTION_TYPES, functionProperty } from '../../../app-model/functions';
import { items, property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText, type Possibility } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { failing } from '../../settings';

const fn = (subnets: readonly unknown[]) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', VpcConfig: { SubnetIds: subnets, SecurityGroupIds: ['sg-1a2b3c4d'] } } });
const subnet = (cidr: string, zone: string) => ({ Type: 'AWS::EC2::Subnet', Properties: { VpcId: 'vpc-1a2b3c4d', CidrBlock: cidr, AvailabilityZone: zone } });

const SMALLEST_PREFIX = 26;

export const subnetTooSmall: Rule = {
  id: 'SAS8-SubnetTooSmall',
  title: 'the function\'s subnet has few addresses',
  weakness: 'SAS-8',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-770'],
  why: 'Under load the network interfaces of functions, endpoints and databases use them up: new ones cannot start, in the middle of an attack or a sale.',
  fix: 'subnetConfiguration: [{ name: \'functions\', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }]',
  resourceTypes: ['AWS::EC2::Subnet'],
  example: {
    flagged: { Resources: { Small: subnet('10.0.0.0/28', 'eu-west-1a'), Orders: fn([{ Ref: 'Small' }]) } },
    findings: { Small: ['SAS8-SubnetTooSmall'] },
    fixed: { Resources: { Small: subnet('10.0.0.0/24', 'eu-west-1a'), Orders: fn([{ Ref: 'Small' }]) } },
  },
  check: (resource, model) => model.index(functionSubnets).has(resource)
    ? failing(resource, ['CidrBlock'], ({ value }) => Number(/\/(\d{1,2})$/.exec(literalText(value) ?? '')?.[1] ?? 0) > SMALLEST_PREFIX)
    : PASS,
};

function functionSubnets(model: AppModel): ReadonlySet<Resource> {
  return new Set(model.resourcesOf(...FUNCTION_TYPES)
    .flatMap(it => items(functionProperty(it, 'VpcConfig', 'SubnetIds')))
    .flatMap(({ value }) => value.kind === 'reference' ? [value.resource] : []));
}

export const singleAz: Rule = {
  id: 'SAS8-SingleAz',
  title: 'the function runs in one availability zone only',
  weakness: 'SAS-8',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-693'],
  why: 'When the zone fails, or its addresses are used up, nothing is left that could answer.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, vpc, vpcSubnets: { subnets: vpc.privateSubnets } }); // of two zones or more',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn(['subnet-1a2b3c4d']) } },
    findings: { Orders: ['SAS8-SingleAz'] },
    fixed: { Resources: { A: subnet('10.0.0.0/24', 'eu-west-1a'), B: subnet('10.0.1.0/24', 'eu-west-1b'), Orders: fn([{ Ref: 'A' }, { Ref: 'B' }]) } },
  },
  check: resource => functionProperty(resource, 'VpcConfig', 'SubnetIds').flatMap(list => {
    const subnets = items([list]);
    // A single item that is no plain id may stand for a whole list.
    if (list.value.kind !== 'list' || subnets.length === 0 || subnets.some(({ value }) => value.kind === 'unknown')) return [];
    const zones = new Set(subnets.map(zoneOf));
    return subnets.length === 1 || (zones.size === 1 && !zones.has(undefined)) ? [{ when: list.when, location: 'Properties/VpcConfig/SubnetIds' }] : [];
  }),
};

function zoneOf({ value }: Possibility): string | undefined {
  if (value.kind !== 'reference') return undefined;
  return property(value.resource, 'AvailabilityZone').map(zone => literalText(zone.value))[0];
}
