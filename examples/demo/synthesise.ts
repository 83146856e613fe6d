/**
 * Synthesises the order API without and with the guard: `tsx synthesise.ts FOLDER`.
 *
 * A program of its own, since CDK and its bundling write to the terminal.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verdictsOf } from './verdicts';
import { ServerlessGuard, ServerlessTop10Checks } from '../../src';
import { orderApp } from '../order-api/app';

const [folder = ''] = process.argv.slice(2);

for (const variant of ['unprotected', 'protected']) {
  const app = orderApp(join(folder, variant, 'cdk.out'));
  if (variant === 'protected') ServerlessGuard.protect(app);
  app.synth();
  const verdicts = verdictsOf(new ServerlessTop10Checks(app).validateScope(app));
  writeFileSync(join(folder, variant, 'verdicts.json'), JSON.stringify(verdicts));
}
