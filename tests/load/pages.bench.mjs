// npm run bench -- pages [RUNS]
//
// What it costs to open a page on a phone: the real site with a tenth of the demonstration, a link to rate made by the
// real command, and Lighthouse as it measures phones, on a simulated slow 4G network with a processor four times slower;
// the median of RUNS (3) for each page in both languages. Beside it the bytes as sent with gzip.
// The promise: at least 95 in each category, something to see within 1 s at a link to rate and 1.2 s at the others, at most
// 30 KB of script.
// A page behind a link is for its holder alone and says `noindex`; there the category SEO is scored without its audit
// `is-crawlable`, which would ask for the contrary.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import pg from 'pg';
import { weightOf } from './page-weight.mjs';
import { freePort, startSite } from './started-site.mjs';

const runs = Number(process.argv[2] ?? 3);
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const LIMITS = { score: 95, scriptBytes: 30 * 1024 };

const lighthouse = await loadLighthouse();
const site = await startSite({ scale: 0.1 });
const port = await freePort();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', `--remote-debugging-port=${port}`],
});
const missed = [];
try {
  // A form brings a worker that keeps it for when there is no network.
  const pages = [
    { name: '/rate/:token', path: await linkToRate(), own: true, form: true, firstPaintMs: 1_000 },
    { name: '/write', path: '/write', own: false, form: true, firstPaintMs: 1_200 },
    { name: '/track', path: '/track', own: false, form: false, firstPaintMs: 1_200 },
    { name: '/', path: '/', own: false, form: false, firstPaintMs: 1_200 },
  ];
  await site.endWorker();
  console.log(
    `${'page'.padEnd(17)}perf  acc  best  seo   first paint  script  style   html   (bytes with gzip)`,
  );
  for (const page of pages) for (const language of ['zh', 'en']) await measure(page, language);
} finally {
  await browser.close();
  await site.stop();
}
for (const words of missed) console.error(`missed: ${words}`);
process.exitCode = missed.length === 0 ? 0 : 1;

/** Measures one page in one language, prints its line, and notes which limits it missed and why. */
async function measure({ name, path, own, form, firstPaintMs }, language) {
  const address = site.url + (language === 'zh' ? path : `/en${path}`.replace(/\/$/, ''));
  const said = `${name} ${language}`;
  const hidden = (await fetch(address)).headers.get('x-robots-tag') === 'noindex';
  if (hidden !== own) missed.push(`${said}: search engines are ${hidden ? '' : 'not '}told to stay away`);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const weight = await weightOf(context, address, { form });
  await context.close();
  const results = [];
  for (let run = 0; run < runs; run += 1) results.push(await ask(address, own));

  const scores = CATEGORIES.map((category) =>
    median(results.map(({ categories }) => Math.round(categories[category].score * 100))),
  );
  const paint = median(results.map(({ audits }) => audits['first-contentful-paint'].numericValue));
  console.log(
    said.padEnd(17) +
      scores.map((score) => String(score).padStart(4)).join(' ') +
      `${Math.round(paint)} ms`.padStart(14) +
      [weight.script, weight.style, weight.html].map((bytes) => String(bytes).padStart(8)).join(''),
  );
  CATEGORIES.forEach((category, at) => {
    if (scores[at] < LIMITS.score)
      missed.push(`${said}: ${category} is ${scores[at]}, not ${LIMITS.score}: ${faults(results, category)}`);
  });
  if (paint >= firstPaintMs) missed.push(`${said}: first paint after ${Math.round(paint)} ms`);
  if (weight.script > LIMITS.scriptBytes) missed.push(`${said}: ${weight.script} bytes of script`);
}

async function ask(address, own, again = true) {
  const { lhr } = await lighthouse(address, {
    port,
    logLevel: 'error',
    output: 'json',
    onlyCategories: CATEGORIES,
    skipAudits: own ? ['is-crawlable'] : [],
  });
  if (lhr.runtimeError === undefined) return lhr;
  // Now and then the browser loses the beginning of a recording, and says so.
  if (again) return ask(address, own, false);
  throw new Error(`${address}: ${lhr.runtimeError.message}`);
}

/** The audits that cost a category its points, in the last run. */
function faults(results, category) {
  const { categories, audits } = results.at(-1);
  return categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.9)
    .map(({ id }) => id)
    .join(', ');
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Where a link leads that an invitation after a case carries. */
async function linkToRate() {
  const database = new pg.Client(process.env.HUIYIN_BENCH_DATABASE_URL);
  await database.connect();
  const { rows } = await database.query(
    `select d.code from department d join service_item i on i.department_id = d.id where d.level > 1 limit 1`,
  );
  await database.end();
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-bench-links-'));
  const [cases, links] = [join(folder, 'cases.csv'), join(folder, 'links.csv')];
  const handled = new Date(Date.now() - 3_600_000).toISOString().slice(0, 19);
  writeFileSync(cases, `department,item,channel,case,handled_at\n${rows[0].code},,sms,C-1,${handled}Z`);
  await site.run('main-invite.js', [cases, '--out', links, '--origin', site.url], 'ignore');
  const [, link] = readFileSync(links, 'utf8').trim().split('\n')[1].split(',');
  rmSync(folder, { recursive: true });
  return new URL(link).pathname;
}

/** Lighthouse has packages and a lock file of its own, installed when it is first needed. */
async function loadLighthouse() {
  const folder = join(import.meta.dirname, 'lighthouse');
  if (!existsSync(join(folder, 'node_modules/lighthouse')))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
  const { resolve } = createRequire(join(folder, 'package.json'));
  return (await import(pathToFileURL(resolve('lighthouse')).href)).default;
}
