import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { timeOfUuid7 } from '@huiyin/domain';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import type { BrowserContext, Page } from 'playwright-core';
import { SENDING_LIMITS } from '../../apps/server/src/guard/guard.service.ts';
import { readConfiguration } from '../../apps/server/src/platform/configuration/configuration.ts';
import { ToolModule } from '../../apps/server/src/tool.module.ts';
import { launchBrowser } from './browser.ts';
import type { Contents, RunningSite } from './running-site.ts';
import { DEMONSTRATION, data, newFolder, run, startSite } from './running-site.ts';

const PHONE = { width: 390, height: 844 };
/** So many people were invited to rate their case. */
const INVITED = 12;

/** The real site as citizens meet it: with a link to rate in their hand, at a window with its code, on a phone. */
export interface CitizensSite {
  readonly url: string;
  /** The programs themselves. */
  readonly running: RunningSite;
  /** To look at what was stored. */
  readonly database: pg.Client;
  /** The services, to play the officer's part with. */
  readonly officer: INestApplicationContext;
  /** A department with services, whose window and links these are. */
  readonly department: { readonly id: number; readonly code: string };
  readonly links: readonly string[];
  readonly points: readonly string[];
  phone(javaScriptEnabled: boolean): Promise<BrowserContext>;
  inEnglish(link: string): string;
  /** How many rows a table has; `table` may go on with a condition. */
  count(table: string): Promise<number>;
  /** Everybody puts their phone away, and an hour passes in which nobody sends anything. */
  leave(): Promise<unknown>;
  close(): Promise<void>;
}

/** What the links of an invitation begin with until a site runs whose links they are. */
const ORIGIN = 'https://site.example';

interface Prepared {
  readonly department: CitizensSite['department'];
  readonly links: readonly string[];
  readonly points: readonly string[];
}

/** Told by whoever prepared the contents to all others of the same run. */
const preparedFile = (databaseUrl: string): string =>
  join(data, `citizens-${new URL(databaseUrl).port}.json`);

/** The demonstration with people invited and a window set up, by the very commands. */
const INVITING: Contents = {
  name: 'huiyin_inviting',
  from: DEMONSTRATION,
  async prepare(environment) {
    const databaseUrl = environment['DATABASE_URL']!;
    const database = new pg.Client(databaseUrl);
    await database.connect();
    const { rows } = await database.query<{ id: number; code: string }>(
      `select d.id, d.code from department d join service_item i on i.department_id = d.id
       where d.level > 1 group by d.id order by count(*) desc, d.id limit 1`,
    );
    await database.end();
    const department = rows[0]!;
    const prepared: Prepared = {
      department,
      links: await invitedTo(environment, department.code),
      points: await windowOf(environment, department.code),
    };
    writeFileSync(preparedFile(databaseUrl), JSON.stringify(prepared));
  },
};

/** Starts the site. Close it in `afterAll`. */
export async function openCitizensSite(options: Parameters<typeof startSite>[0] = {}): Promise<CitizensSite> {
  const [site, browser] = await Promise.all([startSite({ contents: INVITING, ...options }), launchBrowser()]);
  const database = new pg.Client(site.databaseUrl);
  await database.connect();
  const prepared = JSON.parse(readFileSync(preparedFile(site.databaseUrl), 'utf8')) as Prepared;
  const here = (link: string): string => link.replace(ORIGIN, site.url);
  const officer = await NestFactory.createApplicationContext(
    ToolModule.with(readConfiguration(site.environment)),
    { logger: false },
  );
  return {
    url: site.url,
    running: site,
    database,
    officer,
    department: prepared.department,
    links: prepared.links.map(here),
    points: prepared.points.map(here),
    phone: (javaScriptEnabled) => browser.newContext({ viewport: PHONE, javaScriptEnabled }),
    inEnglish: (link) => link.replace(site.url, `${site.url}/en`),
    async count(table) {
      const { rows: found } = await database.query<{ n: string }>(`select count(*) as n from ${table}`);
      return Number(found[0]!.n);
    },
    leave: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      await database.query('truncate door_limit, text_print');
    },
    async close() {
      await officer.close();
      await database.end();
      await browser.close();
      await site.stop();
    },
  };
}

async function invitedTo(environment: NodeJS.ProcessEnv, department: string): Promise<string[]> {
  const folder = newFolder();
  const [cases, links] = [join(folder, 'cases.csv'), join(folder, 'links.csv')];
  const at = new Date(Date.now() - 3_600_000).toISOString().slice(0, 19);
  const lines = Array.from({ length: INVITED }, (_, i) => `${department},,sms,C-${i},${at}Z`);
  writeFileSync(cases, ['department,item,channel,case,handled_at', ...lines].join('\n'));
  await run('main-invite.js', [cases, '--out', links, '--origin', ORIGIN], environment);
  return readFileSync(links, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[1]!);
}

async function windowOf(environment: NodeJS.ProcessEnv, department: string): Promise<string[]> {
  const list = join(newFolder(), 'points.csv');
  writeFileSync(
    list,
    `department,code,item,channel,name_zh,name_en\n${department},W3,,window,3号窗口,Counter 3\n`,
  );
  await run('main-points.js', ['put', list], environment);
  const listed = await run('main-points.js', ['list', '--origin', ORIGIN], environment);
  return [...listed.matchAll(/https?:\S+/g)].map(([link]) => link);
}

/** Moves on with the Tab key alone until something has the focus. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
  }
  throw new Error(`nothing that is ${selector} can be reached by keyboard`);
}

/** Fills in the form of a letter. */
export async function writeLetter(page: Page, words: { subject: string; body: string }): Promise<void> {
  await page.check('input[name="type"][value="help"]');
  await page.fill('#f-subject', words.subject);
  await page.fill('#f-body', words.body);
  await page.selectOption('#f-region', { index: 1 });
  await page.fill('#f-name', '林小满');
  await page.fill('#f-phone', '13800000000');
  await page.check('input[name="consent"]');
  await takeTime(page);
}

/** Waits until so long has passed since a letter’s form was shown that nobody takes its writer for a program. */
export async function takeTime(page: Page): Promise<void> {
  const shown = timeOfUuid7(await page.inputValue('input[name="id"]')) ?? Date.now();
  const early = shown + SENDING_LIMITS.letter.fastestMs + 100 - Date.now();
  if (early > 0) await page.waitForTimeout(early);
}
