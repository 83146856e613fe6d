import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { finding } from './observation';
import { Cleanup } from '../../examples/demo/cleanup';
import { changedFiles, readFiles } from '../../examples/demo/document-files';
import { findingsIn } from '../../examples/demo/finding-lines';
import { startSynthesis } from '../../examples/demo/run-synthesis';

test('findings are found among other log lines', () => {
  const logs = ['START', JSON.stringify(finding()), '{"_aws":{}}', '{broken', 'null', ` ${JSON.stringify(finding())}`].join('\n');
  expect(findingsIn(logs)).toEqual([finding()]);
});

test('a synthesis that fails says what it printed', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'file-')), 'not-a-folder');
  writeFileSync(file, '');
  await expect(startSynthesis(file).done).rejects.toThrow(/could not be synthesised:[^]*not-a-folder/);
  rmSync(dirname(file), { recursive: true });
});

test('new and changed files are told from the rest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'files-'));
  try {
    mkdirSync(join(folder, 'deep'));
    for (const name of ['same', 'changed', 'deep/changed']) writeFileSync(join(folder, name), 'before');
    const before = readFiles(folder);
    for (const name of ['changed', 'deep/changed', 'deep/new']) writeFileSync(join(folder, name), 'after');
    const after = Buffer.from('after').toString('base64');
    expect(changedFiles(before, readFiles(folder))).toEqual({ 'changed': after, 'deep/changed': after, 'deep/new': after });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('everything is cleaned up once, last things first, even after a step that fails', async () => {
  const done: string[] = [];
  const errors = jest.spyOn(console, 'error').mockImplementation();
  const cleanup = new Cleanup();
  cleanup.add(() => done.push('first'));
  cleanup.add(async () => Promise.reject(new Error('stuck')));
  cleanup.add(() => done.push('last'));
  await Promise.all([cleanup.run(), cleanup.run()]);
  expect(done).toEqual(['last', 'first']);
  expect(errors).toHaveBeenCalledTimes(1);
  errors.mockRestore();
});
