/**
 * What the reports of an app cost: `npm run bench:report`, with fewer functions by `-- --size 100`.
 *
 * `cpuMs`: synthesis without `protect()`, and reading the model, judging it, taking the inventory and writing the files, in one
 * process after the app was loaded. `page`: the report in Chromium, medians over rounds: when its DOM is there, what a filter
 * takes until it is painted, and the longest task after that. Sizes in MB. The last line is JSON.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { REPORTS_CONTEXT } from '../src/report/app/register-reports';
import { reportApp } from '../src/report/app/report-app';
import { writeReports } from '../src/report/app/write-reports';
import { launch, type Page, type Settings } from '../test/report/html/browser/browser';
import { sampleApp } from '../test/report/html/sample-app';

interface PageTimes {
  readonly domContentLoadedMs: number;
  readonly filterMs: number;
  readonly longestTaskMs: number;
}

const { values: args } = parseArgs({ options: { size: { type: 'string', default: '500' }, rounds: { type: 'string', default: '5' } } });

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

function cpuMs(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Long tasks after load, and the time from a key press until what it left is painted. */
const OBSERVE = 'window.longTasks = []; new PerformanceObserver(list => longTasks.push(...list.getEntries().map(({ startTime, duration }) => ({ startTime, duration })))).observe({ type: "longtask", buffered: true })';
const FILTER = `new Promise(async done => {
  const input = document.querySelector('#search');
  const times = [];
  for (const text of ['o', 'orders', 'orders1', 'dynamodb', 'nothing at all', '', 'sas4', '']) {
    const start = performance.now();
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await new Promise(painted => requestAnimationFrame(() => setTimeout(painted)));
    times.push(performance.now() - start);
  }
  done(Math.max(...times));
})`;

async function look(page: Page, file: string): Promise<PageTimes> {
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(OBSERVE);
  await page.waitForSelector('html[data-ready=true]');
  const filterMs = await page.evaluate<number>(FILTER);
  const loaded = 'performance.getEntriesByType("navigation")[0]';
  return {
    domContentLoadedMs: await page.evaluate<number>(`${loaded}.domContentLoadedEventEnd`),
    filterMs,
    longestTaskMs: await page.evaluate<number>(`Math.max(0, ...longTasks.filter(({ startTime }) => startTime > ${loaded}.loadEventEnd).map(({ duration }) => duration))`),
  };
}

async function lookOften(file: string, rounds: number): Promise<readonly PageTimes[]> {
  const settings = execFileSync(process.execPath, [join(__dirname, '..', 'test', 'report', 'html', 'browser', 'settings.mjs')], { encoding: 'utf8' });
  const browser = await launch(JSON.parse(settings.trim().split('\n').at(-1) ?? '') as Settings);
  const times: PageTimes[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const page = await browser.newPage();
    const found = await look(page, file);
    // The first one starts the browser.
    if (round > 0) times.push(found);
    await page.close();
  }
  await browser.close();
  return times;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-report-'));
  try {
    sampleApp(5, join(folder, 'warm-up')).synth();
    const size = Number(args.size);
    const plain = sampleApp(size, join(folder, 'plain'), { isProtected: false });
    const synthesis = cpuMs(() => plain.synth());
    const outdir = join(folder, 'measured');
    const app = sampleApp(size, outdir, { context: { [REPORTS_CONTEXT]: 'off' } });
    app.synth();
    // The pack has judged these templates: what it knows of them would be borrowed.
    for (const name of readdirSync(outdir).filter(one => one.endsWith('.template.json'))) utimesSync(join(outdir, name), 0, 0);
    let file = '';
    const reports = cpuMs(() => { file = writeReports(reportApp(app, outdir), outdir); });
    const times = await lookOften(file, Number(args.rounds));
    const of = (name: keyof PageTimes) => Math.round(median(times.map(found => found[name])));
    const mb = (name: string) => Number((statSync(join(outdir, 'serverless-guard', name)).size / 1e6).toFixed(2));
    process.stdout.write(`${JSON.stringify({
      functions: size,
      cpuMs: { synthesis: Math.round(synthesis), reports: Math.round(reports), ratio: Number((reports / synthesis).toFixed(2)) },
      page: { domContentLoadedMs: of('domContentLoadedMs'), filterMs: of('filterMs'), longestTaskMs: of('longestTaskMs') },
      mb: { html: mb('report.html'), inventory: mb('inventory.json'), sarif: mb('findings.sarif'), compliance: mb('compliance.csv'), sbom: mb('sbom.cdx.json') },
    })}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    process.exitCode = 0;
  }
}

// CDK prints what its plugins say.
console.error = () => undefined;
main().catch(error => {
  process.stdout.write(`${(error as Error).stack}\n`);
  process.exitCode = 1;
});
