import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateStackCommand, DescribeStacksCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Account } from './account';
import { ACCOUNT, REGION } from './moto-server';
import { PYTHON } from './python';
import { stackTemplates, type StackTemplate } from '../../local-runtime/assembly/cloud-assembly';

const BUCKET = `cdk-hnb659fds-assets-${ACCOUNT}-${REGION}`;
/** CloudFormation looks at the names of custom resources and roles, and wants to hear that they are meant. */
const CAPABILITIES = ['CAPABILITY_IAM' as const];

/** Publishes the assets of a synthesised app and creates or updates its only stack, as `cdk deploy` does. */
export async function deploy(account: Account, assembly: string, stackName: string): Promise<void> {
  const [stack] = stackTemplates(assembly);
  if (stack === undefined) throw new Error(`${assembly}: got no stack, expected one`);
  await publishAssets(account, stack);
  const stackProps = { StackName: stackName, TemplateBody: readFileSync(join(assembly, stack.file), 'utf8'), Capabilities: CAPABILITIES };
  const known = await exists(account, stackName);
  await account.cloudFormation.send(known ? new UpdateStackCommand(stackProps) : new CreateStackCommand(stackProps));
  const { Stacks: [{ StackStatus: status } = {}] = [] } = await account.cloudFormation.send(new DescribeStacksCommand({ StackName: stackName }));
  const expected = known ? 'UPDATE_COMPLETE' : 'CREATE_COMPLETE';
  if (status !== expected) throw new Error(`${stackName}: got ${status}, expected ${expected}`);
}

async function exists(account: Account, stackName: string): Promise<boolean> {
  const { Stacks = [] } = await account.cloudFormation.send(new DescribeStacksCommand({}));
  return Stacks.some(({ StackName }) => StackName === stackName);
}

async function publishAssets(account: Account, { assets, file }: StackTemplate): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'serverless-guard-assets-'));
  try {
    for (const [key, path] of assets) {
      if (path.endsWith(file)) continue;
      await account.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: statSync(path).isDirectory() ? zipped(path, folder) : readFileSync(path) }));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Python's archiver is here already and keeps the files' modes, which Node's standard library cannot. */
function zipped(path: string, folder: string): Buffer {
  const target = join(folder, 'asset');
  execFileSync(PYTHON, ['-c', 'import shutil, sys; shutil.make_archive(sys.argv[1], "zip", sys.argv[2])', target, path]);
  return readFileSync(`${target}.zip`);
}
