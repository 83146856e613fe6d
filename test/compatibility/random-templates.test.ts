import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import * as fc from 'fast-check';
import { breaches } from './comparison/breaches';
import { randomTemplate } from './random-template';
import { synthesise } from './synthesise';

process.env.CDK_VALIDATION = 'false';

const folder = mkdtempSync(join(tmpdir(), 'random-templates-'));
const templateFile = join(folder, 'template.json');
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation();
  jest.spyOn(console, 'warn').mockImplementation();
});

/** Templates of any mixture, included in an app with the guard and without. */
test('whatever a template gives its functions, the promise is kept', () => {
  const app = { build: (root: Stack['node']['root']) => void new CfnInclude(new Stack(root, 'Shop'), 'Included', { templateFile }) };
  fc.assert(fc.property(randomTemplate, template => {
    writeFileSync(templateFile, JSON.stringify(template));
    const plain = synthesise(app, 'none', {});
    expect(plain).not.toHaveProperty('failure');
    expect(breaches(plain, synthesise(app, 'last', {}))).toEqual([]);
  }), { seed: 20_261_124, numRuns: 100 });
});
