import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GUARD_ENVIRONMENT, guardFile } from '../../../src/contract/environment';
import type { GuardPolicy } from '../../../src/contract/policy';
import { cleanUp, folderWith, start } from '../../local-runtime/function-under-test';
import { GUARD_LAYER } from '../guard-layer';

const CODE = {
  'index.js': `
    const has = () => ['child', 'worker', 'fs.write'].filter(scope => process.permission.has(scope, scope === 'fs.write' ? '/tmp' : undefined));
    require('node:child_process').execFileSync('/bin/true');
    exports.handler = async () => has();
  `,
};

/** The Permission Model can be tightened by some versions of Node alone. */
const FLAGS = ['--permission', '--allow-fs-read=*', '--allow-fs-write=/tmp', '--allow-child-process', '--allow-worker', '--allow-addons'];
const canDrop = Number(process.versions.node.split('.')[0]) >= 24;
const where = canDrop ? test : test.skip;

let code: string;
let tmp: string;
beforeAll(() => {
  code = folderWith(CODE);
  tmp = mkdtempSync(join('/tmp', 'permissions-'));
});
afterAll(async () => {
  await cleanUp();
  rmSync(tmp, { recursive: true });
});

async function permissions(policy: Partial<GuardPolicy>): Promise<unknown> {
  const started = await start({
    code,
    handler: 'index.handler',
    layers: [GUARD_LAYER],
    environment: { NODE_OPTIONS: `--require ${guardFile('preload')} ${FLAGS.join(' ')}`, [GUARD_ENVIRONMENT.policy]: JSON.stringify({ version: 1, ...policy }) },
  });
  const { payload, logs } = await started.invoke({});
  expect(logs).not.toContain('GuardErrors');
  return JSON.parse(payload) as unknown;
}

where('what is refused is given up once the modules are loaded', async () => {
  expect(await permissions({ detectors: { worker: 'block', tmp: 'block' } })).toEqual(['child']);
});

where('nothing else is, and nothing that a route may still do', async () => {
  const all = ['child', 'worker', 'fs.write'];
  expect(await permissions({ detectors: { 'worker': 'report', 'child-process': 'report' } })).toEqual(all);
  expect(await permissions({ detectors: { worker: 'block' }, exemptions: [{ detector: 'worker', route: 'POST /', reason: 'test' }] })).toEqual(all);
});
