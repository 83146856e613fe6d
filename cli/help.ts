/** The name by which the package is run. */
export const NAME = 'cdk-serverless-guard';

export const HELP = `Judges CloudFormation and SAM templates against the Serverless Security Top 10.

Usage: ${NAME} check [options] <template>...

  ${NAME} check template.yaml
  ${NAME} check --fail-on warning templates/*.yaml
  ${NAME} check cdk.out
  sam build && ${NAME} check .aws-sam/build/template.yaml
  ${NAME} check --format sarif --output results.sarif template.yaml

Run "${NAME} check --help" for the options, and "${NAME} --version" for the version.
`;

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
      --tier TIER                   core (default), strict or optional; each holds those before
      --weakness ID                 findings of this weakness only, such as SAS-4
      --today DATE                  the day on which runtimes and dates are judged, such
                                    as 2026-01-31
      --account ID                  the account that the templates are deployed into
      --trusted-account ID          an account that is as good as the own one
      --min-log-retention-days N    the least that logs are kept (90)
      --max-timeout-seconds N       the longest timeout that needs no reason (300)
      --include-cdk-managed         judge functions that CDK adds like your own

  -h, --help                        this text

--weakness and --trusted-account can be given several times, or once with commas.

A finding that is meant to be is acknowledged in the template, on its resource or on the
template itself:

  Metadata:
    aws:cdk:acknowledged-rules:
      ServerlessTop10::SAS2-FunctionUrlNoAuth: a public form (expires 2027-01-31)

Exit codes: 0 nothing found that fails, 1 findings that fail, 2 misuse or a file that could
not be judged.
`;
