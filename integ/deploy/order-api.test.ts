/** The example app, deployed without and with the guard into two empty accounts. */
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Account } from './account';
import { deploy } from './deploy';
import { deployedFunctions, templateOf, type DeployedFunction } from './deployed-function';
import { inventoryOf } from './inventory';
import { PROMISES, checkPromises } from './promises';
import { startSynthesis } from '../../examples/demo/run-synthesis';
import { HardeningMeasure } from '../../src/options';

const STACK = 'OrderApi';
const FUNCTIONS = 4;
const folder = mkdtempSync(join(tmpdir(), 'serverless-guard-order-api-'));
let plain: Account;
let guarded: Account;

before(async () => {
  [plain, guarded] = await Promise.all([Account.open(), Account.open(), startSynthesis(folder).done]);
  await Promise.all([
    deploy(plain, join(folder, 'unprotected', 'cdk.out'), STACK),
    deploy(guarded, join(folder, 'protected', 'cdk.out'), STACK),
  ]);
});

after(async () => {
  await Promise.all([plain?.close(), guarded?.close()]);
  rmSync(folder, { recursive: true, force: true });
});

describe('with the guard', () => {
  test('every function has what its ledger says', async () => {
    const functions = await deployedFunctions(guarded, STACK);
    assert.equal(functions.size, FUNCTIONS);
    for (const fn of functions.values()) {
      const set = await checkPromises(fn);
      for (const measure of ['guard-layer', 'scoped-role', 'log-retention', 'recursion', 'runtime-management', 'alarms']) {
        assert.ok(set.includes(measure), `${fn.logicalId}: got ${set.join(', ')}, expected ${measure} among them`);
      }
    }
  });

  test('no role of a function of the app has a policy that AWS manages', async () => {
    for (const { policies } of (await deployedFunctions(guarded, STACK)).values()) {
      assert.deepEqual(policies.filter(({ arn }) => arn?.includes(':aws:policy/')), []);
      assert.equal(policies.filter(({ arn }) => arn !== undefined).length, 1);
    }
  });
});

describe('without the guard', () => {
  const absent = Object.values(HardeningMeasure).filter(measure => measure !== HardeningMeasure.FAILURE_HANDLING);

  for (const measure of absent) {
    test(`no function has ${measure}`, async () => {
      for (const fn of (await deployedFunctions(plain, STACK)).values()) await assert.rejects(async () => PROMISES[measure](fn), `${fn.logicalId} has ${measure}`);
    });
  }

  test('no ledger, no layer, no alarm, no log group', async () => {
    const { layers, alarms, logGroups, managedPolicies } = await inventoryOf(plain, STACK);
    assert.deepEqual({ layers, alarms, logGroups, managedPolicies }, { layers: [], alarms: [], logGroups: {}, managedPolicies: [] });
    for (const { ledger } of (await deployedFunctions(plain, STACK)).values()) assert.deepEqual(ledger, []);
  });
});

describe('the app\'s own', () => {
  test('resources are the same, but for functions and their roles', async () => {
    const [unguarded, now] = [await templateOf(plain, STACK), await templateOf(guarded, STACK)];
    for (const [logicalId, resource] of Object.entries(unguarded)) {
      if (['AWS::Lambda::Function', 'AWS::IAM::Role'].includes(resource.Type)) assert.equal(now[logicalId]?.Type, resource.Type);
      else assert.deepEqual(now[logicalId], resource, `${logicalId} is changed`);
    }
  });

  test('functions are configured as before, beside the layer and its variables', async () => {
    const [unguarded, now] = [await inventoryOf(plain, STACK), await inventoryOf(guarded, STACK)];
    for (const [name, configuration] of Object.entries(unguarded.functions)) {
      assert.deepEqual(withoutGuard(now.functions[name]), withoutGuard(configuration), name);
    }
  });

  test('code is the same', async () => {
    const [unguarded, now] = [await deployedFunctions(plain, STACK), await deployedFunctions(guarded, STACK)];
    assert.deepEqual(codeOf(now), codeOf(unguarded));
  });

  test('roles are trusted by the same and keep what was granted to them', async () => {
    const [unguarded, now] = [await inventoryOf(plain, STACK), await inventoryOf(guarded, STACK)];
    for (const [name, role] of Object.entries(unguarded.roles)) {
      const [{ trust, policies }, guardedRole] = [role as Role, now.roles[name] as Role];
      assert.deepEqual(guardedRole.trust, trust, name);
      for (const policy of policies.filter(({ arn }) => arn === undefined)) {
        assert.ok(guardedRole.policies.some(other => JSON.stringify(other) === JSON.stringify(policy)), `${name} has lost ${JSON.stringify(policy)}`);
      }
    }
  });
});

interface Role {
  readonly trust: string;
  readonly policies: ReadonlyArray<{ readonly arn?: string }>;
}

/** Assets are named after what is in them. */
function codeOf(functions: Map<string, DeployedFunction>): Array<readonly [string, unknown]> {
  return [...functions].map(([logicalId, { template }]) => [logicalId, template.Code] as const);
}

function withoutGuard(configuration: unknown): unknown {
  const { Layers, Environment, ...rest } = configuration as { Layers: unknown[]; Environment?: { Variables: Record<string, string> } };
  const variables = Object.entries(Environment?.Variables ?? {}).filter(([name]) => name !== 'NODE_OPTIONS' && !name.startsWith('SERVERLESS_GUARD_'));
  return { ...rest, variables: Object.fromEntries(variables) };
}
