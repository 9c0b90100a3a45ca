import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** The browsers that print a page at a command, as systems call them. */
export const BROWSERS: readonly string[] = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const PATIENCE_MS = 120_000;

const run = promisify(execFile);

/**
 * Prints a page of our own making into a PDF with the first of these browsers that this machine has, since a machine with a
 * browser has the typefaces that Chinese needs. False when it has none of them. Throws an Error that says what the browser
 * said when it cannot print.
 */
export async function printPdf(page: string, pdf: string, browsers: readonly string[]): Promise<boolean> {
  const profile = await mkdtemp(join(tmpdir(), 'huiyin-print-'));
  const words = [
    '--headless',
    '--disable-gpu',
    '--disable-background-networking',
    '--no-first-run',
    '--no-pdf-header-footer',
    `--user-data-dir=${profile}`,
    // Its sandbox refuses to start for root; what it opens is a page that we have just written, without a script.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--print-to-pdf=${resolve(pdf)}`,
    pathToFileURL(resolve(page)).href,
  ];
  try {
    for (const browser of browsers) {
      try {
        await run(browser, words, { timeout: PATIENCE_MS });
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
    return false;
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}
