import { execFile } from 'node:child_process';
import { access, mkdtemp, rm } from 'node:fs/promises';
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
 * Prints a page of our own making into a PDF with the first of these browsers that can: a machine with a browser has the
 * typefaces that Chinese needs. Null when it is printed, else why not; then no PDF is there, not even an old one.
 */
export async function printPdf(
  page: string,
  pdf: string,
  browsers: readonly string[],
): Promise<string | null> {
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
  let why =
    browsers.length === 1
      ? `there is no ${browsers[0]}`
      : 'this machine has no browser that is known to print';
  try {
    await rm(pdf, { force: true });
    for (const browser of browsers) {
      try {
        await run(browser, words, { timeout: PATIENCE_MS });
        // Some that are kept in a box of their own say that all is well, and wrote into the box.
        await access(pdf);
        return null;
      } catch (error) {
        const { code, path } = error as NodeJS.ErrnoException;
        if (code === 'ENOENT' && path === browser) continue;
        why = `${browser} could not print it`;
      }
    }
    return why;
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}
