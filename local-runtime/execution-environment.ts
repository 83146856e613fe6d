import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { clientCommand } from './client-command';
import { deferred } from './deferred';
import { functionArn, functionEnvironment } from './function-environment';
import type { FunctionOptions } from './function-options';
import type { InvocationResult } from './local-function';
import type { NodeBinary } from './node-binary';
import { exited, fromReport, timedOut, type Exit, type Outcome } from './outcome';
import type { Places } from './places';
import { RuntimeApi, type ClientReport } from './runtime-api';

/**
 * One process that runs a function, with a Runtime API of its own; what AWS calls an execution environment.
 *
 * Output goes to a file, not to a pipe: everything that was written before the client asks for the next event is in it,
 * so that logs belong to exactly one invocation.
 */
export class ExecutionEnvironment {
  public static async start(options: FunctionOptions, node: NodeBinary, places: Places): Promise<ExecutionEnvironment> {
    const api = await RuntimeApi.listen();
    const environment = functionEnvironment(options, { places, api: api.address, nodeMajor: node.major });
    const log = openSync(join(places.root, `log-${api.address.replace(/\D/g, '-')}`), 'a+');
    const command = clientCommand(options, node, environment.AWS_LAMBDA_EXEC_WRAPPER);
    const child = spawn(command.file, command.args, { cwd: places.task, env: environment, stdio: ['ignore', log, log] });
    return new ExecutionEnvironment(options, api, child, log);
  }

  /** Settles when the process has ended. */
  public readonly exit: Promise<Exit>;

  /** Whether the process has ended, or is of no use any more. */
  public ended = false;

  private logOffset = 0;

  private constructor(
    private readonly options: FunctionOptions,
    private readonly api: RuntimeApi,
    private readonly child: ChildProcess,
    private readonly log: number,
  ) {
    const end = deferred<Exit>();
    const settle = (exit: Exit): void => {
      this.ended = true;
      end.resolve(exit);
    };
    child.once('exit', (code, signal) => settle({ code, signal }));
    // The binary or the exec wrapper could not be started at all.
    child.once('error', () => settle({ code: 127, signal: null }));
    this.exit = end.promise;
  }

  /** Runs one invocation; the caller sees to it that there is one at a time. */
  public async invoke(requestId: string, event: string): Promise<InvocationResult> {
    const timeout = (this.options.timeoutSeconds ?? 3) * 1000;
    const { reported, idle } = this.api.invoke({
      requestId,
      event,
      deadline: Date.now() + timeout,
      functionArn: functionArn(this.options),
    });
    const expired = deferred<'expired'>();
    const timer = setTimeout(() => expired.resolve('expired'), timeout);
    const ended = this.exit.then(() => 'ended' as const);
    const first = await Promise.race([reported, ended, expired.promise]);
    // An answer counts even if the process ends right after it; its last lines are awaited either way.
    if (typeof first === 'object') await Promise.race([idle, ended, expired.promise]);
    clearTimeout(timer);
    if (first === 'expired') await this.stop();
    const outcome = await this.outcome(first, requestId, timeout / 1000);
    return { requestId, ...outcome, logs: this.newLogs() };
  }

  /** Ends the process and its API. */
  public async stop(): Promise<void> {
    if (!this.ended) this.child.kill('SIGKILL');
    await this.exit;
    await this.api.close();
  }

  /** Closes the log; no invocation can follow. */
  public async dispose(): Promise<void> {
    await this.stop();
    closeSync(this.log);
  }

  private async outcome(first: ClientReport | 'ended' | 'expired', requestId: string, seconds: number): Promise<Outcome> {
    if (first === 'expired') return timedOut(requestId, seconds);
    if (first === 'ended') return exited(requestId, await this.exit);
    return fromReport(first);
  }

  private newLogs(): string {
    const size = fstatSync(this.log).size;
    const buffer = Buffer.alloc(size - this.logOffset);
    readSync(this.log, buffer, 0, buffer.length, this.logOffset);
    this.logOffset = size;
    return buffer.toString();
  }
}
