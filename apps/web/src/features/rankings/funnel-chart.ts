import type { Ranking } from '@huiyin/contract';
import type { FunnelChart } from '../../charts/chart.ts';
import { inUnit } from '../../wording/numbers.ts';
import { plain } from '../../wording/phrases.ts';
import type { Voice } from '../../wording/voice.ts';
import { funnelFinding, namesIn } from './finding.ts';

export interface FunnelView {
  readonly title: string;
  readonly label: string;
  readonly caption: string;
  readonly chart: FunnelChart;
}

/** Chances to fall outside the limits when nothing but chance is at work. */
const OUTSIDE_INNER = 0.05;
const OUTSIDE_OUTER = 0.002;

/** The funnel of a ranking with its sentences; null where no limits could be computed. */
export function funnelView(ranking: Ranking, voice: Voice): FunnelView | null {
  const { funnel, indicator } = ranking;
  if (!funnel || ranking.ranked.length < 3) return null;
  const say = voice.t.rankings.funnel;
  const title = funnelFinding(ranking, voice);
  const shown = (value: number) => inUnit(value, indicator.unit);
  const name = namesIn(ranking, voice);
  const total = ranking.ranked.length;
  const joined = voice.language === 'zh' ? '' : ' ';
  return {
    title,
    label: say.label(plain(title), voice.amount(funnel.centre, indicator.unit)),
    caption: [
      say.caption(
        voice.of(indicator.noun),
        voice.of(indicator.name),
        voice.amount(funnel.centre, indicator.unit),
      ),
      funnel.tau > 0
        ? say.wider(
            `${voice.unsigned(funnel.tau, indicator.unit)}${voice.t.figures.differenceUnit[indicator.unit]}`,
          )
        : '',
      say.chance(voice.count(total), (total * OUTSIDE_INNER).toFixed(1), (total * OUTSIDE_OUTER).toFixed(2)),
    ].join(joined),
    chart: {
      kind: 'funnel',
      unit: indicator.unit === 'share' ? '%' : '',
      centre: shown(funnel.centre),
      curve: funnel.curve.map((point) => ({
        n: point.n,
        low95: shown(point.low95),
        high95: shown(point.high95),
        low998: shown(point.low998),
        high998: shown(point.high998),
      })),
      points: ranking.ranked.flatMap((row) => {
        if (row.value === null || row.denominator === null) return [];
        const focus = row.department.code === ranking.focus?.code;
        const outside = funnel.outside998.includes(row.department.code);
        const beside = voice.language === 'zh' ? '' : ' ';
        const named = `${name(row)}${beside}${voice.amount(row.value, indicator.unit)}`;
        return [
          {
            n: row.denominator,
            value: shown(row.value),
            role: focus ? ('focus' as const) : outside ? ('outside' as const) : ('peer' as const),
            label: focus ? name(row) : named,
            said: voice.t.figures.point(
              name(row),
              voice.amount(row.value, indicator.unit),
              '',
              voice.count(row.denominator),
            ),
          },
        ];
      }),
      says: {
        centre: say.centre(voice.amount(funnel.centre, indicator.unit)),
        inner: say.inner,
        outer: say.outer,
      },
    },
  };
}
