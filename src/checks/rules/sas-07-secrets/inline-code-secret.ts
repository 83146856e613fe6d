import { FUNCTION_TYPES, inlineCode } from '../../../app-model/functions';
import { skeleton } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { credentialIn } from '../../secrets/credential-formats';

const fn = (code: string) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', Code: { ZipFile: code } } });

export const inlineCodeSecret: Rule = {
  id: 'SAS7-InlineCodeSecret',
  title: 'the inline code holds a credential',
  weakness: 'SAS-7',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-798'],
  why: 'It stands in the template, in its history and in the console; whoever reads the code of the function has it.',
  fix: 'secret.grantRead(fn); // and fetch it at run time',
  resourceTypes: FUNCTION_TYPES,
  example: {
    // Put together here, so that no scanner takes the example for a leak.
    flagged: { Resources: { Orders: fn(['URL = "postgres', '://orders:correct-horse', '@db.internal/orders"'].join('')) } },
    findings: { Orders: ['SAS7-InlineCodeSecret'] },
    fixed: { Resources: { Orders: fn('URL = os.environ["DATABASE_SECRET_ARN"]') } },
  },
  check: resource => inlineCode(resource).flatMap(({ value, when }) => {
    const found = credentialIn(skeleton(value) ?? '');
    return found === undefined ? [] : [{ note: `it looks like a ${found}`, when, location: 'Properties/Code' }];
  }),
};
