import * as fc from 'fast-check';
import type { Report, ReportedFinding, ReportedRule } from '../../src/report/finding';

export const RULE: ReportedRule = {
  id: 'SAS4-WildcardAction',
  title: 'the function may do everything a service offers',
  weakness: 'SAS-4',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-269', 'CWE-79'],
  why: 'Whoever takes over the function holds every action of the service.',
  fix: 'bucket.grantRead(fn); // or "another" grant',
};

export function finding(given: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    rule: RULE,
    id: 'SAS4-WildcardAction[Action::s3:*]',
    severity: 'error',
    message: `${RULE.title}; it allows s3:*`,
    location: { file: 'stacks/template.yaml', line: 14, column: 3 },
    property: 'Properties',
    logicalId: 'Orders',
    resourceType: 'AWS::IAM::Role',
    ...given,
  };
}

export function report(findings: readonly ReportedFinding[], given: Partial<Report> = {}): Report {
  return {
    tool: { name: 'cdk-serverless-guard', version: '1.2.3' },
    today: '2026-06-01',
    templates: [{ file: 'stacks/template.yaml', resources: 3 }],
    rules: [RULE],
    findings,
    problems: [],
    notices: [],
    ...given,
  };
}

/** What somebody may have written for a name: for a terminal, a reader, a browser, a renderer, a spreadsheet, a shell. */
export const HOSTILE = [
  '\u001b[2J\u001b]0;owned\u0007', '\u009b31m', 'a\rb', 'a\nb', 'a\tb', '\u0000', '\u007f',
  '\u202eelpmaxe', '\u2066x\u2069', '\u200bx\u200d', '\ufeffx', '\u2028', '\u2029', '\u{e0041}', '\ud800',
  'a|b', 'a\\|b', '|', '\\', '`', '``a`', 'a`|`b', '``` \n```', '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '-->', '</details>',
  '[click](javascript:alert(1))', '![x](https://example.com/pixel)', '[x]: https://example.com', 'https://example.com', 'www.example.com', '@everyone', '#1', '&lt;b&gt;', '*a*', '__a__', '# a',
  '=cmd|\' /C calc\'!A0', '+1+1', '-1', '@SUM(1)', '\t=1', ' =1', '\uff1d1', '\u00a0=1', '"', '",=1', 'a,b', 'a;=1', '\'', '""',
  '${x}', '{0}', '{{x}}', '%s', '$(id)', '%SRCROOT%', '../../x', 'constructor', '__proto__', 'x'.repeat(5000), '漢字かな', '👩‍👩‍👧', 'e\u0301',
] as const;

/** A name that somebody may have written. */
export const hostileName = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 4 }).map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

/** Two findings, the first with hostile names in every place. */
export const hostileReport = fc
  .record({
    file: hostileName,
    logicalId: hostileName,
    detail: hostileName,
    note: hostileName,
    reason: hostileName,
    type: hostileName,
    path: hostileName,
    isAcknowledged: fc.boolean(),
  })
  .map(({ file, logicalId, detail, note, reason, type, path, isAcknowledged }) => report([
    finding({
      id: `${RULE.id}[${detail}]`,
      message: `${RULE.title}; ${note}`,
      location: { file, line: 3, column: 1 },
      logicalId,
      resourceType: type,
      constructPath: path,
      property: note,
      acknowledged: isAcknowledged ? { reason, inFile: true } : undefined,
    }),
    finding(),
  ], { templates: [{ file, resources: 1 }], problems: [{ file, line: 1, message: note }], notices: [{ file, message: note }] }));
