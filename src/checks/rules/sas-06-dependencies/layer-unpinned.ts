import { FUNCTION_TYPES, layers } from '../../../app-model/functions';
import { skeleton } from '../../../app-model/value';
import type { Finding, Rule } from '../../rule';

const fn = (layer: string) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', Layers: [layer] } });

export const layerUnpinned: Rule = {
  id: 'SAS6-LayerUnpinned',
  title: 'which version of the layer the function runs is decided elsewhere',
  weakness: 'SAS-6',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-829'],
  why: 'What was reviewed and what runs may differ: the next deployment takes whatever was published last.',
  fix: 'lambda.LayerVersion.fromLayerVersionArn(this, \'Tools\', \'arn:aws:lambda:eu-west-1:111122223333:layer:tools:3\')',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn('arn:aws:lambda:eu-west-1:111122223333:layer:tools'), Invoices: fn('{{resolve:ssm:/layers/tools}}') } },
    findings: { Orders: ['SAS6-LayerUnpinned'], Invoices: ['SAS6-LayerUnpinned'] },
    fixed: { Resources: { Orders: fn('arn:aws:lambda:eu-west-1:111122223333:layer:tools:3'), Invoices: fn('{{resolve:ssm:/layers/tools:4}}') } },
  },
  check: resource => layers(resource).flatMap(({ value, when }): readonly Finding[] => {
    const arn = skeleton(value) ?? '';
    const location = 'Properties/Layers';
    if (/^\{\{resolve:ssm:[^:}]+\}\}$/.test(arn)) return [{ severity: 'warning', note: 'a parameter without its version', when, location }];
    return /^arn:[^:]*:lambda:[^:]*:[^:]*:layer:[^:]+(?::(?!\d+$)[^\uFFFC]*)?$/.test(arn) ? [{ note: 'no version', when, location }] : [];
  }),
};
