import { replace } from './replace';
import type { Sink, SinkTools } from './sink';
import { inspection } from '../lazy-inspection';

const { apply } = Reflect;

/** How Node names the module in the list of those that it has loaded. */
const LOADED = 'NativeModule sqlite';

const prepare = (text: string) => inspection().inspectSql(text, 'sqlite');

/** Node's own SQLite. It is hooked once the app has loaded it, and never loaded for the hook. */
export const sqliteSink: Sink = {
  name: 'sqlite',
  install(tools) {
    const seen = { modules: 0, isLoaded: false };
    const hookLoaded = (): void => {
      if (!isNewlyLoaded(seen)) return;
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { DatabaseSync } = require('node:sqlite') as { DatabaseSync: { prototype: object } };
      for (const name of ['exec', 'prepare']) guardStatement(tools, DatabaseSync.prototype, name);
    };
    replace(process, 'getBuiltinModule', (original, self, args) => {
      const builtin = apply(original, self, args);
      hookLoaded();
      return builtin;
    });
    return { hookLoaded };
  },
};

function guardStatement(tools: SinkTools, database: object, name: string): void {
  replace(database, name, (original, self, args) => {
    const text = args[0];
    if (typeof text !== 'string' || !tools.isWatching()) return apply(original, self, args);
    const error = tools.judge({ sink: 'sqlite', detector: 'sql', operation: `DatabaseSync.${name}`, text, prepare });
    if (error) throw error;
    return apply(original, self, args);
  });
}

/** Whether Node has loaded it since the last time; looks through the list only where it grew. */
function isNewlyLoaded(seen: { modules: number; isLoaded: boolean }): boolean {
  const { moduleLoadList } = process as { moduleLoadList?: readonly string[] };
  if (!moduleLoadList || seen.isLoaded || moduleLoadList.length === seen.modules) return false;
  seen.modules = moduleLoadList.length;
  seen.isLoaded = moduleLoadList.includes(LOADED);
  return seen.isLoaded;
}
