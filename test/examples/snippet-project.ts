import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as ts from 'typescript';
import type { MarkdownSnippet } from './markdown-snippets';

const root = join(__dirname, '..', '..');
const HERE = '/// here';
const HANDLER = "export async function handler(): Promise<string> {\n  return 'ok';\n}\n";

/** What a user's project would have: the library by its name, and the handlers that pages speak of. */
const FILES: Readonly<Record<string, string>> = {
  'src/orders.ts': HANDLER,
  'src/search.ts': HANDLER,
  'package.json': '{}',
  'package-lock.json': '{}',
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      target: 'ES2022',
      module: 'node16',
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      esModuleInterop: true,
      types: ['node'],
      paths: { 'cdk-serverless-guard': [join(root, 'src', 'index.ts')] },
    },
    include: ['snippet-*.ts'],
  }),
  'run.cjs': `
    const [, , ...files] = process.argv;
    for (const file of files) {
      try {
        require(file).synthesise(file + '.out');
      } catch (error) {
        console.log(JSON.stringify({ file, message: String(error) }));
      }
    }
    // Findings of the checks in an example are the example's matter.
    process.exitCode = 0;
  `,
};

/**
 * Compiles and synthesises examples of Markdown pages in a project of their own.
 *
 * An example is put into its page's file in `fixtures/`, or into `default.ts-fixture`, at `/// here`. Its imports go to
 * the top; names that an earlier example of the same page imported stay known, as they are to a reader.
 *
 * @returns what is wrong, as `page:line: message`
 */
export function problemsOf(snippets: readonly MarkdownSnippet[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'snippets-'));
  try {
    mkdirSync(join(folder, 'src'));
    for (const [name, content] of Object.entries(FILES)) writeFileSync(join(folder, name), content);
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const programs = programsOf(snippets).map((program, index) => ({ ...program, file: join(folder, `snippet-${index}.ts`) }));
    for (const { file, text } of programs) writeFileSync(file, text);
    const problems = typeErrors(folder, programs);
    return problems.length > 0 ? problems : runErrors(folder, programs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Program {
  readonly snippet: MarkdownSnippet;
  readonly text: string;
  /** Lines of `text` before the example's first line of code. */
  readonly offset: number;
}

/** Import statements by the name they make known. */
type Imports = Map<string, string>;

interface ProgramFile extends Program {
  readonly file: string;
}

function programsOf(snippets: readonly MarkdownSnippet[]): Program[] {
  const known = new Map<string, Imports>();
  return snippets.map(snippet => {
    const fixture = splitImports(fixtureOf(snippet.page));
    const { imports, body } = splitImports(snippet.code);
    const all: Imports = new Map([...known.get(snippet.page) ?? fixture.imports, ...imports]);
    known.set(snippet.page, all);
    const [before = '', after = ''] = fixture.body.split(HERE);
    const head = [...all.values(), before].join('\n');
    return { snippet, text: `${head}\n${body}\n${after}`, offset: head.split('\n').length };
  });
}

function fixtureOf(page: string): string {
  const own = join(__dirname, 'fixtures', `${basename(page, '.md')}.ts-fixture`);
  return readFileSync(existsSync(own) ? own : join(__dirname, 'fixtures', 'default.ts-fixture'), 'utf8');
}

/** One import statement per imported name; the body keeps its lines where they are. */
function splitImports(code: string): { imports: Imports; body: string } {
  const source = ts.createSourceFile('snippet.ts', code, ts.ScriptTarget.Latest, true);
  const imports: Imports = new Map();
  let body = code;
  for (const statement of source.statements.filter(ts.isImportDeclaration)) {
    const from = statement.moduleSpecifier.getText();
    const bindings = statement.importClause?.namedBindings;
    if (bindings && ts.isNamedImports(bindings)) {
      for (const element of bindings.elements) imports.set(element.name.text, `import { ${element.getText()} } from ${from};`);
    } else {
      imports.set(bindings?.name.text ?? from, statement.getText());
    }
    const text = statement.getText();
    body = body.replace(text, () => text.replace(/[^\n]/g, ' '));
  }
  return { imports, body };
}

function typeErrors(folder: string, programs: readonly ProgramFile[]): string[] {
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const compiled = ts.createProgram(programs.map(({ file }) => file), options, cachingHost(options, folder));
  return programs.flatMap(program => {
    const source = compiled.getSourceFile(program.file);
    return ts.getPreEmitDiagnostics(compiled, source).map(({ start = 0, messageText }) => {
      const line = source ? source.getLineAndCharacterOfPosition(start).line : 0;
      return `${place(program, line)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
}

const parsed = new Map<string, ts.SourceFile | undefined>();

/** Keeps what is outside the project from call to call: parsing CDK's declarations takes most of the time. */
function cachingHost(options: ts.CompilerOptions, folder: string): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => {
    if (name.startsWith(folder)) return read(name, ...rest);
    if (!parsed.has(name)) parsed.set(name, read(name, ...rest));
    return parsed.get(name);
  };
  return host;
}

/** The page and line that a line of a program comes from; what precedes the example counts as its first line. */
function place({ snippet, offset }: Program, line: number): string {
  return `${snippet.page}:${snippet.line + Math.max(0, line - offset)}`;
}

/** In bytes: every program prints what the checks found in it. */
const MAX_OUTPUT = 64 * 2 ** 20;

function runErrors(folder: string, programs: readonly ProgramFile[]): string[] {
  const output = execFileSync(process.execPath, ['--import', 'tsx', 'run.cjs', ...programs.map(({ file }) => file)], {
    cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: MAX_OUTPUT,
  });
  return output.split('\n').filter(line => line.startsWith('{"file"')).map(line => {
    const { file, message } = JSON.parse(line) as { file: string; message: string };
    const failed = programs.find(program => program.file === file);
    return `${failed ? place(failed, 0) : file}: ${message}`;
  });
}
