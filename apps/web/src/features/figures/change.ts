import type { Change, KeyFigure, Period } from '@huiyin/contract';
import type { Voice } from '../../wording/voice.ts';

/** A change in words: what is said before, the amount, its interval, and what is said after. */
export interface ChangeWords {
  /** True when the change can be told and is for the worse: only then it is red and called worse. */
  readonly worse: boolean;
  readonly lead: string;
  readonly amount: string;
  readonly range: string;
  readonly after: string;
}

/** Whether a change is reliably for the worse. */
export const isWorse = (change: Change, better: 'up' | 'down'): boolean =>
  change.told && (better === 'up' ? change.difference < 0 : change.difference > 0);

/** The change since the previous period. If its interval holds 0 it says so and names no direction. */
export function changeWords(
  figure: Pick<KeyFigure, 'previous' | 'better' | 'unit'>,
  kind: Period['kind'],
  voice: Voice,
): ChangeWords | null {
  const { previous, better, unit } = figure;
  if (!previous) return null;
  const { figures } = voice.t;
  const worse = isWorse(previous, better);
  return {
    worse,
    lead: worse ? figures.worse(figures.lastPeriod[kind]) : figures.againstLast[kind],
    amount: `${voice.signed(previous.difference, unit)}${figures.differenceUnit[unit]}`,
    range: figures.changeRange(voice.signedRange(previous.low, previous.high, unit)),
    after: previous.told ? '' : figures.indistinct,
  };
}

/** In a sentence so many indicators are named; of more only their number. */
const NAMED = 3;

/** 甲、乙；甲、乙、丙等5项: names as a sentence holds them, none of none. */
export function severalNames(names: readonly string[], voice: Voice): string {
  const text = names.slice(0, NAMED).join(voice.language === 'zh' ? '、' : ', ');
  return names.length <= NAMED ? text : voice.t.overview.changes.andMore(text, voice.count(names.length));
}

/**
 * “Against the same period last year, A rose”: what is certain of a year. A slow change shows only here. Empty when nothing
 * is, and where the period before was that of last year.
 */
export function yearSentence(keys: readonly KeyFigure[], kind: Period['kind'], voice: Voice): string {
  if (kind === 'year' || kind === 'rolling') return '';
  const say = voice.t.overview.changes;
  const named = (fits: (change: Change) => boolean) =>
    severalNames(
      keys
        .filter(({ yearAgo }) => yearAgo !== null && yearAgo.told && fits(yearAgo))
        .map((key) => voice.of(key.name)),
      voice,
    );
  const [rose, fell] = [named(({ difference }) => difference > 0), named(({ difference }) => difference < 0)];
  const parts = [rose && say.rose(rose), fell && say.fell(fell)].filter((part) => part !== '');
  return parts.length === 0 ? '' : say.sentence(voice.t.figures.yearAgo, parts);
}

/** “Compared with last quarter, A rose, B fell, C cannot be told”; empty when nothing can be compared. */
export function changesSentence(keys: readonly KeyFigure[], kind: Period['kind'], voice: Voice): string {
  const say = voice.t.overview.changes;
  const named = (fits: (change: Change) => boolean) =>
    severalNames(
      keys.filter((key) => key.previous !== null && fits(key.previous)).map((key) => voice.of(key.name)),
      voice,
    );
  const rose = named((change) => change.told && change.difference > 0);
  const fell = named((change) => change.told && change.difference < 0);
  const flat = named((change) => !change.told);
  const parts = [rose && say.rose(rose), fell && say.fell(fell), flat && say.flat(flat)].filter(
    (part) => part !== '',
  );
  return parts.length === 0 ? '' : say.sentence(voice.t.figures.lastPeriod[kind], parts);
}
