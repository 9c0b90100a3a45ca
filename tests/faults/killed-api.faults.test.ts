// The API is killed, again and again, between receiving what a citizen sends and answering it. Sent once more, as a browser
// or the worker of the page would, it is stored once, and the answer is the same as if nothing had happened.

import { uuid7 } from '@huiyin/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { CitizensSite } from '../journeys/citizens-site.ts';
import { openCitizensSite } from '../journeys/citizens-site.ts';

/** Deaths of the server; every one at another moment of the sending. */
const DEATHS = 8;

let site: CitizensSite;
beforeAll(async () => {
  site = await openCitizensSite();
}, 240_000);
afterAll(() => site.close(), 120_000);

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Sends it, kills the server after so long, starts it again and sends the same until it is answered. */
async function sendThroughDeath(address: string, body: string, afterMs: number) {
  const post = () => fetch(address, { method: 'POST', redirect: 'manual', headers: FORM, body });
  const first = post().catch(() => null);
  await new Promise((wait) => setTimeout(wait, afterMs));
  await site.running.killApi();
  const answered = (await first) !== null;
  await site.running.restartApi();
  await site.database.query('truncate door_limit, text_print');
  return { answered, answer: await post() };
}

describe('when the server dies between receiving and answering', () => {
  it('a letter is stored once, and its writer gets number and code', async () => {
    let storedUnanswered = 0;
    for (let death = 0; death < DEATHS; death += 1) {
      const id = uuid7(Date.now() - 60_000, randomBytes(10));
      const body = new URLSearchParams({
        id,
        step: 'send',
        type: 'help',
        subject: `第${death}封`,
        body: `${randomBytes(9).toString('hex')}号路灯不亮。`,
        department: site.department.code,
        name: '林小满',
        phone: '13800000000',
      }).toString();
      const { answered, answer } = await sendThroughDeath(`${site.url}/write`, body, 5 + death * 12);
      if (!answered && answer.status === 200) storedUnanswered += 1;
      expect(await answer.text()).toMatch(/receipt-code">(\w{5}-){5}\w</);
      expect(await site.count(`letter where id = '${id}'`)).toBe(1);
      expect(await site.count(`letter_event where letter_id = '${id}'`)).toBe(1);
    }
    console.log(
      `${storedUnanswered} of ${DEATHS} letters had been stored when the server died before answering`,
    );
  }, 240_000);

  it('a rating is stored once, with the same receipt', async () => {
    for (let death = 0; death < DEATHS; death += 1) {
      const link = site.links[death]!;
      const html = await (await fetch(link)).text();
      const id = /name="id" value="([^"]+)"/.exec(html)![1]!;
      const body = new URLSearchParams({ id, level: '5' }).toString();
      const { answer } = await sendThroughDeath(link, body, 5 + death * 8);
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toMatch(/^\/receipt\//);
      expect(await site.count(`rating where id = '${id}'`)).toBe(1);
      expect(await site.count(`invitation where rating_id = '${id}'`)).toBe(1);
    }
  }, 240_000);
});
