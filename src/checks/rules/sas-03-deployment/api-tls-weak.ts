import { valuesAt } from '../../../app-model/pointers';
import { at, items, property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText, type Possibility } from '../../../app-model/value';
import type { Finding, Rule } from '../../rule';
import { failing, isOn, isOneOf } from '../../settings';

const STRONG_VIEWER = /^TLSv1\.(2_(2018|2019|2021|2025)|3)/;
const WEAK_DOMAIN = isOneOf('TLS_1_0', 'TLS_1_1');

const domain = (properties: object) => ({ Type: 'AWS::ApiGateway::DomainName', Properties: { DomainName: 'orders.example.com', ...properties } });

/**
 * A regional domain and every domain of an HTTP API speak TLS 1.2 unless they are told otherwise; that of an
 * edge-optimised REST API, the default, spoke TLS 1.0 for years, so that it is to be said there. A distribution with
 * CloudFront's own certificate cannot be told.
 */
export const apiTlsWeak: Rule = {
  id: 'SAS3-ApiTlsWeak',
  title: 'the domain still speaks old versions of TLS',
  weakness: 'SAS-3',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-327'],
  why: 'TLS 1.0 and 1.1 are broken in known ways: who sits between can force them, and read or change what is sent.',
  fix: 'new apigateway.DomainName(this, \'Domain\', { domainName, certificate, securityPolicy: apigateway.SecurityPolicy.TLS_1_2 });',
  resourceTypes: ['AWS::ApiGateway::DomainName', 'AWS::ApiGatewayV2::DomainName', 'AWS::CloudFront::Distribution'],
  example: {
    flagged: { Resources: { Domain: domain({ SecurityPolicy: 'TLS_1_0' }) } },
    findings: { Domain: ['SAS3-ApiTlsWeak'] },
    fixed: { Resources: { Domain: domain({ SecurityPolicy: 'TLS_1_2' }) } },
  },
  check(resource) {
    if (resource.type === 'AWS::CloudFront::Distribution') return judgeDistribution(resource);
    if (resource.type === 'AWS::ApiGateway::DomainName') return failing(resource, ['SecurityPolicy'], isPolicyWeak(resource));
    return valuesAt(property(resource), ['DomainNameConfigurations', 'SecurityPolicy']).filter(WEAK_DOMAIN)
      .map(({ when }) => ({ when, location: 'Properties/DomainNameConfigurations' }));
  },
};

function isPolicyWeak(resource: Resource) {
  const regional = items(property(resource, 'EndpointConfiguration', 'Types')).some(possibility => !isOneOf('EDGE')(possibility))
    || property(resource, 'EndpointConfiguration').some(({ value }) => value.kind === 'unknown');
  return (possibility: Possibility) => WEAK_DOMAIN(possibility) || (possibility.value.kind === 'absent' && !regional);
}

function judgeDistribution(resource: Resource): readonly Finding[] {
  const path = ['DistributionConfig', 'ViewerCertificate'];
  return property(resource, ...path).flatMap(certificate => {
    const location = ['Properties', ...path].join('/');
    if (certificate.value.kind === 'absent' || at([certificate], 'CloudFrontDefaultCertificate').some(isOn)) {
      return [{ detail: 'DefaultCertificate', note: 'CloudFront\'s own certificate allows TLS 1.0', when: certificate.when, location }];
    }
    return at([certificate], 'MinimumProtocolVersion')
      .filter(({ value }) => value.kind === 'absent' || !STRONG_VIEWER.test(literalText(value) ?? 'TLSv1.3'))
      .map(({ when }) => ({ when, location }));
  });
}
