import { resolve } from 'node:path';
import { listed, oneOf, parseArguments } from './arguments';
import { codeFoldersOf } from './code-folders';
import { NAME, REPORT_HELP } from './help';
import { EXIT, type ExitCode, Failure, type Host, Misuse } from './host';
import { judgeTemplates, type JudgedTemplates } from './judge-templates';
import { fails, printProblems } from './problems';
import { RULE_OPTIONS, ruleChoice, type RuleChoice } from './rule-options';
import { isAssembly } from './templates/assembly';
import { shownPath } from './templates/located';
import { readTemplates, type ReadTemplates } from './templates/read-templates';
import { appReport, type AppReport } from '../src/report/app-report';
import { REPORT_FORMATS, writeFiles, type ReportFormat } from '../src/report/files';
import type { ReportedFinding } from '../src/report/finding';
import { visible } from '../src/report/inert-text';
import { pathBelow, projectRoot } from '../src/report/project-root';
import { sourceIn } from '../src/report/source-lines';
import { summaryTable } from '../src/report/summary-table';

const OPTIONS = {
  format: { type: 'string', short: 'f', multiple: true },
  output: { type: 'string', short: 'o' },
  category: { type: 'string' },
  ...RULE_OPTIONS,
  help: { type: 'boolean', short: 'h' },
} as const;

/** What `report` was asked for. */
interface ReportOptions extends RuleChoice {
  readonly templates: readonly string[];
  /** @default - all */
  readonly formats?: readonly ReportFormat[];
  readonly output?: string;
  readonly category?: string;
}

/** The folder of the reports, as at synth. */
const FOLDER = 'serverless-guard';

/** Writes the reports of a cloud assembly or of templates, as a protected app does whenever it is synthesised. */
export function report(args: readonly string[], host: Host): ExitCode {
  const options = reportOptions(args);
  if (options === undefined) {
    host.out(REPORT_HELP);
    return EXIT.clean;
  }
  const read = readTemplates(options.templates, host.cwd);
  printProblems([...read.problems, ...read.notices], host);
  if (read.templates.length === 0) throw new Failure('nothing to report on, expected a cloud assembly or templates; run "cdk synth" and report on cdk.out');
  const made = reportOn(read, options, host);
  const [first = '', ...others] = write(made, options, host);
  host.out(summaryTable(made, first));
  for (const file of others) host.out(`  beside it: ${visible(file)}\n`);
  if (read.problems.length > 0) return EXIT.unusable;
  return fails(made.report.findings, options.failOn) ? EXIT.findings : EXIT.clean;
}

function reportOptions(args: readonly string[]): ReportOptions | undefined {
  const { values, positionals } = parseArguments(args, OPTIONS);
  if (values.help === true) return undefined;
  if (positionals.length === 0) throw new Misuse('nothing given to report on, expected cdk.out, files, directories or - for standard input');
  const formats = listed(values.format).map(format => oneOf('--format', format, REPORT_FORMATS));
  return {
    ...ruleChoice(values, 'never'),
    templates: positionals,
    formats: formats.length === 0 ? undefined : formats,
    output: values.output,
    category: values.category,
  };
}

function reportOn(read: ReadTemplates, { rules, parameters, account, category }: ReportOptions, host: Host): AppReport {
  const root = projectRoot(host.cwd);
  const judged = judgeTemplates(read.templates, rules, parameters, account);
  const { model, judgement, files } = judged;
  return appReport({
    model,
    judged: [{ rules, judgement, isTold: () => true }],
    tool: { name: NAME, version: host.version },
    today: parameters.today,
    category,
    templates: model.templates.map(({ id, resources }) => ({ file: fromRoot(files.get(id)?.file ?? id, root, host.cwd), resources: resources.size })),
    problems: read.problems,
    notices: read.notices,
    describe: finding => atSource(judged.describe(finding), finding.resource.template.id, judged, root, host.cwd),
    codeOf: codeFoldersOf(files, root),
  });
}

/** The line of the app that made a resource, where the assembly tells; reports name files from the root of the project. */
function atSource(finding: ReportedFinding, templateId: string, { files }: JudgedTemplates, root: string, cwd: string): ReportedFinding {
  const traces = files.get(templateId)?.stack?.metadata.traces;
  const { location } = finding;
  return { ...finding, location: sourceIn(traces?.get(finding.constructPath ?? ''), root) ?? { ...location, file: fromRoot(location.file, root, cwd) } };
}

function fromRoot(file: string, root: string, cwd: string): string {
  return pathBelow(root, resolve(cwd, file)) ?? file;
}

/** The names of the files, the one for people first. */
function write(made: AppReport, { templates, formats, output }: ReportOptions, host: Host): readonly string[] {
  const [only = ''] = templates;
  const assembly = templates.length === 1 && isAssembly(resolve(host.cwd, only)) ? only : '.';
  const folder = resolve(host.cwd, output ?? `${assembly}/${FOLDER}`);
  try {
    return writeFiles(made, folder, { packageRoot: host.packageRoot, formats }).map(path => shownPath(path, host.cwd));
  } catch (error) {
    throw new Failure(`cannot write to ${shownPath(folder, host.cwd)}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}
