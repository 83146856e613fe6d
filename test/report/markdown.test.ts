import { HtmlRenderer, Parser } from 'commonmark';
import * as fc from 'fast-check';
import { finding, HOSTILE, hostileReport, report, RULE } from './reports';
import { toMarkdown } from '../../src/report/markdown';

/** The HTML of a text; GitHub's tables are cut into cells before. */
function html(text: string): string {
  return new HtmlRenderer().render(new Parser().parse(text));
}

function rowsOf(markdown: string): readonly (readonly string[])[] {
  return markdown.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| ---')).map(line => line.slice(1, -1).split('|').map(cell => cell.trim()));
}

test('a summary, the findings, what was acknowledged, reasons and fixes', () => {
  const acknowledged = finding({ logicalId: 'Form', acknowledged: { reason: 'a public form', inFile: true } });
  const problems = [{ file: 'broken.yaml', line: 2, message: 'is no valid YAML' }];
  expect(toMarkdown(report([finding(), acknowledged], { problems }))).toBe(`## Serverless Security Top 10: 1 error, 0 warnings, 0 infos in 1 template; 1 acknowledged; 1 file not judged

### Not judged: 1 file

- \`broken.yaml:2\`: \`is no valid YAML\`

| severity | finding | resource | where | says |
| --- | --- | --- | --- | --- |
| error | [SAS4-WildcardAction](https://github.com/cdk-serverless-guard/cdk-serverless-guard/blob/main/docs/rules.md#sas4-wildcardaction) \`[Action::s3:*]\` | \`Orders\` | \`stacks/template.yaml:14\` | ${RULE.title}; \`it allows s3:*\` |

### Acknowledged

| finding | resource | where | reason |
| --- | --- | --- | --- |
| [SAS4-WildcardAction](https://github.com/cdk-serverless-guard/cdk-serverless-guard/blob/main/docs/rules.md#sas4-wildcardaction) \`[Action::s3:*]\` | \`Form\` | \`stacks/template.yaml:14\` | \`a public form\` |

### Reasons and fixes

<details><summary>SAS4-WildcardAction (SAS-4, CWE-269, CWE-79)</summary>

${RULE.why}

\`\`\`ts
${RULE.fix}
\`\`\`

</details>
`);
});

test('nothing found is one line', () => {
  expect(toMarkdown(report([]))).toBe('## Serverless Security Top 10: nothing found in 1 template\n');
});

test.each(HOSTILE)('a name is code and nothing else: %j', name => {
  const [, row = []] = rowsOf(toMarkdown(report([finding({ logicalId: name })])));
  expect(row).toHaveLength(5);
  expect(html(row[2] ?? '')).toMatch(/^<p><code>[^<]*<\/code><\/p>\n$/);
});

test('whatever names say, the tables keep their cells and hold no markup', () => {
  const tags = (cells: readonly string[]) => cells.flatMap(cell => [...html(cell).matchAll(/<(\w+)([^>]*)>/g)].map(([, tag, attributes]) => tag + attributes));
  fc.assert(fc.property(hostileReport, given => {
    const markdown = toMarkdown(given);
    for (const row of rowsOf(markdown)) {
      expect([4, 5]).toContain(row.length);
      const links = tags(row).filter(tag => tag !== 'p' && tag !== 'code');
      expect(links.filter(tag => !tag.startsWith('a href="https://github.com/cdk-serverless-guard/'))).toEqual([]);
    }
    const items = markdown.split('\n').filter(line => line.startsWith('- '));
    expect(items).toHaveLength(2);
    for (const item of items) expect(tags([item]).filter(tag => !['ul', 'li', 'code'].includes(tag))).toEqual([]);
  }), { seed: 20260304, numRuns: 700 });
});
