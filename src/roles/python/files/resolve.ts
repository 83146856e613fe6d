import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { STANDARD_LIBRARY } from './standard-library';
import { libraryCalls } from '../libraries';

/** Packages that are never the function's own, wherever they lie; those that call AWS by themselves are in libraries.ts. */
const FOREIGN: ReadonlySet<string> = new Set([
  'aioboto3', 'aiobotocore', 'aiohttp', 'anthropic', 'attr', 'attrs', 'aws_lambda_powertools', 'aws_xray_sdk', 'boto3', 'botocore', 'bs4', 'certifi', 'cffi', 'chalice',
  'chardet', 'charset_normalizer', 'click', 'cryptography', 'dateutil', 'django', 'elasticsearch', 'fastapi', 'flask', 'google', 'httpx', 'idna', 'jinja2', 'jmespath',
  'jose', 'jsonschema', 'jwt', 'langchain', 'lxml', 'mangum', 'mysql', 'numpy', 'openai', 'opensearchpy', 'pandas', 'PIL', 'pip', 'pkg_resources', 'psycopg2', 'pyarrow',
  'pydantic', 'pydantic_core', 'pymongo', 'pymysql', 'pytz', 'redis', 'requests', 's3transfer', 'scipy', 'setuptools', 'simplejson', 'six', 'sklearn', 'slack_sdk',
  'sqlalchemy', 'starlette', 'stripe', 'typing_extensions', 'urllib3', 'werkzeug', 'yaml',
]);

/** The file that an import means, among the function's own. */
export class ImportResolver {
  private readonly known = new Map<string, string | undefined>();
  private readonly installed: ReadonlySet<string>;

  public constructor(private readonly root: string, private readonly entryFolder: string) {
    this.installed = new Set([root, entryFolder].flatMap(installedIn));
  }

  /** @param specifier - dotted, with a leading dot for each folder that it goes up from its own */
  public resolve(specifier: string, from: string): string | undefined {
    const key = `${dirname(from)} ${specifier}`;
    if (!this.known.has(key)) this.known.set(key, this.find(specifier, from));
    return this.known.get(key);
  }

  /** Whether a module is none that is known: a layer or what pip installed may hold it, and whatever it calls. */
  public isStrange(specifier: string): boolean {
    const [top = ''] = specifier.split('.');
    return top !== '' && !FOREIGN.has(top) && !STANDARD_LIBRARY.has(top) && libraryCalls(specifier) === undefined
      && !/^(mypy|types|types_aio)_(aio)?boto/.test(top);
  }

  private find(specifier: string, from: string): string | undefined {
    const [, dots = '', name = ''] = /^(\.*)(.*)$/.exec(specifier) ?? [];
    const steps = name === '' ? [] : name.split('.');
    if (dots !== '') {
      const folder = join(dirname(from), ...Array.from({ length: dots.length - 1 }, () => '..'));
      return moduleAt(join(folder, ...steps));
    }
    const [top = ''] = steps;
    if (FOREIGN.has(top) || this.installed.has(top) || libraryCalls(name) !== undefined) return undefined;
    for (const folder of new Set([this.entryFolder, this.root, dirname(from)])) {
      const file = moduleAt(join(folder, ...steps));
      if (file !== undefined) return file;
    }
    return undefined;
  }
}

function moduleAt(path: string): string | undefined {
  return [`${path}.py`, join(path, '__init__.py')].find(isFile);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** What pip put beside the function: it leaves a folder with the names of what it installed. */
function installedIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter(name => name.endsWith('.dist-info')).flatMap(info => namesIn(join(folder, info)));
  } catch {
    return [];
  }
}

function namesIn(info: string): readonly string[] {
  try {
    return readFileSync(join(info, 'RECORD'), 'utf8').split('\n').map(line => line.split(/[/,]/)[0]?.replace(/\.py$/, '') ?? '').filter(name => name !== '' && !name.endsWith('.dist-info'));
  } catch {
    return [];
  }
}
