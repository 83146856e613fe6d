import { Agent, request, type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type { ErrorPayload } from './errors';

const BASE = '/2018-06-01/runtime';

/** An event with what the Runtime API says about it. */
export interface NextInvocation {
  readonly requestId: string;
  readonly deadline: number;
  readonly functionArn: string;
  readonly traceId: string;
  /** The event as JSON text. */
  readonly event: string;
}

/** Polls the Runtime API and reports to it. */
export class RuntimeApiClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private readonly host: string;
  private readonly port: number;

  public constructor(address: string) {
    const [host, port] = address.split(':');
    this.host = host ?? '127.0.0.1';
    this.port = Number(port ?? 80);
  }

  /** Waits for the next event. */
  public async next(): Promise<NextInvocation> {
    const response = await answered(this.open('GET', '/invocation/next').end());
    const header = (name: string): string => String(response.headers[`lambda-runtime-${name}`] ?? '');
    return {
      requestId: header('aws-request-id'),
      deadline: Number(header('deadline-ms')),
      functionArn: header('invoked-function-arn'),
      traceId: header('trace-id'),
      event: await text(response),
    };
  }

  public async postResponse(requestId: string, body: string): Promise<void> {
    await this.post(`/invocation/${requestId}/response`, body, {});
  }

  public async postError(requestId: string, error: ErrorPayload): Promise<void> {
    await this.post(`/invocation/${requestId}/error`, JSON.stringify(error), errorHeaders(error));
  }

  public async postInitError(error: ErrorPayload): Promise<void> {
    await this.post('/init/error', JSON.stringify(error), errorHeaders(error));
  }

  /** Opens the request that carries a streamed answer; the caller writes the body and ends it. */
  public openStream(requestId: string, contentType: string): ClientRequest {
    return this.open('POST', `/invocation/${requestId}/response`, {
      'content-type': contentType,
      'transfer-encoding': 'chunked',
      'lambda-runtime-function-response-mode': 'streaming',
      'trailer': 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body',
    });
  }

  private async post(path: string, body: string, headers: OutgoingHttpHeaders): Promise<void> {
    const length = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    await text(await answered(this.open('POST', path, { ...length, ...headers }).end(body)));
  }

  private open(method: string, path: string, headers: OutgoingHttpHeaders = {}): ClientRequest {
    return request({ host: this.host, port: this.port, method, path: BASE + path, headers, agent: this.agent });
  }
}

/** Waits for the answer's head. */
export async function answered(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => sent.once('response', resolve).once('error', reject));
}

/** Reads an answer's body. */
export async function text(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function errorHeaders({ errorType }: ErrorPayload): OutgoingHttpHeaders {
  return { 'lambda-runtime-function-error-type': errorType };
}
