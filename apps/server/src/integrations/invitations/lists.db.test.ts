import { randomBytes } from 'node:crypto';
import { uuid7 } from '@huiyin/domain';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import decoder from 'jsqr';
import iconv from 'iconv-lite';
import { storeSampleDirectory } from '../../directory/directory.sample.ts';
import { DirectoryService } from '../../directory/directory.service.ts';
import { readConfiguration } from '../../platform/configuration/configuration.ts';
import type { TestDatabase } from '../../platform/database/test-database.ts';
import { openTestDatabase } from '../../platform/database/test-database.ts';
import { Refusal } from '../../platform/run-main.ts';
import { OffersService } from '../../ratings/offers.service.ts';
import { PointsService } from '../../ratings/points.service.ts';
import { RatingsService } from '../../ratings/ratings.service.ts';
import { ToolModule } from '../../tool.module.ts';
import { drawPosters } from './draw-posters.ts';
import { inviteCases } from './invite-cases.ts';
import { putPoints } from './put-points.ts';
import { tellParticipation } from './tell-participation.ts';

const ORIGIN = 'https://huiyin.example';
const POINTS = 'department,code,item,channel,name_zh,name_en';
const CASES = 'department,item,channel,case,handled_at';
/** The instant of a case so many minutes ago, as a list has it. */
const ago = (minutes: number) => `${new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19)}Z`;

