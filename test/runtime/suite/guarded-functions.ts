import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildFixture } from './build-fixture';
import type { Guarding, Packaging, Runtime } from './configuration';
import type { Postgres } from './postgres';
import { startFunction, type FunctionOptions, type InvocationResult, type LocalFunction, type LoggingOptions } from '../../../local-runtime';
import { GUARD_ENVIRONMENT, GUARD_HANDLER, guardFile } from '../../../src/contract/environment';

/** The guard as `runtime/node/build.mjs` writes it. */
const GUARD_LAYER = join(__dirname, '..', '..', '..', 'assets', 'guard-node');

/** Which function is wanted: which handler, guarded how. */
export interface Wanted {
  /** @default 'index.handler' */
  readonly handler?: string;
  /** @default - not guarded */
  readonly guarding?: Guarding;
  /** @default - text */
  readonly logging?: LoggingOptions;
  /**
   * The user's own variables.
   *
   * @default - none
   */
  readonly environment?: Readonly<Record<string, string>>;
}

export const FUNCTION_NAME = 'suite-function';

/** Functions of one code folder on one runtime, started when first wanted and kept, as warm functions are. */
export class GuardedFunctions {
  private readonly started = new Map<string, Promise<LocalFunction>>();
  private readonly plainAnswers = new Map<string, Promise<InvocationResult>>();
  private built?: string;

  public constructor(private readonly runtime: Runtime, private readonly packaging: Packaging, private readonly postgres: () => Promise<Postgres>) {}

  /** The folder of the functions' code, built when first wanted. */
  public get code(): string {
    this.built ??= buildFixture(this.packaging);
    return this.built;
  }

  public async get(wanted: Wanted = {}): Promise<LocalFunction> {
    const key = JSON.stringify(wanted);
    const known = this.started.get(key);
    if (known) return known;
    const started = this.postgres().then(async ({ port }) => startFunction(this.options(wanted, port)));
    this.started.set(key, started);
    return started;
  }

  /** What an unguarded function answers; asked once, since it never changes. */
  public async plain(event: object, handler?: string): Promise<InvocationResult> {
    const key = JSON.stringify([event, handler]);
    const known = this.plainAnswers.get(key);
    if (known) return known;
    const answer = this.get({ handler }).then(async started => started.invoke(event));
    this.plainAnswers.set(key, answer);
    return answer;
  }

  /** Ends the functions and removes their code. */
  public async stop(): Promise<void> {
    const all = [...this.started.values()];
    this.started.clear();
    await Promise.all(all.map(async started => (await started).stop()));
    if (this.built) rmSync(this.built, { recursive: true, force: true });
    this.built = undefined;
  }

  private options({ handler = 'index.handler', guarding, logging, environment = {} }: Wanted, postgresPort: number): FunctionOptions {
    const plain: FunctionOptions = {
      code: this.code,
      handler,
      name: FUNCTION_NAME,
      environment: { PGPORT: String(postgresPort), ...environment },
      logging,
      timeoutSeconds: 30,
      node: this.runtime.node,
      client: this.runtime.client,
    };
    return guarding ? withGuard(plain, guarding) : plain;
  }
}

/** Adds what the construct library adds to a function. */
function withGuard(options: FunctionOptions, { loader, mode = 'block', policy }: Guarding): FunctionOptions {
  const environment: Record<string, string> = { ...options.environment, [GUARD_ENVIRONMENT.mode]: mode };
  if (policy) environment[GUARD_ENVIRONMENT.policy] = JSON.stringify(policy);
  const guarded = { ...options, layers: [GUARD_LAYER], environment };
  if (loader === 'HANDLER') {
    return { ...guarded, handler: GUARD_HANDLER, environment: { ...environment, [GUARD_ENVIRONMENT.handler]: options.handler } };
  }
  if (loader === 'EXEC_WRAPPER') {
    return { ...guarded, environment: { ...environment, AWS_LAMBDA_EXEC_WRAPPER: guardFile('execWrapper') } };
  }
  const nodeOptions = [`--require ${guardFile('preload')}`, environment.NODE_OPTIONS].filter(Boolean).join(' ');
  return { ...guarded, environment: { ...environment, NODE_OPTIONS: nodeOptions } };
}
