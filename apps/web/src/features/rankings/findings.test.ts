import { describe, expect, it } from '@jest/globals';
import {
  aRanking,
  emptyRanking,
  fullRanking,
  indistinctRanking,
  manyRanking,
  unfocusedRanking,
} from '../../fixtures/rankings.ts';
import { plain } from '../../wording/phrases.ts';
import { voiceOf } from '../../wording/voice.ts';
import { bandsOf } from './bands.ts';
import { bandsFinding, funnelFinding, namesIn, rankingFinding, sideOf } from './finding.ts';

const zh = voiceOf('zh');
const en = voiceOf('en');

describe('the heading of a ranking', () => {
  it('counts whom the data can tell from the median, and the rest', () => {
    expect(plain(rankingFinding(fullRanking, zh))).toBe(
      '23个县级社会保障部门里，能确定低于中位数的有4个、高于中位数的有6个；其余13个分不出高低',
    );
    expect(rankingFinding(fullRanking, en)).toBe(
      'Of 23 county departments for social security, 4 are reliably below the median and 6 are reliably above the median; the other 13 cannot be told apart from it',
    );
  });

  it('claims nothing where nothing can be told', () => {
    const none = {
      ...indistinctRanking,
      ranked: indistinctRanking.ranked.map((row) => ({ ...row, standing: 'indistinct' as const })),
    };
    expect(plain(rankingFinding(none, zh))).toBe('4个县级社会保障部门里，没有哪个能和中位数分出高低');
    expect(plain(rankingFinding(emptyRanking, zh))).toMatch(/没有可以排名的/);
    expect(plain(rankingFinding(aRanking([[90, 100]], null), zh))).toMatch(/只有一个可以排名/);
  });
});

describe('the title of the bands', () => {
  it('gives the focus its band and the number it ties with', () => {
    const focus = fullRanking.ranked[9];
    const tied = fullRanking.ranked.filter((row) => row.tiedWithFocus).length - 1;
    expect(plain(bandsFinding(fullRanking, zh))).toBe(
      `清浦区排在第${focus?.rankLow}名到第${focus?.rankHigh}名之间，和另外${tied}个部门分不出高低`,
    );
  });

  it('without a focus tells how many could be first', () => {
    const first = unfocusedRanking.ranked.filter((row) => row.rankLow === 1).length;
    expect(plain(bandsFinding(unfocusedRanking, zh))).toBe(`第一名可能是${first}个部门中的任何一个`);
  });
});

describe('the title of the funnel', () => {
  it('names those beyond the outer limits, and counts them when there are many', () => {
    expect(plain(funnelFinding(fullRanking, zh))).toBe('沙渚县、柳汊县、芦渠县低于外限，其余在限内');
    expect(funnelFinding(fullRanking, en)).toMatch(
      /^.+, .+ and .+ lie below the outer limit; all others lie within$/,
    );
    const all = {
      ...fullRanking,
      funnel: fullRanking.funnel && {
        ...fullRanking.funnel,
        outside998: fullRanking.ranked.map((row) => row.department.code),
      },
    };
    expect(plain(funnelFinding(all, zh))).toMatch(/^\d+个部门低于外限，\d+个部门高于外限$/);
  });

  it('says that nobody does, and puts it down to chance only where the limits allow for nothing else', () => {
    const nobody = (tau: number) => ({
      ...fullRanking,
      funnel: fullRanking.funnel && { ...fullRanking.funnel, tau, outside998: [] },
    });
    expect(plain(funnelFinding(nobody(0), zh))).toBe('没有部门落在外限之外，高低之差可能只是偶然');
    expect(plain(funnelFinding(nobody(0.012), zh))).toBe(
      '没有部门落在外限之外，外限已计入偶然波动和部门间的正常差异',
    );
    expect(funnelFinding(nobody(0), en)).toMatch(/may be chance/);
    expect(funnelFinding(nobody(0.012), en)).toBe(
      'No department lies beyond the outer limits, which allow for chance and for ordinary differences between departments',
    );
  });
});

describe('the bands', () => {
  it('bracket the focus and whoever ties with it, opened and closed once for each run', () => {
    const rows = bandsOf(fullRanking, zh).groups.flatMap((group) => group.rows);
    expect(rows).toHaveLength(23);
    expect(rows.filter((row) => row.opensTie)).toHaveLength(rows.filter((row) => row.closesTie).length);
    expect(rows.find((row) => row.kind === 'focus')).toMatchObject({
      name: '清浦区',
      tied: true,
      value: '94.2%',
    });
    expect(
      bandsOf(unfocusedRanking, zh)
        .groups.flatMap((group) => group.rows)
        .some((row) => row.tied),
    ).toBe(false);
  });

  it('stand in the order better, not to be told, worse', () => {
    expect(bandsOf(fullRanking, zh).groups.map((group) => group.side)).toEqual(['better', 'same', 'worse']);
    expect(sideOf({ standing: 'above' }, 'down')).toBe('worse');
  });

  it('call departments by their region within one line, by their own name across lines', () => {
    const [row] = fullRanking.ranked;
    const [mixed] = manyRanking.ranked;
    if (!row || !mixed) throw new Error('The fixtures are empty.');
    expect(namesIn(fullRanking, zh)(row)).toBe('泊岭区');
    expect(namesIn(manyRanking, zh)(mixed)).toBe('泊岭区人力资源和社会保障局');
  });
});
