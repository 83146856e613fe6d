import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageData } from './page-data';
import type { AppReport } from '../app-report';

/**
 * The report as one file that needs nothing else: no network, no server.
 *
 * Its policy allows the one script and the one style that stand in it, by their hashes. The data is no script: it is read as
 * JSON, and reaches the page as text.
 *
 * @param packageRoot the folder of this package, where the build puts the page's script and style
 */
export function toHtml(report: AppReport, packageRoot: string): string {
  const script = readFileSync(join(packageRoot, 'assets', 'report', 'page.js'), 'utf8');
  const style = readFileSync(join(packageRoot, 'assets', 'report', 'page.css'), 'utf8');
  const policy = `default-src 'none'; script-src '${hashOf(script)}'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Serverless Guard report</title>
<style>${style}</style>
</head>
<body>
<noscript><p>The report needs JavaScript to be shown; inventory.json beside it holds the same facts.</p></noscript>
<div id="report"></div>
<script type="application/json" id="data">${embedded(pageData(report))}</script>
<script>${script}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** JSON in which nothing can end the element, or begin another. */
function embedded(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
