import { createAllowedHosts } from '../../../runtime/node/behaviour/allowed-hosts';
import type { EgressPolicy } from '../../../src/contract/policy';

const REGION = 'eu-central-1';
const allows = (egress: EgressPolicy, host: string, port = 443, region = REGION): boolean => createAllowedHosts(egress, region).allows(host, port);

describe('names', () => {
  const egress: EgressPolicy = { domains: ['api.example.com', '*.partner.test', 'db.example.com:5432', '10.0.3.9', '[fd00::9]:8443', 'fd00::10'], services: [] };

  test.each([
    ['api.example.com', 443], ['API.Example.com.', 80], ['a.partner.test', 443], ['a.b.partner.test', 1], ['db.example.com', 5432], ['10.0.3.9', 8080], ['fd00::9', 8443], ['fd00::10', 1],
  ])('%s:%d is declared', (host, port) => {
    expect(allows(egress, host, port)).toBe(true);
  });

  test.each([
    ['example.com', 443], ['x.api.example.com', 443], ['evilapi.example.com', 443], ['partner.test', 443], ['evilpartner.test', 443], ['api.example.com.evil.test', 443],
    ['db.example.com', 443], ['10.0.3.90', 80], ['fd00::9', 443], ['dynamodb.eu-central-1.amazonaws.com', 443],
  ])('%s:%d is not', (host, port) => {
    expect(allows(egress, host, port)).toBe(false);
  });

  test('a name may be looked up whatever its port', () => {
    const { allows: allowsName } = createAllowedHosts(egress, REGION);
    expect([allowsName('db.example.com'), allowsName('other.example.com')]).toEqual([true, false]);
  });
});

describe('services', () => {
  const declared: EgressPolicy = { domains: [], services: ['dynamodb', 's3', 'sts'] };

  test.each([
    'dynamodb.eu-central-1.amazonaws.com', 'dynamodb-fips.eu-central-1.amazonaws.com', 'streams.dynamodb.eu-central-1.amazonaws.com', '111122223333.ddb.eu-central-1.amazonaws.com',
    'dynamodb.eu-central-1.api.aws', 'bucket.s3.eu-central-1.amazonaws.com', 'a.b.s3.dualstack.eu-central-1.amazonaws.com', 'bucket.s3.amazonaws.com', 'sts.amazonaws.com',
    'vpce-0a1-b2.dynamodb.eu-central-1.vpce.amazonaws.com',
  ])('%s is an endpoint of a declared one', host => {
    expect(allows(declared, host)).toBe(true);
  });

  test.each([
    'sqs.eu-central-1.amazonaws.com', 'dynamodb.us-east-1.amazonaws.com', 'dynamodb.sqs.eu-central-1.amazonaws.com', 'dynamodb.eu-central-1.amazonaws.com.evil.test',
    'dynamodb.eu-central-1.evil.test', 'iam.amazonaws.com', 'amazonaws.com', 'dynamodb.cn-north-1.amazonaws.com.cn', 'ec2-192-0-2-1.compute-1.amazonaws.com',
  ])('%s is none', host => {
    expect(allows(declared, host)).toBe(false);
  });

  test("without services every one of the region is, other than those with anybody's code behind", () => {
    const every: EgressPolicy = { domains: [] };
    expect(['sqs.eu-central-1.amazonaws.com', 'runtime.sagemaker.eu-central-1.amazonaws.com', 'sts.amazonaws.com'].map(host => allows(every, host))).toEqual([true, true, true]);
    expect([
      'abc.execute-api.eu-central-1.amazonaws.com', 'sqs.us-east-1.amazonaws.com', 'ec2-192-0-2-1.compute-1.amazonaws.com', 'db.x.eu-central-1.rds.amazonaws.com', 'eu-central-1.amazonaws.com',
    ].map(host => allows(every, host))).toEqual([false, false, false, false, false]);
  });

  test.each([['cn-north-1', 'sqs.cn-north-1.amazonaws.com.cn'], ['us-gov-west-1', 'sqs.us-gov-west-1.amazonaws.com'], ['eusc-de-east-1', 'sqs.eusc-de-east-1.amazonaws.eu']])('in %s: %s', (region, host) => {
    expect(allows({ domains: [], services: ['sqs'] }, host, 443, region)).toBe(true);
  });
});
