/**
 * Opens reports in Chromium and uses them as people do: `tsx run.ts SETTINGS`, JSON as `install-and-test.mjs` writes it.
 *
 * Prints what fails; the last line is `N passed, N failed`.
 */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, open, type OpenReport, type Page, type Settings } from './browser';
import { toHtml } from '../../../../src/report/html/page';
import { HOSTILE, hostileReport } from '../hostile-report';
import { sampleApp } from '../sample-app';

const settings = JSON.parse(process.argv[2] ?? '{}') as Settings;
const folder = mkdtempSync(join(tmpdir(), 'report-in-chromium-'));
const count = { passed: 0, failed: 0 };

/** Functions of the app, and those that CDK adds for its bucket and its log groups. */
const SMALL = 5;
const LARGE = 500;

type Use = (opened: OpenReport) => Promise<void>;

const shown = (page: Page, selector: string) => page.evaluate<number>(`[...document.querySelectorAll(${JSON.stringify(selector)})].filter(found => !found.closest('[hidden]')).length`);
const text = (page: Page, selector: string) => page.evaluate<string>(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? ''`);
const ROWS = '.matrix > tbody > tr:not(.detail)';

/** What each test does with the report of five functions. */
const USES: Readonly<Record<string, Use>> = {
  'shows every function of the app, and those of CDK when asked': async ({ page }) => {
    equal(await shown(page, ROWS), SMALL);
    await page.click('#cdk');
    ok(await shown(page, ROWS) > SMALL);
  },
  'finds a function by its name, in every section': async ({ page }) => {
    await page.type('#search', 'thumbnails');
    equal(await shown(page, ROWS), 1);
    equal(await shown(page, '.reach > li'), 1);
    ok((await text(page, '#count')).startsWith('1 function, '));
  },
  'finds functions by a service that they may use': async ({ page }) => {
    await page.type('#search', 'secretsmanager');
    equal(await text(page, `${ROWS}:not([hidden]) button.name`), 'Shop/Payments');
  },
  'says when nothing fits, and clears': async ({ page }) => {
    await page.type('#search', 'no such thing');
    equal(await shown(page, ROWS), 0);
    equal(await shown(page, '.empty'), 2);
    await page.click('button.plain');
    equal(await shown(page, ROWS), SMALL);
  },
  'a weakness chosen in its table filters what to change': async ({ page }) => {
    await page.evaluate('document.querySelector(\'button[aria-label^="Show what is about SAS-4 "]\').click()');
    const rules = await page.evaluate<string[]>('[...document.querySelectorAll(".changes details:not([hidden]) .rule b")].map(({ textContent }) => textContent)');
    ok(rules.length > 0);
    ok(rules.every(rule => rule.startsWith('SAS4-')), rules.join());
  },
  'a guard and a severity filter': async ({ page }) => {
    await page.select('select[aria-label=Guard]', 'report');
    equal(await text(page, `${ROWS}:not([hidden]) button.name`), 'Shop/Reports');
    await page.select('select[aria-label=Severity]', 'error');
    ok(await shown(page, '.changes .severity.error') > 0);
    equal(await shown(page, '.changes .severity.warning'), 0);
  },
  'the details of a function open by the keyboard, and close': async ({ page }) => {
    await page.focus(`${ROWS} button.name`);
    await page.keyboard.press('Enter');
    equal(await page.evaluate('document.activeElement.getAttribute("aria-expanded")'), 'true');
    equal(await shown(page, '.detail table.slices tbody tr'), 12);
    await page.keyboard.press('Enter');
    equal(await shown(page, '.detail'), 0);
  },
  'a link in the details opens the rule': async ({ page }) => {
    await page.click(`${ROWS} button.name`);
    await page.evaluate('document.querySelector(".detail a").click()');
    await page.waitForSelector('.changes details[open] pre');
  },
  'a head sorts by its weakness, and again as before': async ({ page }) => {
    const names = () => page.evaluate<string[]>(`[...document.querySelectorAll('${ROWS} button.name')].map(({ textContent }) => textContent)`);
    const before = await names();
    const head = 'button.head[title^="Inadequate monitoring"]';
    await page.click(head);
    equal(await page.evaluate(`document.querySelector('${head}').parentElement.getAttribute('aria-sort')`), 'ascending');
    ok((await names()).join() !== before.join());
    await page.click(head);
    deepEqual(await names(), before);
  },
  'a fix is copied as it stands there': async ({ page }) => {
    await page.evaluate('document.querySelector(".changes details summary").click()');
    await page.waitForSelector('.changes details[open] button.copy');
    await page.click('.changes details[open] .fix button.copy');
    await page.waitForSelector('.changes details[open] .fix [role=status]:not(:empty)');
    equal(await text(page, '.fix [role=status]'), 'fix copied');
    // Pasted where a person would: the clipboard itself may be closed to a page that comes from a disk.
    await page.evaluate('document.querySelector("#search").focus()');
    await page.evaluate('document.querySelector("#search").value = ""');
    await page.keyboard.down('Control');
    await page.keyboard.press('v');
    await page.keyboard.up('Control');
    equal(await page.evaluate('document.querySelector("#search").value'), await text(page, '.changes details[open] pre'));
  },
  'what stands out in the reach can be seen alone': async ({ page }) => {
    await page.click('#wide');
    const names = await page.evaluate<string[]>('[...document.querySelectorAll(".reach > li:not([hidden]) .node b")].map(({ textContent }) => textContent)');
    ok(names.includes('Shop/Reports') && names.includes('Shop/Search'), names.join());
    ok(!names.includes('Shop/Payments'), names.join());
  },
  'what was accepted has its reason and end': async ({ page }) => {
    const accepted = await text(page, '.accepted');
    for (const part of ['SAS2-FunctionUrlNoAuth', 'the search is public', '2027-01-31', 'written in Python', '2027-06-30']) ok(accepted.includes(part), part);
  },
  'prints without what only a screen needs': async ({ page }) => {
    await page.emulateMediaType('print');
    equal(await page.evaluate('getComputedStyle(document.querySelector(".toolbar")).display'), 'none');
    ok((await page.pdf()).length > 10_000);
  },
};

async function check(name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
    count.passed++;
  } catch (error) {
    count.failed++;
    console.log(`FAILED ${name}\n  ${String((error as Error).message).replace(/\n/g, '\n  ')}`);
  }
}

/** Everything that axe finds, with what is closed opened. */
async function accessibility({ page }: OpenReport): Promise<void> {
  const axe = readFileSync(join(settings.cache, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
  await page.evaluate(`document.querySelector('${ROWS} button.name').click(); document.querySelector('.changes details').open = true;`);
  await page.waitForSelector('.changes details[open] pre');
  await page.evaluate(axe);
  const violations = await page.evaluate<string[]>('axe.run().then(({ violations }) => violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" | ")}`))');
  deepEqual(violations, []);
}

