import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { unheededIn } from './acknowledgements';
import { checkOptions, type CheckOptions, type Format } from './check-options';
import { CHECK_HELP, NAME } from './help';
import { EXIT, type ExitCode, Failure, type Host } from './host';
import { judgeTemplates } from './judge-templates';
import { fails, printProblems } from './problems';
import { readTemplates } from './templates/read-templates';
import { hasColour } from './terminal';
import type { Rule } from '../src/checks/rule';
import { toCsv } from '../src/report/csv';
import type { Report } from '../src/report/finding';
import { toJson } from '../src/report/json';
import { toMarkdown } from '../src/report/markdown';
import { worstFirst } from '../src/report/order';
import { toSarif } from '../src/report/sarif';
import { toTable } from '../src/report/table';

/** Judges templates, prints the report, and tells by its exit code how they stand. */
export function check(args: readonly string[], host: Host): ExitCode {
  const options = checkOptions(args);
  if (options === undefined) {
    host.out(CHECK_HELP);
    return EXIT.clean;
  }
  const report = reportOn(options, host);
  printProblems([...report.problems, ...report.notices], host);
  if (report.templates.length > 0 || options.output !== undefined || options.format !== 'table') write(report, options, host);
  if (report.problems.length > 0) return EXIT.unusable;
  return fails(report.findings, options.failOn) ? EXIT.findings : EXIT.clean;
}

function reportOn({ templates: args, category, rules, weaknesses, account, parameters }: CheckOptions, host: Host): Report {
  const { templates, problems, notices } = readTemplates(args, host.cwd);
  const { judgement, describe } = judgeTemplates(templates, rules, parameters, account);
  const findings = judgement.findings.map(describe);
  const isAsked = ({ weakness }: Pick<Rule, 'weakness'>) => weaknesses === undefined || weaknesses.has(weakness);
  return {
    tool: { name: NAME, version: host.version },
    category,
    today: parameters.today,
    templates: templates.map(({ file, body }) => ({ file, resources: Object.keys(Object(body.Resources)).length })),
    rules: rules.filter(isAsked),
    // A rule may supersede one of another weakness: all are judged, whichever are asked for.
    findings: worstFirst(findings.filter(({ rule }) => isAsked(rule))),
    problems,
    notices: [...notices, ...templates.flatMap(unheededIn)],
  };
}

function write(report: Report, { format, output }: CheckOptions, host: Host): void {
  const columns = host.columns ?? 100;
  const table = () => toTable(report, { columns, colour: hasColour(host) });
  if (output === undefined) {
    host.out(format === 'table' ? table() : FORMATTERS[format](report));
    return;
  }
  try {
    writeFileSync(resolve(host.cwd, output), FORMATTERS[format](report));
  } catch (error) {
    throw new Failure(`cannot write to ${output}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
  host.out(table());
}

/** A file has no colours and no width. */
const FORMATTERS: Readonly<Record<Format, (report: Report) => string>> = {
  table: report => toTable(report, { columns: 100, colour: false }),
  json: toJson,
  sarif: toSarif,
  markdown: toMarkdown,
  csv: toCsv,
};
