import { at, items, property } from '../../../app-model/property';
import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { isOneOf } from '../../settings';

const CONFIG = 'DistributionConfig';

const distribution = (policy: string) => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    [CONFIG]: {
      Enabled: true,
      DefaultCacheBehavior: { TargetOriginId: 'api', ViewerProtocolPolicy: policy },
      CacheBehaviors: [{ PathPattern: '/orders/*', TargetOriginId: 'api', ViewerProtocolPolicy: policy }],
    },
  },
});

export const cloudFrontHttp: Rule = {
  id: 'SAS3-CloudFrontHttp',
  title: 'the distribution answers requests without TLS',
  weakness: 'SAS-3',
  severity: 'error',
  tier: 'strict',
  cwe: ['CWE-319'],
  why: 'Whoever sits between reads tokens and answers, and changes both; what is behind the distribution takes it for the user\'s own.',
  fix: 'new cloudfront.Distribution(this, \'Shop\', { defaultBehavior: { origin: new origins.RestApiOrigin(api), viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS } });',
  resourceTypes: ['AWS::CloudFront::Distribution'],
  example: {
    flagged: { Resources: { Shop: distribution('allow-all') } },
    findings: { Shop: ['SAS3-CloudFrontHttp', 'SAS3-CloudFrontHttp[/orders/*]'] },
    fixed: { Resources: { Shop: distribution('redirect-to-https') } },
  },
  check(resource) {
    const all = property(resource, CONFIG, 'DefaultCacheBehavior', 'ViewerProtocolPolicy').filter(isOneOf('allow-all'))
      .map(({ when }) => ({ when, location: `Properties/${CONFIG}/DefaultCacheBehavior` }));
    const paths = items(property(resource, CONFIG, 'CacheBehaviors')).flatMap(behavior => {
      const pattern = at([behavior], 'PathPattern').map(({ value }) => literalText(value))[0];
      return at([behavior], 'ViewerProtocolPolicy').filter(isOneOf('allow-all'))
        .map(({ when }) => ({ detail: pattern, note: `on ${pattern ?? 'a path'}`, when, location: `Properties/${CONFIG}/CacheBehaviors` }));
    });
    return [...all, ...paths];
  },
};
