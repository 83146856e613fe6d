import { PACKAGINGS, packagingName, type Runtime } from './configuration';
import { GuardedFunctions } from './guarded-functions';
import { startPostgres, type Postgres } from './postgres';
import { checksOf } from './suite';

const nodeMajor = Number(process.versions.node.split('.')[0]);
const local: Runtime = { name: 'local client', callbacks: nodeMajor < 24 };

let running: Promise<Postgres> | undefined;
const postgres = async (): Promise<Postgres> => running ??= startPostgres();

afterAll(async () => (await running)?.stop());

describe.each(PACKAGINGS.map(packaging => [packagingName(packaging), packaging] as const))('%s', (_, packaging) => {
  const functions = new GuardedFunctions(local, packaging, postgres);
  afterAll(async () => functions.stop());
  test.each(checksOf(functions, local, packaging).map(({ name, run }) => [name, run] as const))('%s', async (_name, run) => run());
});