async function inert({ page }: OpenReport): Promise<void> {
  await page.evaluate('document.querySelectorAll("button.name, summary").forEach(button => button.click())');
  await page.waitForSelector('.changes details[open] pre');
  equal(await page.evaluate('String(window.harmed)'), 'undefined');
  equal(await page.evaluate('document.querySelectorAll("img, iframe, object, style + style, #report script").length'), 0);
  const name = await text(page, `${ROWS} button.name`);
  ok(name.includes('</script><img src=x onerror="window.harmed=1">'), name);
  ok(name.includes('\\u{202e}moc.live\\u{2066}') && !name.includes('\u202e'), name);
  ok(HOSTILE.includes('\u202e'));
}

function write(name: string, html: string): string {
  const file = join(folder, name);
  writeFileSync(file, html);
  return file;
}

function sample(size: number): string {
  const outdir = join(folder, `app-${size}`);
  const told = console.error;
  // CDK prints what its plugins say.
  console.error = () => undefined;
  sampleApp(size, outdir).synth();
  console.error = told;
  process.exitCode = 0;
  return join(outdir, 'serverless-guard', 'report.html');
}

async function main(): Promise<void> {
  const browser = await launch(settings);
  const use = (name: string, file: string, run: Use, scheme: 'light' | 'dark' = 'light') => check(name, async () => {
    const opened = await open(browser, file, scheme);
    try {
      await run(opened);
      deepEqual(opened.complaints, []);
    } finally {
      await opened.page.close();
    }
  });
  const small = sample(SMALL);
  for (const [name, run] of Object.entries(USES)) await use(name, small, run);
  await use('is accessible in light', small, accessibility);
  await use('is accessible in dark', small, accessibility, 'dark');
  await use('is accessible on a narrow screen', small, async opened => {
    await opened.page.setViewport({ width: 390, height: 800 });
    await accessibility(opened);
    equal(await opened.page.evaluate('document.documentElement.scrollWidth > innerWidth'), false);
  });
  const errors = console.error;
  console.error = () => undefined;
  const hostile = write('hostile.html', toHtml(hostileReport(join(folder, 'hostile')), join(__dirname, '../../../..')));
  console.error = errors;
  await use('hostile texts are text', hostile, inert);
  const large = sample(LARGE);
  await use('shows five hundred functions, and finds one', large, async ({ page }) => {
    equal(await shown(page, ROWS), LARGE);
    await page.type('#search', 'orders495');
    equal(await shown(page, ROWS), 1);
  });
  if (settings.images !== undefined) await pictures(browser, small, large, settings.images);
  await browser.close();
}

/** The pictures of the documentation. */
async function pictures(browser: Awaited<ReturnType<typeof launch>>, small: string, large: string, images: string): Promise<void> {
  mkdirSync(images, { recursive: true });
  const take = async (name: string, file: string, scheme: 'light' | 'dark', act = '', width = 1440, height = 900) => {
    const { page } = await open(browser, file, scheme);
    await page.setViewport({ width, height });
    if (act !== '') await page.evaluate(act);
    await new Promise(done => setTimeout(done, 400));
    await page.screenshot({ path: join(images, `${name}.png`) });
    await page.close();
  };
  await take('report-light', small, 'light');
  await take('report-dark', large, 'dark');
  await take('report-function', small, 'light', `document.querySelector('${ROWS} button.name').click(); document.querySelector('#functions').scrollIntoView()`);
  await take('report-reach', small, 'light', 'document.querySelector("#reach").scrollIntoView()');
  await take('report-changes', small, 'dark', 'document.querySelector(".changes details").open = true; document.querySelector("#changes").scrollIntoView()');
  await take('report-narrow', small, 'light', '', 420, 900);
}

main()
  .catch(error => {
    count.failed++;
    console.log(`FAILED ${(error as Error).stack}`);
  })
  .finally(() => {
    rmSync(folder, { recursive: true, force: true });
    console.log(`${count.passed} passed, ${count.failed} failed`);
    process.exitCode = count.failed === 0 ? 0 : 1;
  });
