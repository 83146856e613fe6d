import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Settings {
  /** The browser's binary. */
  readonly browser: string;
  /** Where the packages are installed. */
  readonly cache: string;
  /** A folder for pictures; none are taken without. */
  readonly images?: string;
}

/** What is used of the driver's page: its types are not installed here. */
export interface Page {
  readonly keyboard: Record<'press' | 'down' | 'up', (key: string) => Promise<void>>;
  goto(url: string): Promise<unknown>;
  evaluate<T>(task: string): Promise<T>;
  waitForSelector(selector: string): Promise<unknown>;
  focus(selector: string): Promise<void>;
  click(selector: string): Promise<void>;
  type(selector: string, text: string): Promise<void>;
  select(selector: string, value: string): Promise<unknown>;
  setViewport(size: { readonly width: number; readonly height: number }): Promise<void>;
  emulateMediaFeatures(features: ReadonlyArray<{ readonly name: string; readonly value: string }>): Promise<void>;
  emulateMediaType(type: string): Promise<void>;
  screenshot(options: { readonly path: string }): Promise<unknown>;
  pdf(): Promise<Uint8Array>;
  close(): Promise<void>;
  on(event: string, told: (message: any) => void): void;
}

interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

export async function launch({ browser, cache }: Settings): Promise<Browser> {
  const required = createRequire(join(cache, 'index.js'))('puppeteer-core');
  // Chromium's sandbox needs rights that containers do not have; the pages are our own.
  return (required.default ?? required).launch({ executablePath: browser, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--force-color-profile=srgb'] });
}

/** An open report, with everything that the browser had to complain about. */
export interface OpenReport {
  readonly page: Page;
  readonly complaints: string[];
}

export async function open(browser: Browser, file: string, scheme: 'light' | 'dark' = 'light'): Promise<OpenReport> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  const url = pathToFileURL(file).href;
  page.on('console', message => { if (['error', 'warn'].includes(message.type())) complaints.push(`console: ${message.text()}`); });
  page.on('pageerror', error => complaints.push(`error: ${error.message}`));
  page.on('request', request => { if (request.url().split('#')[0] !== url) complaints.push(`request: ${request.url()}`); });
  await page.setViewport({ width: 1440, height: 1000 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(url);
  await page.waitForSelector('html[data-ready=true]');
  return { page, complaints };
}
