// npm run bench -- rating [RATINGS]
//
// How long it takes from giving a rating to reading it in the public figures, end to end: a site with the whole
// demonstration, its API and one worker as their own processes, on this machine. Each rating is posted like a citizen's;
// the public list of figures is then asked every 25 ms until its month says one more. Beside it how long one such question
// takes, which nothing can be faster than. Measured twice: while a new site still makes the releases of its past and looks
// for what they must withhold, and when it has come to rest.
// The promise: under 2 s.

import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { localDateOf, monthStart, uuid7 } from '@huiyin/domain';
import { startSite } from './started-site.mjs';

const ratings = Number(process.argv[2] ?? 40);

const { url: site, stop } = await startSite();
try {
  await measure('releasing');
  await rest();
  await measure('at rest');
} finally {
  await stop();
}

async function measure(when) {
  const month = monthStart(localDateOf(Date.now(), 'Asia/Shanghai'));
  const question = `${site}/api/v1/figures?scope=department&kind=month&indicator=C1&from=${month}&limit=1000`;
  const { figures } = await asked(question);
  // Offices that the public is told of: of the others nobody would see a change.
  const offices = figures.filter(({ denominator }) => denominator !== null).map(({ code }) => code);
  if (offices.length === 0) throw new Error('the demonstration shows no satisfaction of this month');
  const rated = async (code) => {
    const own = await asked(`${question}&code=${code}`);
    return own.figures[0].denominator;
  };
  const [waits, questions] = [[], []];
  for (let turn = 0; waits.length < ratings; turn += 1) {
    const code = offices[(turn * 7) % offices.length];
    let started = performance.now();
    const before = await rated(code);
    // It may have been withheld meanwhile, to hide another one: then nobody would see it grow.
    if (before === null) continue;
    questions.push(performance.now() - started);
    started = performance.now();
    const answer = await fetch(`${site}/api/v1/ratings`, {
      method: 'POST',
      // As a proxy would tell of people at home, each behind an address of their own: from one address, the guard would
      // have a person look after the sixtieth.
      headers: { 'content-type': 'application/json', 'x-forwarded-for': someAddress() },
      body: JSON.stringify({
        id: uuid7(Date.now(), randomBytes(10)),
        level: 4,
        department: code,
        channel: 'web',
      }),
    });
    if (answer.status !== 201)
      throw new Error(`a rating was answered ${answer.status}: ${await answer.text()}`);
    while ((await rated(code)) === before) {
      if (performance.now() - started > 60_000)
        throw new Error(`a rating of ${code} is not counted after a minute`);
      await delay(25);
    }
    waits.push(performance.now() - started);
  }
  const told = (values) => {
    const sorted = [...values].sort((a, b) => a - b);
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(0);
    return `median ${at(0.5)} ms, 95 of 100 within ${at(0.95)} ms, longest ${at(1)} ms`;
  };
  console.log(`rating, ${when.padEnd(9)}  ${told(waits)}, of ${ratings} from posting it to reading it`);
  console.log(`question           ${told(questions)}, of one question about a figure`);
}

/** An address of the kind that is kept for examples and trials. */
const someAddress = () => ['198', '18', ...randomBytes(2)].join('.');

async function asked(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} was answered ${answer.status}`);
  return answer.json();
}

/** Until nothing is due for release and the last look at small cells is over. */
async function rest() {
  const today = localDateOf(Date.now(), 'Asia/Shanghai');
  for (let tries = 0; tries < 600; tries += 1) {
    const { next } = await asked(`${site}/api/v1/releases`);
    if (next !== null && next.due > today) return delay(35_000);
    await delay(1_000);
  }
  throw new Error('the site was still making releases after ten minutes');
}
