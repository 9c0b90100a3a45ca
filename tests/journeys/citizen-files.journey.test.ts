// Photos and files that citizens send with a letter, without a script: what is taken, what is not and why, and that a
// form with a mistake, or a button pressed fifty times, neither loses a file nor doubles one.

import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { uuid7 } from '@huiyin/domain';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { CitizensSite } from './citizens-site.ts';
import { openCitizensSite, writeLetter } from './citizens-site.ts';
import { newFolder } from './running-site.ts';

let site: CitizensSite;
beforeAll(async () => {
  site = await openCitizensSite();
}, 240_000);
afterEach(() => site.leave());
afterAll(() => site.close(), 120_000);

const photo = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#8a6' } })
    .withExif({ IFD3: { GPSLatitude: '30/1 33/1 0/1' }, IFD0: { Artist: 'Lin Xiaoman' } })
    .jpeg()
    .toBuffer();

describe('a letter with files', () => {
  it('keeps the good ones when others are refused, and gives them back to its writer alone', async () => {
    const folder = newFolder();
    const put = (name: string, content: string | Buffer) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const page = await (await site.phone(false)).newPage();
    await page.goto(`${site.url}/write`);
    await writeLetter(page, { subject: '社保卡坏了', body: '照片里是坏掉的社保卡。' });
    await page.setInputFiles('#f-files', [
      put('社保卡.jpg', await photo()),
      put('图.jpg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      put('包.png', gzipSync(Buffer.alloc(100_000_000))),
      put('程序.jpg', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)])),
      put('大照片.jpg', Buffer.concat([await photo(), randomBytes(50_000_000)])),
    ]);
    await page.click('button[value="send"]');
    const said = (await page.textContent('.note-bad'))!;
    for (const sentence of [
      '图.jpg',
      'SVG文件',
      '包.png',
      'GZ文件',
      '程序.jpg',
      'EXE文件',
      '“大照片.jpg”太大',
    ])
      expect(said).toContain(sentence);
    expect(await page.inputValue('#f-body')).toBe('照片里是坏掉的社保卡。');
    expect(await page.locator('.files .file-name').allTextContents()).toEqual(['社保卡.jpg']);
    const before = await site.count('letter');
    await page.click('button[value="send"]');
    expect(await site.count('letter')).toBe(before + 1);
    await page.click('.actions a');
    const link = page.locator('a.file-name');
    expect(await link.allTextContents()).toEqual(['社保卡.jpg']);
    const address = new URL((await link.getAttribute('href'))!, site.url).href;
    const answer = await page.request.get(address);
    expect(answer.headers()).toMatchObject({
      'content-type': 'image/jpeg',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(answer.headers()['content-disposition']).toMatch(/^attachment;/);
    const { exif, width } = await sharp(await answer.body()).metadata();
    expect({ exif, width }).toEqual({ exif: undefined, width: 900 });
    const stranger = await fetch(address, { redirect: 'manual' });
    expect(stranger.status).toBe(303);
  });

  it('sent fifty times at once keeps each file once', async () => {
    const id = uuid7(Date.now() - 60_000, randomBytes(10));
    const picture = await photo();
    const send = () => {
      const form = new FormData();
      const fields = {
        id,
        step: 'send',
        type: 'help',
        subject: '井盖丢了',
        body: '柳岸街东口，有照片。',
        department: site.department.code,
        name: '林小满',
        phone: '13800000000',
      };
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      form.set('files', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), '井.jpg');
      return fetch(`${site.url}/write`, { method: 'POST', body: form });
    };
    const answers = await Promise.all(Array.from({ length: 50 }, send));
    const numbers = new Set<string>();
    for (const answer of answers) numbers.add(/HY\d{4}-\w{8}/.exec(await answer.text())![0]);
    expect(numbers.size).toBe(1);
    expect(await site.count(`attachment where letter_id = '${id}' and event_seq = 1`)).toBe(1);
  });
});
