import { describe, expect, it } from '@jest/globals';
import type { Change } from '@huiyin/contract';
import fc from 'fast-check';
import {
  aChange,
  aKeyFigure,
  aRisingTrend,
  aShare,
  aTrend,
  aWait,
  quarters,
} from '../../fixtures/figures.ts';
import { plain } from '../../wording/phrases.ts';
import { voiceOf } from '../../wording/voice.ts';
import { changesSentence, changeWords, yearSentence } from './change.ts';
import { trendFinding, trendView } from './trend-chart.ts';
import { waitFinding, waitView } from './wait-chart.ts';
import { whyNot } from './why.ts';

const zh = voiceOf('zh');
const en = voiceOf('en');
const figure = (changes: { previous?: Change; yearAgo?: Change }) =>
  aKeyFigure(aShare('R2', 942, 1000), {
    previous: changes.previous ?? null,
    yearAgo: changes.yearAgo ?? null,
  });

describe('a change', () => {
  it('is called worse, with its interval, when it is reliably for the worse', () => {
    expect(changeWords(figure({ previous: aChange('2026-Q2', -0.023, 0.011) }), 'quarter', zh)).toEqual({
      worse: true,
      lead: '比上季变差',
      amount: '−2.3个百分点',
      range: '（−3.4～−1.2）',
      after: '',
    });
  });

  it('names no direction when its interval holds nothing', () => {
    const words = changeWords(figure({ previous: aChange('2026-Q2', -0.004, 0.01) }), 'quarter', zh);
    expect(words).toMatchObject({ worse: false, lead: '比上季', after: '，分不出升降' });
  });

  it('upwards is worse where less is better', () => {
    const rising = { ...figure({ previous: aChange('2026-Q2', 0.05, 0.01) }), better: 'down' as const };
    expect(changeWords(rising, 'month', en)).toMatchObject({
      worse: true,
      lead: 'Worse than last month:',
      amount: '+5.0 percentage points',
    });
  });

  it('is summed up in one sentence that tells rises, falls and the rest apart', () => {
    const keys = [
      aKeyFigure(aShare('R2', 9, 10), { previous: aChange('2026-Q2', 0.02, 0.01) }),
      aKeyFigure(aShare('D1', 9, 10), { previous: aChange('2026-Q2', 0.02, 0.1) }),
      aKeyFigure(aShare('P1', 9, 10)),
    ];
    expect(changesSentence(keys, 'quarter', zh)).toBe(
      '和上季相比，按期答复率升了，应公开件公开率分不出升降。',
    );
    expect(changesSentence([], 'quarter', zh)).toBe('');
  });

  it('of a year names only what is certain, and says nothing twice of a year', () => {
    const keys = [
      figure({ previous: aChange('2026-Q2', 0.001, 0.02), yearAgo: aChange('2025-Q3', 0.162, 0.05) }),
      figure({ yearAgo: aChange('2025-Q3', 0.01, 0.05) }),
    ];
    expect(yearSentence(keys, 'quarter', zh)).toBe('和去年同期相比，按期答复率升了。');
    expect(yearSentence(keys, 'quarter', en)).toMatch(/^Against the same period last year, .* rose\.$/);
    expect(yearSentence(keys, 'year', zh)).toBe('');
    expect(yearSentence(keys.slice(1), 'quarter', zh)).toBe('');
  });

  it('never speaks of rise or fall while it cannot be told', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        (difference, reach) => {
          const change = aChange('2025-Q3', difference, reach);
          const said = plain(trendFinding(aRisingTrend(false), figure({ yearAgo: change }), zh));
          expect(/升了|降了/.test(said)).toBe(change.told);
          expect(/分不出升降/.test(said)).toBe(!change.told);
        },
      ),
    );
  });
});

describe('a trend', () => {
  it('is compared with the same period last year, else with the period before, else only stated', () => {
    const trend = aRisingTrend(false);
    expect(plain(trendFinding(trend, figure({ yearAgo: aChange('2025-Q3', 0.027, 0.01) }), zh))).toBe(
      '按期答复率比去年同期升了2.7个百分点',
    );
    expect(plain(trendFinding(trend, figure({ previous: aChange('2026-Q2', -0.05, 0.01) }), zh))).toBe(
      '按期答复率比上季降了5.0个百分点',
    );
    expect(plain(trendFinding(trend, null, zh))).toBe('2026年第三季度按期答复率为94.2%');
    expect(trendFinding(trend, null, en)).toBe('Replied on time in Q3 2026: 94.2%');
  });

  it('of which nothing may be published has no chart', () => {
    expect(
      trendView(
        aTrend(
          'R2',
          quarters.map((period) => ({ ...aShare('R2', 2, 3), period })),
        ),
        null,
        zh,
      ),
    ).toBeNull();
  });

  it('says in its caption what is unfinished, what is withheld and where the definition changed', () => {
    const points = quarters.map((period, index) => ({
      ...aShare('R2', index === 3 ? 4 : 80, index === 3 ? 5 : 100),
      period,
    }));
    const view = trendView(aTrend('R2', points, [{ on: '2025-01-01', system: 'v2' }]), null, zh);
    expect(view?.caption).toMatch(/2026年第四季度还没有过完/);
    expect(view?.caption).toMatch(/不足11人，不公布/);
    expect(view?.caption).toMatch(/2025年1月1日起用v2口径/);
    expect(view?.chart.breaks).toEqual([{ before: 4, label: 'v2口径' }]);
    expect(view?.table.rows[3]).toEqual(['2024年第四季度', '不足11人，不公布', '', '']);
  });
});

describe('a wait', () => {
  it('says what has not been reached yet', () => {
    const wait = aWait(1);
    expect(plain(waitFinding({ ...wait, median: 3, ninetieth: 8 }, zh))).toBe(
      '一半的来信3个工作日内得到完整答复，九成8个工作日内',
    );
    expect(plain(waitFinding({ ...wait, ninetieth: null }, zh))).toMatch(/到现在得到答复的还不到九成/);
    expect(plain(waitFinding({ ...wait, median: null, ninetieth: null }, zh))).toMatch(/还不到一半/);
  });

  it.each([
    [3, 8, /同级合并：一半3个工作日内，九成8个工作日内。$/],
    [3, null, /同级合并：一半3个工作日内，到现在得到答复的还不到九成。$/],
    [null, null, /横轴为工作日。$/],
  ])('says of all peers together what has not been reached yet: %p, %p', (median, ninetieth, said) => {
    expect(waitView(aWait(1), { ...aWait(1), median, ninetieth }, zh).caption).toMatch(said);
  });
});

describe('a period of which no change is taken apart', () => {
  const period = quarters.find(({ complete }) => complete)!;
  const { not } = zh.t.figures.why;
  const chance = aChange('2026-Q2', 0.01, 0.05);
  const certain = aChange('2025-Q3', 0.162, 0.05);

  it('tells chance from too little, and both from what cannot be taken apart', () => {
    expect(whyNot({ period, keys: [figure({ previous: chance })] }, zh)).toBe(not.chance);
    expect(whyNot({ period, keys: [figure({})] }, zh)).toBe(not.few);
    expect(whyNot({ period, keys: [figure({ previous: chance, yearAgo: certain })] }, zh)).toBe(not.whole);
  });

  it('claims nothing while it runs', () => {
    const running = { ...period, complete: false };
    expect(whyNot({ period: running, keys: [figure({ previous: certain })] }, zh)).toBe(not.running);
  });
});
