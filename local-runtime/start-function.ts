import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { ExecutionEnvironment } from './execution-environment';
import { functionName } from './function-environment';
import type { FunctionOptions } from './function-options';
import type { InvocationResult, LocalFunction } from './local-function';
import { nodeBinary, type NodeBinary } from './node-binary';
import { preparePlaces, type Places } from './places';

/** Prepares a function; its process starts with the first invocation and again after a time-out or an exit. */
export async function startFunction(options: FunctionOptions): Promise<LocalFunction> {
  return new ProcessFunction(options, nodeBinary(options.node), preparePlaces(options.code, options.layers ?? []));
}

class ProcessFunction implements LocalFunction {
  public readonly name: string;
  public readonly root: string;

  private environment?: ExecutionEnvironment;
  private last: Promise<unknown> = Promise.resolve();
  private stopped = false;

  public constructor(private readonly options: FunctionOptions, private readonly node: NodeBinary, private readonly places: Places) {
    this.name = functionName(options);
    this.root = places.root;
  }

  public async invoke(event: unknown): Promise<InvocationResult> {
    const text = JSON.stringify(event) ?? 'null';
    const result = this.last.then(async () => this.run(text));
    this.last = result.catch(() => undefined);
    return result;
  }

  public async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    await this.environment?.dispose();
    rmSync(this.root, { recursive: true, force: true });
  }

  private async run(event: string): Promise<InvocationResult> {
    if (this.stopped) throw new Error(`function ${this.name}: invoked after stop(); start it again to invoke it`);
    if (!this.environment || this.environment.ended) {
      await this.environment?.dispose();
      this.environment = await ExecutionEnvironment.start(this.options, this.node, this.places);
    }
    return this.environment.invoke(randomUUID(), event);
  }
}
