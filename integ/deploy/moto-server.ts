import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { PYTHON } from './python';

export const REGION = 'eu-central-1';
export const ACCOUNT = '123456789012';

/** An empty, bootstrapped account on the loopback address. */
export class MotoServer {
  public static async start(): Promise<MotoServer> {
    // No variable of a real account reaches it.
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, PYTHONDONTWRITEBYTECODE: '1', PYTHONWARNINGS: 'ignore' };
    const child = spawn(PYTHON, [join(__dirname, 'moto', 'server.py'), REGION], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    const errors: string[] = [];
    child.stderr?.on('data', (chunk: Buffer) => errors.push(String(chunk)));
    const output = createInterface(child.stdout);
    const [port] = await Promise.race([once(output, 'line'), once(child, 'exit')]) as [string | number];
    if (child.exitCode !== null) throw new Error(`moto's server ended with ${child.exitCode}, expected a port; it printed:\n${errors.join('')}`);
    return new MotoServer(`http://127.0.0.1:${port}`, child, output);
  }

  private constructor(public readonly endpoint: string, private readonly child: ChildProcess, private readonly output: Interface) {}

  /** An empty, bootstrapped account again. */
  public async empty(): Promise<void> {
    const answer = once(this.output, 'line');
    this.child.stdin?.write('\n');
    await answer;
  }

  /** Its input ends, and so does it. */
  public async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const exit = once(this.child, 'exit');
    this.child.stdin?.end();
    await exit;
  }
}
