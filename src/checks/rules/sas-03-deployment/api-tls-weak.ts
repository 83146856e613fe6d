import { at, items, property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText, type Possibility } from '../../../app-model/value';
import { ABSENT } from '../../../app-model/value';
import type { Finding, Rule } from '../../rule';
import { PASS } from '../../rule';
import { failing, isOn, isOneOf } from '../../settings';
import { type Fails, isAbsent, isEmpty } from '../../settings';

const STRONG_VIEWER = /^TLSv1\.[23]/;
const WEAK_DOMAIN = isOneOf('TLS_1_0', 'TLS_1_1');

const domain = (properties: object) => ({ Type: 'AWS::ApiGateway::DomainName', Properties: { DomainName: 'orders.example.com', ...properties } });

/**
 * A regional domain speaks TLS 1.2 unless it is told otherwise; that of an edge-optimised REST API, the default, spoke
 * TLS 1.0 for years, so that it is to be said there. Domains of HTTP and WebSocket APIs speak TLS 1.2 today, which is
 * only told where the template does not say it. A distribution with CloudFront's own certificate cannot be told.
 */
export const apiTlsWeak: Rule = {
  id: 'SAS3-ApiTlsWeak',
  title: 'the domain still speaks old versions of TLS',
  weakness: 'SAS-3',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-327'],
  why: 'TLS 1.0 and 1.1 are broken in known ways: who sits between can force them, and read or change what is sent.',
  fix: 'const domain: Partial<apigateway.DomainNameProps> = { securityPolicy: apigateway.SecurityPolicy.TLS_1_2 };',
  resourceTypes: ['AWS::ApiGateway::DomainName', 'AWS::ApiGatewayV2::DomainName', 'AWS::CloudFront::Distribution', 'AWS::Serverless::Api', 'AWS::Serverless::HttpApi'],
  example: {
    flagged: { Resources: { Domain: domain({ SecurityPolicy: 'TLS_1_0' }) } },
    findings: { Domain: ['SAS3-ApiTlsWeak'] },
    fixed: { Resources: { Domain: domain({ SecurityPolicy: 'TLS_1_2' }) } },
  },
  check: resource => JUDGES[resource.type]?.(resource) ?? PASS,
};

const JUDGES: Readonly<Record<string, (resource: Resource) => readonly Finding[]>> = {
  'AWS::ApiGateway::DomainName': resource => failing(resource, ['SecurityPolicy'], isWeakAt(property(resource, 'EndpointConfiguration'), 'Types')),
  'AWS::Serverless::Api': resource => hasDomain(resource)
    ? failing(resource, ['Domain', 'SecurityPolicy'], isWeakAt(property(resource, 'Domain', 'EndpointConfiguration'), undefined))
    : PASS,
  'AWS::Serverless::HttpApi': resource => hasDomain(resource) ? judgeHttp(property(resource, 'Domain', 'SecurityPolicy')) : PASS,
  'AWS::ApiGatewayV2::DomainName': resource => {
    const [none] = property(resource, 'DomainNameConfigurations').filter(isEmpty);
    return judgeHttp(none === undefined ? at(items(property(resource, 'DomainNameConfigurations')), 'SecurityPolicy') : [{ value: ABSENT, when: none.when }]);
  },
  'AWS::CloudFront::Distribution': judgeDistribution,
};

const hasDomain = (resource: Resource) => property(resource, 'Domain').some(({ value }) => value.kind === 'map');

function judgeHttp(policies: readonly Possibility[]): readonly Finding[] {
  return policies.flatMap((policy): readonly Finding[] => {
    if (isAbsent(policy)) return [{ detail: 'Unsaid', severity: 'info', note: 'the template does not say which', when: policy.when }];
    return WEAK_DOMAIN(policy) ? [{ when: policy.when }] : [];
  });
}

/** The default of a REST API's domain depends on its kind, and that is `EDGE` unless told otherwise. */
function isWeakAt(endpoint: readonly Possibility[], kinds: string | undefined): Fails {
  const types = items(kinds === undefined ? endpoint : at(endpoint, kinds));
  const edge = types.length === 0 ? endpoint.every(isAbsent) || kinds !== undefined : types.every(isOneOf('EDGE'));
  return policy => WEAK_DOMAIN(policy) || (isAbsent(policy) && edge);
}

function judgeDistribution(resource: Resource): readonly Finding[] {
  const path = ['DistributionConfig', 'ViewerCertificate'];
  return property(resource, ...path).flatMap(certificate => {
    const location = ['Properties', ...path].join('/');
    const own = ['AcmCertificateArn', 'IamCertificateId'].some(name => !at([certificate], name).every(isAbsent));
    if (certificate.value.kind === 'absent' || (!own && at([certificate], 'CloudFrontDefaultCertificate').some(isOn))) {
      return [{ detail: 'DefaultCertificate', note: 'CloudFront\'s own certificate allows TLS 1.0', when: certificate.when, location }];
    }
    return at([certificate], 'MinimumProtocolVersion')
      .filter(({ value }) => value.kind === 'absent' || !STRONG_VIEWER.test(literalText(value) ?? 'TLSv1.3'))
      .map(({ when }) => ({ when, location }));
  });
}
