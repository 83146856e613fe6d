import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync, type BuildOptions } from 'esbuild';
import { analyseJavaScript } from '../../../src/roles/javascript/analyse';
import { displayText } from '../../../src/roles/text';

const work = mkdtempSync(join(tmpdir(), 'roles-bundles-'));
afterAll(() => rmSync(work, { recursive: true }));

const SOURCE = `
import { S3Client, GetObjectCommand, paginateListObjectsV2, waitUntilBucketExists } from '@aws-sdk/client-s3';
import { Lambda } from '@aws-sdk/client-lambda';
const s3 = new S3Client({});
const lambda = new Lambda({});
const read = (bucket, key) => s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
export const handler = async event => {
  for (const { s3: { bucket, object } } of event.Records) await read(bucket.name, object.key);
  await read(process.env.CONFIG_BUCKET, 'config.json');
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: process.env.LISTED })) console.log(page);
  await waitUntilBucketExists({ client: s3, maxWaitTime: 3 }, { Bucket: process.env.AWAITED });
  await lambda.invoke({ FunctionName: process.env.WORKER });
};`;

const EXPECTED = [
  'lambda:InvokeFunction <env WORKER>',
  's3:GetObject <env CONFIG_BUCKET>',
  's3:GetObject <event Records[].s3.bucket.name>',
  's3:ListBucket <env AWAITED>',
  's3:ListBucket <env LISTED>',
];

/** A handler is read the same whatever a bundler made of it: neither less, nor what the SDK calls by itself. */
describe.each<[string, BuildOptions]>([
  ['the SDK left outside', { external: ['@aws-sdk/*'] }],
  ['the SDK left outside, as a module', { external: ['@aws-sdk/*'], format: 'esm' }],
  ['the SDK inside, as CommonJS', { mainFields: ['main'] }],
  ['the SDK inside, as modules', { mainFields: ['module', 'main'], format: 'esm' }],
])('a bundle with %s', (_name, options) => {
  test.each([['as it was', false], ['with shortened names', true]])('%s', (_names, minify) => {
    const entry = join(work, 'index.js');
    const outfile = join(work, 'bundle.js');
    writeFileSync(entry, SOURCE);
    buildSync({ entryPoints: [entry], outfile, bundle: true, platform: 'node', minify, nodePaths: [join(__dirname, '../../../node_modules')], logLevel: 'silent', ...options });
    const { uses, notes } = analyseJavaScript(outfile);
    expect(uses.map(({ actions, resource }) => `${actions.join()} ${'text' in resource ? displayText(resource.text) : resource.kind}`).sort()).toEqual(EXPECTED);
    expect(notes).toEqual([]);
  });
});
