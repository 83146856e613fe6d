import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { snippetsOf, type MarkdownSnippet } from './markdown-snippets';
import { problemsOf } from './snippet-project';

/* The compiler reads all of CDK's declarations first. */
jest.setTimeout(300_000);

const root = join(__dirname, '..', '..');
const pages = ['README.md', ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.md')).map(name => join('docs', name))];

/** A page with one example in it. */
function page(...code: string[]): MarkdownSnippet[] {
  return snippetsOf('page.md', ['# Title', '', '```ts', ...code, '```', ''].join('\n'));
}

test('every TypeScript example of the README and the docs compiles and synthesises', () => {
  const snippets = pages.flatMap(name => snippetsOf(name, readFileSync(join(root, name), 'utf8')));
  expect(snippets.filter(snippet => snippet.page === 'README.md').length).toBeGreaterThan(0);
  expect(problemsOf(snippets)).toEqual([]);
});

test('an example that does not compile is told with its page and line', () => {
  const problems = problemsOf(page(
    "import { ServerlessGuard } from 'cdk-serverless-guard';",
    '',
    "ServerlessGuard.protect(app, { mood: 'block' });",
  ));
  expect(problems).toEqual([expect.stringMatching(/^page\.md:6: .*'mood' does not exist/)]);
});

test('an example that compiles and does not synthesise is told with its page and line', () => {
  expect(problemsOf(page("import { Stack } from 'aws-cdk-lib';", "new Stack(app, 'Example');"))).toEqual([
    expect.stringMatching(/^page\.md:4: .*already a Construct with name 'Example'/),
  ]);
});

test('an example sees what the page imported before, the app, the stack and what a function is made of', () => {
  const snippets = [
    ...page("import { Function as Plain } from 'aws-cdk-lib/aws-lambda';", "new Plain(this, 'One', { runtime, handler, code });"),
    ...page("new Plain(stack, 'Two', { runtime, handler, code });"),
  ];
  expect(problemsOf(snippets)).toEqual([]);
});

test('only blocks fenced as ts are examples', () => {
  const markdown = ['```sh', 'npm i', '```', '```ts', 'const a = 1;', '```', '````md', '```ts', 'not code', '```', '````', '```typescript', 'prose', '```'];
  expect(snippetsOf('page.md', markdown.join('\n'))).toEqual([{ page: 'page.md', line: 5, code: 'const a = 1;' }]);
});
