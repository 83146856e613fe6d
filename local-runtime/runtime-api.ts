import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deferred } from './deferred';

const BASE = '/2018-06-01/runtime';

/** An event on its way to the client, with what the Runtime API tells about it in headers. */
export interface Invocation {
  readonly requestId: string;
  /** The event as JSON text. */
  readonly event: string;
  /** Unix time in milliseconds. */
  readonly deadline: number;
  readonly functionArn: string;
}

/** What a client posted: the answer to an invocation, its error, or the error of the initialisation. */
export interface ClientReport {
  readonly kind: 'response' | 'error' | 'initError';
  readonly body: Buffer;
  /** Whether the answer came with `Lambda-Runtime-Function-Response-Mode: streaming`. */
  readonly streamed: boolean;
  /** The answer's content type, which tells an HTTP prelude from plain bytes. */
  readonly contentType: string;
  /** JSON text of the error with which a stream ended, from the request's trailers. */
  readonly streamError?: string;
}

interface Waiting {
  readonly report: (report: ClientReport) => void;
  readonly idle: () => void;
}

/**
 * The Lambda Runtime API over loopback HTTP, for one client.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  /** Starts the API on a free loopback port. */
  public static async listen(): Promise<RuntimeApi> {
    const server = createServer();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return new RuntimeApi(server);
  }

  /** `host:port`, the value of `AWS_LAMBDA_RUNTIME_API`. */
  public readonly address: string;

  private readonly server: Server;
  private heldPoll?: ServerResponse;
  private queued?: Invocation;
  private waiting?: Waiting;
  private initError?: ClientReport;

  private constructor(server: Server) {
    this.server = server;
    this.address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    // A client holds its poll for as long as there is no event.
    server.requestTimeout = 0;
    server.on('request', (request, response) => void this.serve(request, response));
  }

  /**
   * Hands an event to the client.
   *
   * `reported` settles with the client's report, `idle` when it asks for the next event after that: only then has it
   * written everything that belongs to this invocation.
   */
  public invoke(invocation: Invocation): { readonly reported: Promise<ClientReport>; readonly idle: Promise<void> } {
    const reported = deferred<ClientReport>();
    const idle = deferred<void>();
    this.waiting = { report: reported.resolve, idle: idle.resolve };
    if (this.initError) reported.resolve(this.initError);
    this.queued = invocation;
    this.flush();
    return { reported: reported.promise, idle: idle.promise };
  }

  /** Ends every connection. */
  public async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>(resolve => this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    if (request.method === 'GET' && path === `${BASE}/invocation/next`) {
      this.poll(response);
      return;
    }
    const kind = postKind(path);
    if (request.method !== 'POST' || !kind) {
      response.writeHead(404).end();
      return;
    }
    const report = await readReport(kind, request);
    if (!report) return;
    if (kind === 'initError') this.initError = report;
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}');
    this.waiting?.report(report);
  }

  private poll(response: ServerResponse): void {
    this.heldPoll = response;
    response.on('close', () => {
      if (this.heldPoll === response) this.heldPoll = undefined;
    });
    if (!this.queued) this.waiting?.idle();
    this.flush();
  }

  private flush(): void {
    if (!this.heldPoll || !this.queued) return;
    const { requestId, event, deadline, functionArn } = this.queued;
    const poll = this.heldPoll;
    this.queued = undefined;
    this.heldPoll = undefined;
    poll.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(event),
      'lambda-runtime-aws-request-id': requestId,
      'lambda-runtime-deadline-ms': String(deadline),
      'lambda-runtime-invoked-function-arn': functionArn,
      'lambda-runtime-trace-id': traceId(),
    });
    poll.end(event);
  }
}

function postKind(path: string): ClientReport['kind'] | undefined {
  if (path === `${BASE}/init/error`) return 'initError';
  const match = /^\/2018-06-01\/runtime\/invocation\/[^/]+\/(response|error)$/.exec(path);
  return match?.[1] as ClientReport['kind'] | undefined;
}

/** Reads a posted report; `undefined` where the client's process ended in the middle of it. */
async function readReport(kind: ClientReport['kind'], request: IncomingMessage): Promise<ClientReport | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return undefined;
  }
  const trailer = request.trailers['lambda-runtime-function-error-body'];
  return {
    kind,
    body: Buffer.concat(chunks),
    streamed: request.headers['lambda-runtime-function-response-mode'] === 'streaming',
    contentType: request.headers['content-type'] ?? '',
    streamError: trailer ? Buffer.from(trailer, 'base64').toString() : undefined,
  };
}

function traceId(): string {
  const hex = (length: number): string => Array.from({ length }, () => Math.floor(Math.random() * 16).toString(16)).join('');
  return `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${hex(24)};Parent=${hex(16)};Sampled=0`;
}
