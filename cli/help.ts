/** The name by which the package is run. */
export const NAME = 'cdk-serverless-guard';

export const HELP = `Judges CloudFormation and SAM templates against the Serverless Security Top 10, takes the inventory
of their functions, and compares two of them.

Usage: ${NAME} check [options] <template>...
       ${NAME} report [options] <cdk.out | template>...
       ${NAME} diff [options] <old inventory.json> <new inventory.json>

  ${NAME} check template.yaml
  ${NAME} check --fail-on warning templates/*.yaml
  ${NAME} check cdk.out
  sam build && ${NAME} check .aws-sam/build/template.yaml
  ${NAME} check --format sarif --output results.sarif template.yaml
  ${NAME} report cdk.out
  ${NAME} diff main/inventory.json cdk.out/serverless-guard/inventory.json

Run "${NAME} COMMAND --help" for the options of a command, and "${NAME} --version" for the version.
`;

const RULES_HELP = `      --tier TIER                   core (default), strict or optional; each holds those before
      --today DATE                  the day on which runtimes and dates are judged, such
                                    as 2026-01-31
      --account ID                  the account that the templates are deployed into
      --trusted-account ID          an account that is as good as the own one
      --min-log-retention-days N    the least that logs are kept (90)
      --max-timeout-seconds N       the longest timeout that needs no reason (300)
      --permissions-boundary NAME   the name or ARN of the boundary that every role must carry
      --runtime-deprecation R=DATE  the day on which a runtime is deprecated, instead of the
                                    one that this version knows, such as nodejs26.x=2029-04-30
      --runtime-deprecations-source TEXT
                                    where those days come from
      --include-cdk-managed         judge functions that CDK adds like your own`;

export const CHECK_HELP = `Judges CloudFormation and SAM templates against the Serverless Security Top 10.

Usage: ${NAME} check [options] <template>...

Templates are files in YAML or JSON, directories, or - for standard input. Of a cloud assembly
(cdk.out) every stack is judged, of another directory every template below it. Templates given
together are judged as one app: what one exports, the others import.

Report
  -f, --format FORMAT               table (default), json, sarif, markdown or csv
  -o, --output FILE                 write the report to a file; the table still goes to
                                    standard output
      --category NAME               tells the SARIF reports on several apps of a repository apart
      --fail-on SEVERITY            error (default), warning or never

Rules
      --weakness ID                 findings of this weakness only, such as SAS-4
${RULES_HELP}

  -h, --help                        this text

--weakness, --trusted-account and --runtime-deprecation can be given several times, or once with
commas.

A finding that is meant to be is acknowledged in the template, on its resource or on the
template itself:

  Metadata:
    aws:cdk:acknowledged-rules:
      ServerlessTop10::SAS2-FunctionUrlNoAuth: a public form (expires 2027-01-31)

Exit codes: 0 nothing found that fails, 1 findings that fail, 2 misuse or a file that could
not be judged.
`;

export const REPORT_HELP = `Writes the reports that a protected app writes at synth, about any cloud assembly or templates.

Usage: ${NAME} report [options] <cdk.out | template>...

What is given is read as by "check". The files are report.html for people, summary.md for pull
requests, findings.sarif for code scanning, compliance.csv for auditors, sbom.cdx.json (CycloneDX), and
inventory.json with its schema.

Report
  -f, --format FORMAT               html, markdown, sarif, csv, sbom or inventory; all unless given
  -o, --output DIR                  where they are written: serverless-guard in the assembly, or in
                                    the working directory, unless given
      --category NAME               tells the SARIF reports on several apps of a repository apart
      --fail-on SEVERITY            error, warning or never (default)

Rules
${RULES_HELP}

  -h, --help                        this text

--format, --trusted-account and --runtime-deprecation can be given several times, or once with commas.

Exit codes: 0 written, and nothing found that fails, 1 written, and findings that fail, 2 misuse or a
file that could not be read or written.
`;

export const DIFF_HELP = `Compares two inventories: what became of the functions of an app, and of what protects them.

Usage: ${NAME} diff [options] <old inventory.json> <new inventory.json>

An inventory is also found in a cloud assembly (cdk.out) or a folder of reports, and - is standard input.

  -f, --format FORMAT               table (default), json or markdown
  -o, --output FILE                 write the comparison to a file; the table still goes to
                                    standard output
      --fail-on LEVEL               the least change that fails: loss (default), widened, change or
                                    never; each holds those before
  -h, --help                        this text

loss      less protects a function: guard, mode, detectors, measures, slices, alarms, boundary
widened   more can reach a function, or it more: triggers, callers, permissions, policies, a shared
          role, a new function without the guard, new findings
change    functions, triggers and layers that are others, accepted findings
gain      more protects, or less can reach

Exit codes: 0 nothing that fails, 1 changes that fail, 2 misuse or a file that is no inventory.
`;