describe('the lists that the commands read', () => {
  let database: TestDatabase;
  let app: INestApplicationContext;
  let folder: string;
  beforeAll(async () => {
    database = await openTestDatabase();
    await storeSampleDirectory(database.source, Date.now);
    folder = mkdtempSync(join(tmpdir(), 'huiyin-lists-'));
    const configuration = readConfiguration({
      DATABASE_URL: database.url,
      HUIYIN_SECRETS: join(folder, 'secrets.json'),
      HUIYIN_DATA: folder,
    });
    app = await NestFactory.createApplicationContext(ToolModule.with(configuration), { logger: false });
  });
  afterAll(async () => {
    await app.close();
    await database.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => database.source.query('truncate rating_point, invitation cascade'));

  const file = (...lines: readonly string[]): string => {
    const name = join(folder, 'list.csv');
    writeFileSync(name, lines.join('\n'));
    return name;
  };
  const count = async (table: string): Promise<number> => {
    const [row]: { n: number }[] = await database.source.query(`select count(*)::int as n from ${table}`);
    return row!.n;
  };
  const refusalOf = async (work: Promise<unknown>): Promise<string[]> => {
    const error: unknown = await work.then(
      () => null,
      (refused: unknown) => refused,
    );
    expect(error).toBeInstanceOf(Refusal);
    return (error as Refusal).message.split('\n');
  };

  describe('of rating points', () => {
    it('stores all of a good one: the window is the usual channel, the Chinese name the English one where there is none', async () => {
      const list = file(
        POINTS,
        'qingpu-social,W1,card,,1号窗口,Counter 1',
        '',
        'qingpu-housing,hall,,web,"大厅,东",',
      );
      expect(await putPoints(app, list)).toBe(2);
      expect(
        await database.source.query(
          `select code, service_item_id is null as whole, channel_code, name_zh, name_en from rating_point order by code`,
        ),
      ).toEqual([
        { code: 'W1', whole: false, channel_code: 'window', name_zh: '1号窗口', name_en: 'Counter 1' },
        { code: 'hall', whole: true, channel_code: 'web', name_zh: '大厅,东', name_en: '大厅,东' },
      ]);
    });

    it('says of every wrong row what is wrong with it, by its line, and stores none', async () => {
      const list = file(
        POINTS,
        'qingpu-social,W1,,,1号窗口,',
        'nobody,W2,,,2号窗口,',
        'qingpu-social,W3,deed,,3号窗口,',
        'qingpu-social,W4,,pigeon,4号窗口,',
        'qingpu-social,W 5,,,5号窗口,',
        'qingpu-social,W6,,,,Counter 6',
        'qingpu-social,W7,,,"7号',
        '窗口",',
        'qingpu-social,W8,,,8号窗口',
        'qingpu-social,W9,,,9号窗口,,more',
      );
      expect(await refusalOf(putPoints(app, list))).toEqual([
        'Nothing was stored.',
        'Line 3: There is no department with the code “nobody”. Choose one from the directory.',
        'Line 4: The item “deed” does not belong to the chosen department. Choose again.',
        'Line 5: There is no channel with the code “pigeon”.',
        'Line 6: "W 5" is no code: letters, digits, dots, hyphens, at most 64.',
        'Line 7: name_zh must name the point in 1 to 60 characters.',
        'Line 10: the row has 5 cells, the header 6.',
        'Line 11: the row has 7 cells, the header 6.',
      ]);
      expect(await count('rating_point')).toBe(0);
    });

    it('keeps the code of a poster that hangs already when the list comes again with another name', async () => {
      await putPoints(app, file(POINTS, 'qingpu-social,W1,card,,1号窗口,Counter 1'));
      const [before]: object[] = await database.source.query('select id from rating_point');
      expect(await putPoints(app, file(POINTS, 'qingpu-social,W1,,,一号窗口,First'))).toBe(1);
      const rows: object[] = await database.source.query('select id, name_en from rating_point');
      expect(rows).toEqual([{ ...before, name_en: 'First' }]);
    });

    it('is read from a spreadsheet’s GB18030 with semicolons as well', async () => {
      const name = join(folder, 'gb.csv');
      const text = `${POINTS}\nqingpu-social,W1,,,一号窗口,`.replaceAll(',', ';');
      writeFileSync(name, iconv.encode(text, 'gb18030'));
      await putPoints(app, name);
      expect(await database.source.query('select name_zh from rating_point')).toEqual([
        { name_zh: '一号窗口' },
      ]);
    });

    it.each([
      [[], /is empty/],
      [['department,code', 'a,b'], /must begin with a header that names: department, code, item, channel/],
      [[POINTS], /no rows/],
    ])('is refused whole when it is %j', async (lines, sentence) => {
      expect((await refusalOf(putPoints(app, file(...lines)))).join('\n')).toMatch(sentence);
      expect(await count('rating_point')).toBe(0);
    });

    it('is refused when there is no such file', async () => {
      expect(await refusalOf(putPoints(app, join(folder, 'none.csv')))).toEqual([
        expect.stringContaining('does not exist'),
      ]);
    });
  });

  describe('of cases', () => {
    const invite = (...lines: readonly string[]) =>
      inviteCases(app, { file: file(CASES, ...lines), out: join(folder, 'links.csv'), origin: ORIGIN });
    const links = () => readFileSync(join(folder, 'links.csv'), 'utf8').trimEnd().split('\n');

    it('invites all of a good one, each by a link that offers its case', async () => {
      const found = await invite(
        `qingpu-social,card,,C-1,${ago(90)}`,
        `qingpu-housing,,web,=C-2,${ago(30).replace(/:\d\dZ$/, '+00:00')}`,
      );
      expect(found).toEqual({ listed: 2, invitedBefore: 0 });
      expect(await count('invitation')).toBe(2);
      const [header, first, second] = links();
      expect(header).toBe('case,link');
      expect(first).toMatch(/^C-1,https:\/\/huiyin\.example\/rate\/[\w-]{44}$/);
      expect(second).toMatch(/^'=C-2,/);
      const { offer } = await app.get(OffersService).offer(first!.split('/').at(-1)!, Date.now());
      expect(offer).toMatchObject({ department: { code: 'qingpu-social' }, item: { code: 'card' } });
      expect(offer.channel.code).toBe('sms');
    });

    it('says of every wrong row what is wrong with it, by its line, and invites nobody', async () => {
      const tomorrow = ago(-24 * 60);
      const longAgo = ago(400 * 24 * 60);
      expect(
        await refusalOf(
          invite(
            `qingpu-social,card,,C-1,${ago(1)}`,
            `nobody,,,C-2,${ago(1)}`,
            `qingpu-social,,,,${ago(1)}`,
            `qingpu-social,,,C-4,2026-11-27 10:42`,
            `qingpu-social,,,C-5,2026-13-27T10:42Z`,
            `qingpu-social,,,C-6,${tomorrow}`,
            `qingpu-social,,,C-7,${longAgo}`,
            `qingpu-social,nothing,,C-8,${ago(1)}`,
            `,,,${'9'.repeat(101)},${ago(1)}`,
          ),
        ),
      ).toEqual([
        'Nothing was stored.',
        'Line 3: There is no department with the code “nobody”. Choose one from the directory.',
        'Line 4: case: This must not be empty; fill it in.',
        'Line 5: handled_at: This must be a time with its offset, such as 2026-03-05T10:00:00+08:00.',
        'Line 6: handled_at: This must be a time with its offset, such as 2026-03-05T10:00:00+08:00.',
        `Line 7: “${tomorrow}” has not come yet. Check the time and its offset.`,
        `Line 8: “${longAgo}” is more than a year ago; nobody is invited to rate such a case any more.`,
        'Line 9: There is no service item with the code “nothing”. Choose one of the department’s items.',
        'Line 10: department: This must not be empty; fill it in. case: 100 characters at most; it has 101.',
      ]);
      expect(await count('invitation')).toBe(0);
    });

    it('that comes again makes the same links and invites nobody twice', async () => {
      const lines = [`qingpu-social,card,,C-1,${ago(90)}`, `qingpu-social,card,,C-2,${ago(80)}`];
      await invite(...lines);
      const before = links();
      expect(await invite(...lines, `qingpu-social,card,,C-3,${ago(70)}`)).toEqual({
        listed: 3,
        invitedBefore: 2,
      });
      expect(links().slice(0, 3)).toEqual(before);
      expect(await count('invitation')).toBe(3);
    });
  });

  describe('tell how far invitations came', () => {
    const out = () => join(folder, 'participation.csv');
    const tell = (from: string, to: string) => tellParticipation(app, { out: out(), from, to });

    it('offered, opened by a person, answered: each among the one before', async () => {
      const minutes = [50, 40, 30, 20];
      await inviteCases(app, {
        file: file(CASES, ...minutes.map((ago_, n) => `qingpu-social,card,,C-${n},${ago(ago_)}`)),
        out: join(folder, 'links.csv'),
        origin: ORIGIN,
      });
      const tokens = readFileSync(join(folder, 'links.csv'), 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split('/').at(-1)!);
      const now = Date.now();
      const offers = app.get(OffersService);
      // One looked at by a program alone, one touched twice, one rated, one left alone.
      await offers.offer(tokens[0]!, now);
      await offers.opened(tokens[1]!, now);
      await offers.opened(tokens[1]!, now + 1000);
      const id = uuid7(now, randomBytes(10));
      await app
        .get(RatingsService)
        .submit({ id, token: tokens[2]!, level: 5, tags: [], pressured: false }, now);
      expect(await tell('2020-01-01', '2099-12-31')).toEqual({ offered: 4, opened: 2, answered: 1 });
      const [header, ...rows] = readFileSync(out(), 'utf8').trimEnd().split('\n');
      expect(header).toBe('month,department,channel,offered,opened,answered');
      const sums = [3, 4, 5].map((at) => rows.reduce((sum, row) => sum + Number(row.split(',')[at]), 0));
      expect(sums).toEqual([4, 2, 1]);
      for (const row of rows) expect(row).toMatch(/^\d{4}-\d{2},qingpu-social,sms,/);
      const [first]: { at: Date }[] = await database.source.query(
        'select opened_at as at from invitation where opened_at is not null',
      );
      expect(first!.at.getTime()).toBe(now);
    });

    it('refuses days that are none, days without an invitation, and links that invite nobody', async () => {
      expect(await refusalOf(tell('2026-11-31', '2026-12-01'))).toEqual([
        '"2026-11-31" is no day, such as 2026-11-30.',
      ]);
      expect(await refusalOf(tell('1999-01-01', '1999-01-02'))).toEqual([
        'Nobody was invited from 1999-01-01 to 1999-01-02.',
      ]);
      await expect(app.get(OffersService).opened('x'.repeat(44), Date.now())).rejects.toMatchObject({
        code: 'offer_unknown',
      });
    });
  });

  describe('make posters', () => {
    const posters = join(tmpdir(), `huiyin-posters-${process.pid}`);
    /** Without a browser, which is nothing that these tests have. */
    const draw = (browsers: readonly string[] = []) =>
      drawPosters(app, { folder: posters, origin: ORIGIN, browsers });
    afterAll(() => rmSync(posters, { recursive: true, force: true }));

    it('one for each point in use, whose code leads to the address of the point', async () => {
      await putPoints(
        app,
        file(POINTS, 'qingpu-social,W1,card,,<1>号窗口,', 'qingpu-housing,hall,,,房管大厅,'),
      );
      expect(await draw()).toMatchObject({ drawn: 2 });
      const names = ['qingpu-housing.hall.svg', 'qingpu-social.W1.svg'];
      expect(readdirSync(posters).sort()).toEqual(['posters.html', ...names]);
      const all = readFileSync(join(posters, 'posters.html'), 'utf8');
      for (const name of names) expect(all).toContain(readFileSync(join(posters, name), 'utf8'));
      for (const [name, department] of [
        ['qingpu-housing.hall.svg', 'qingpu-housing'],
        ['qingpu-social.W1.svg', 'qingpu-social'],
      ] as const) {
        const address = photographed(readFileSync(join(posters, name), 'utf8'));
        expect(address).toMatch(/^https:\/\/huiyin\.example\/rate\/[\w-]{44}$/);
        const { offer } = await app.get(OffersService).offer(address!.split('/').at(-1)!, Date.now());
        expect(offer.department.code).toBe(department);
      }
      expect(readFileSync(join(posters, 'qingpu-social.W1.svg'), 'utf8')).toContain('>&lt;1&gt;号窗口<');
    });

    it('and say why there is no PDF, rather than leave an old one', async () => {
      await putPoints(app, file(POINTS, 'qingpu-housing,hall,,,房管大厅,'));
      writeFileSync(join(posters, 'posters.pdf'), 'of last year');
      const missing = join(posters, 'no-browser');
      expect(await draw([missing])).toEqual({ drawn: 1, unprinted: `there is no ${missing}` });
      const none = { drawn: 1, unprinted: `${process.execPath} could not print it` };
      expect(await draw([missing, process.execPath])).toEqual(none);
      expect(readdirSync(posters)).toContain('posters.html');
      expect(readdirSync(posters)).not.toContain('posters.pdf');
    });

    it('only of points in use, and is refused when there is none', async () => {
      await putPoints(app, file(POINTS, 'qingpu-social,W1,,,1号窗口,'));
      const { id } = (await app.get(DirectoryService).snapshot()).departmentByCode.get('qingpu-social')!;
      await app.get(PointsService).retire(database.source.manager, id, 'W1', Date.now());
      expect(await refusalOf(draw())).toEqual([expect.stringContaining('no rating points yet')]);
    });
  });
});

/** What a camera reads in the code of a poster: its squares, drawn four pixels wide. */
function photographed(svg: string): string | null {
  const path = /shape-rendering="crispEdges"><path fill="#000" d="([^"]+)"/.exec(svg)![1]!;
  const squares = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const side = (Math.max(...squares.flat()) + 5) * 4;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [left, top] of squares as [number, number][])
    for (let y = top * 4; y < top * 4 + 4; y += 1)
      pixels.fill(0, (y * side + left * 4) * 4, (y * side + left * 4 + 4) * 4);
  for (let alpha = 3; alpha < pixels.length; alpha += 4) pixels[alpha] = 255;
  return decoder.default(pixels, side, side)?.data ?? null;
}
