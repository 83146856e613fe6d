import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { appFunctions } from './app-functions';
import { startDatabase, type OrderDatabase } from './database';
import { changedFiles, readFiles } from './document-files';
import { findingsIn } from './finding-lines';
import { intrinsics } from './intrinsics';
import type { DemoRequest, FunctionId, Observation } from './request';
import { seedDocuments } from './seed';
import { startFunction, type LocalFunction } from '../../local-runtime';

export type VariantName = 'unprotected' | 'protected';

/** One synthesised variant of the app, running: its functions, a database and a document store of its own. */
export class Variant {
  /** @param folder holds what belongs to the variant; its assembly is in `cdk.out` when `start` is called */
  public static async prepare(folder: string): Promise<Variant> {
    const documents = join(folder, 'documents');
    mkdirSync(documents, { recursive: true });
    seedDocuments(documents);
    return new Variant(folder, documents, await startDatabase());
  }

  private readonly functions = new Map<FunctionId, LocalFunction>();

  private constructor(private readonly folder: string, private readonly documents: string, private readonly database: OrderDatabase) {}

  /** Starts every function as the synthesised template describes it. */
  public async start(): Promise<void> {
    const values = intrinsics({ databasePort: this.database.port, documentsFolder: this.documents });
    for (const [id, definition] of appFunctions(join(this.folder, 'cdk.out'), values)) {
      this.functions.set(id, await startFunction(definition));
    }
  }

  /** Sends one request and reports everything that it did. */
  public async fire(request: DemoRequest): Promise<Observation> {
    const target = this.functions.get(request.function);
    if (!target) throw new Error(`function '${request.function}' got a request, expected it after start()`);
    const filesBefore = readFiles(this.documents);
    const totalBefore = await this.database.total();
    const { payload, error, logs } = await target.invoke(request.event);
    return {
      payload,
      ...(error && { error: error.errorMessage }),
      findings: findingsIn(logs),
      files: changedFiles(filesBefore, readFiles(this.documents)),
      totalChange: await this.database.total() - totalBefore,
    };
  }

  /** Ends every process and the database. */
  public async stop(): Promise<void> {
    await Promise.all([...this.functions.values()].map(async started => started.stop()));
    await this.database.stop();
  }
}
