import { replace } from './replace';
import { structure } from '../lazy-structure';
import type { Sink } from './sink';

const { apply } = Reflect;

/** Database drivers that open their own files and sockets, by what the name of their add-on or its folder holds. */
const DRIVERS: ReadonlyArray<readonly [RegExp, string]> = [
  [/better[-_]sqlite3/i, 'better-sqlite3'],
  [/node[-_]sqlite3|[/\\]sqlite3[/\\]/i, 'sqlite3'],
  [/[/\\]@?libsql[/\\]/i, 'libsql'],
  [/[/\\]libpq[/\\]/i, 'libpq (pg-native)'],
  [/query[-_]engine|[/\\]@?prisma[/\\]/i, 'Prisma\'s query engine'],
  [/[/\\]mysql[-_\w]*[/\\].*\.node$/i, 'a native MySQL driver'],
  [/oracledb/i, 'oracledb in thick mode'],
  [/sqlserverv8|msnodesqlv8/i, 'msnodesqlv8'],
  [/odbc|ibm_db/i, 'ODBC'],
  [/couchbase/i, 'couchbase'],
  [/duckdb/i, 'DuckDB'],
  [/hdbclient|hana[-_]client/i, 'SAP HANA'],
];

/** XML parsers by the name of their add-on. */
const XML_PARSER = /(?:xml|xslt|expat)[^/\\]*$/i;

/** Native drivers pass through none of Node's builtins: the guard cannot look into them, and says so. It looks at what XML parsers are given. */
export const nativeDriversSink: Sink = {
  name: 'native-drivers',
  install(tools) {
    replace(process, 'dlopen', (original, self, args) => {
      const file = String(args[1]);
      const driver = nativeDriver(file);
      if (driver !== undefined) tools.notCovered(driver);
      const loaded = apply(original, self, args);
      if (XML_PARSER.test(file)) tools.attempt('sinks/xml', () => structure().guardXmlParser(tools, (args[0] as NodeModule).exports as object));
      return loaded;
    });
  },
};

/** The driver whose add-on a file is. */
export function nativeDriver(file: string): string | undefined {
  return DRIVERS.find(([name]) => name.test(file))?.[1];
}
