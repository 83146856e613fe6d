/** A stack that goes through a new build of the guard, through every measure, and back to what it was. */
import { strict as assert } from 'node:assert';
import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { GetAliasCommand, GetFunctionConfigurationCommand, ListLayerVersionsCommand, ListLayersCommand, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { Account } from './account';
import { deploy } from './deploy';
import { deployedFunctions, physicalIds } from './deployed-function';
import { inventoryOf } from './inventory';
import { checkPromises } from './promises';
import { SHOP, synthesiseShop, type Protection } from './shop-app';
import { guardAssets } from '../../src/hardening/guard-layer-version';
import { HardeningMeasure } from '../../src/options';

process.env.CDK_VALIDATION = 'false';

const folder = mkdtempSync(join(tmpdir(), 'serverless-guard-upgrade-'));
let account: Account;
let runs = 0;

before(async () => { account = await Account.open(); });
afterEach(async () => account.empty());
after(async () => {
  await account.close();
  rmSync(folder, { recursive: true, force: true });
});

async function deployShop(protection: Protection, options: { assets?: string; secured?: boolean } = {}): Promise<void> {
  await deploy(account, synthesiseShop(join(folder, `run-${++runs}`), protection, options), SHOP);
}

/** The guard as the next release of the library would bring it: one file and the build's hash differ. */
function nextBuild(build: string): string {
  const assets = join(folder, build);
  cpSync(guardAssets.folder, assets, { recursive: true });
  appendFileSync(join(assets, 'guard-node', 'serverless-guard', 'guard.cjs'), '\n');
  writeFileSync(join(assets, 'guard-node.json'), JSON.stringify({ build }));
  return assets;
}

describe('everything that can be set', () => {
  test('is there, on plain and secured functions', async () => {
    await deployShop('everything', { secured: true });
    const functions = await deployedFunctions(account, SHOP);
    assert.equal(functions.size, 3);
    const measures = new Set<string>();
    for (const fn of functions.values()) for (const measure of await checkPromises(fn)) measures.add(measure);
    assert.deepEqual([...measures].sort(), Object.values(HardeningMeasure).sort());
  });
});

describe('a new build of the guard', () => {
  test('reaches traffic behind an alias: new layer version, new function version, alias moved', async () => {
    await deployShop('default');
    const earlier = await behindAlias();
    await deployShop('default', { assets: nextBuild('00000000000000ff') });
    const later = await behindAlias();
    assert.notEqual(later.version, earlier.version);
    assert.equal(later.build, '00000000000000ff');
    assert.notEqual(earlier.build, later.build);
    assert.deepEqual(later.layers.length, 1);
    assert.notDeepEqual(later.layers, earlier.layers);
    assert.deepEqual(await layerVersions(), later.layers, 'the old layer version is deleted, the new one is there');
  });

  test('leaves versions that were published before as they are', async () => {
    await deployShop('default');
    const { version, name, layers } = await behindAlias();
    await deployShop('default', { assets: nextBuild('00000000000000fe') });
    const { Versions = [] } = await account.lambda.send(new ListVersionsByFunctionCommand({ FunctionName: name }));
    const old = Versions.find(({ Version }) => Version === version);
    assert.deepEqual(old?.Layers?.map(({ Arn }) => Arn), layers);
  });

  test('is the only change: the same build again publishes nothing', async () => {
    await deployShop('default', { assets: nextBuild('00000000000000fd') });
    const earlier = await behindAlias();
    await deployShop('default', { assets: nextBuild('00000000000000fd') });
    assert.deepEqual(await behindAlias(), earlier);
  });

  test('keeps every promise', async () => {
    await deployShop('everything', { secured: true });
    await deployShop('everything', { secured: true, assets: nextBuild('00000000000000fc') });
    for (const fn of (await deployedFunctions(account, SHOP)).values()) await checkPromises(fn);
  });
});

describe('a stack that ran before', () => {
  test('gets the guard by an update', async () => {
    await deployShop('none');
    const earlier = await behindAlias();
    await deployShop('default');
    assert.notEqual((await behindAlias()).version, earlier.version);
    for (const fn of (await deployedFunctions(account, SHOP)).values()) assert.ok((await checkPromises(fn)).includes('guard-layer'));
  });
});

describe('taking the guard out', () => {
  for (const protection of ['default', 'everything'] as const) {
    test(`leaves nothing but log groups with their retention (${protection})`, async () => {
      await deployShop('none');
      const never = await inventoryOf(account, SHOP);
      await account.empty();
      await deployShop(protection);
      await deployShop('none');
      const { logGroups, ...left } = await inventoryOf(account, SHOP);
      assert.deepEqual({ ...left, logGroups: {} }, never);
      assert.deepEqual(Object.values(logGroups), [365, 365]);
    });
  }

  test('reaches traffic behind an alias', async () => {
    await deployShop('default');
    await deployShop('none');
    assert.deepEqual(await behindAlias(), { ...await behindAlias(), layers: [], build: undefined });
    assert.deepEqual(await layerVersions(), []);
  });

  test('and putting it back works', async () => {
    await deployShop('everything');
    await deployShop('none');
    await deployShop('everything');
    for (const fn of (await deployedFunctions(account, SHOP)).values()) await checkPromises(fn);
  });
});

interface Live {
  readonly name: string;
  readonly version: string | undefined;
  readonly build: string | undefined;
  readonly layers: Array<string | undefined>;
}

/** What a caller of the alias gets. */
async function behindAlias(): Promise<Live> {
  const [, name = ''] = [...await physicalIds(account, SHOP)].find(([logicalId]) => /^Checkout[0-9A-F]{8}$/.test(logicalId)) ?? [];
  const { FunctionVersion: version } = await account.lambda.send(new GetAliasCommand({ FunctionName: name, Name: 'live' }));
  const { Environment, Layers = [] } = await account.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name, Qualifier: version }));
  return { name, version, build: Environment?.Variables?.SERVERLESS_GUARD_BUILD, layers: Layers.map(({ Arn }) => Arn) };
}

async function layerVersions(): Promise<Array<string | undefined>> {
  const { Layers = [] } = await account.lambda.send(new ListLayersCommand({}));
  const versions = Layers.map(async ({ LayerName }) => account.lambda.send(new ListLayerVersionsCommand({ LayerName })));
  return (await Promise.all(versions)).flatMap(({ LayerVersions = [] }) => LayerVersions.map(({ LayerVersionArn }) => LayerVersionArn));
}
