import type { ChangeSplit, KeyFigure, Period } from '@huiyin/contract';
import type { ChartTable } from '../../charts/chart.ts';
import type { Voice } from '../../wording/voice.ts';

/** The address at which the change of an indicator is taken apart. */
export type WhyHref = (indicator: string) => string;

/** A bar from the middle of the line: where it begins and how wide it is, in percent of the line. */
export interface WhyBar {
  readonly kind: 'rate' | 'mix' | 'total';
  readonly name: string;
  readonly amount: string;
  readonly x: number;
  readonly width: number;
}

/** One half of a change carries it when it is at least so much of both. */
const MOSTLY = 0.75;
/** A half that is smaller than this part of the other one does not oppose it. */
const OPPOSES = 0.1;

/**
 * What a change comes from, in one sentence. That every part went one way and the whole the other is said first, since
 * nobody would believe it of the bare numbers; nothing is explained that cannot be told from chance.
 */
export function whyFinding(split: ChangeSplit, voice: Voice): string {
  const say = voice.t.figures.why;
  const name = voice.of(split.name);
  const by = say.by[split.by];
  const size = (difference: number) =>
    `${voice.unsigned(difference, split.unit)}${voice.t.figures.differenceUnit[split.unit]}`;
  const { change, rate, mix } = split;
  if (!change.told) return say.unclear(name);
  const turn = change.difference > 0 ? say.rose(size(change.difference)) : say.fell(size(change.difference));
  const better = (difference: number) => (split.better === 'up' ? difference > 0 : difference < 0);
  const moves = split.parts.flatMap(({ before, after }) =>
    before === null || after === null ? [] : [after.value - before.value],
  );
  const [total, all] = [better(change.difference), moves.length > 1];
  if (all && !total && moves.every(better)) return say.allBetter(name, by, size(change.difference));
  if (all && total && moves.every((move) => move !== 0 && !better(move)))
    return say.allWorse(name, by, size(change.difference));
  const signed = (part: number) =>
    `${voice.signed(part, split.unit)}${voice.t.figures.differenceUnit[split.unit]}`;
  const [larger, smaller] = [
    Math.max(Math.abs(rate), Math.abs(mix)),
    Math.min(Math.abs(rate), Math.abs(mix)),
  ];
  if (rate * mix < 0 && smaller >= OPPOSES * larger)
    return say.opposed(name, turn, signed(rate), signed(mix));
  const share = Math.abs(rate) / (Math.abs(rate) + Math.abs(mix));
  if (share >= MOSTLY) return say.rate(name, turn, by);
  return share <= 1 - MOSTLY ? say.mix(name, turn, by) : say.both(name, turn, by);
}

/** Why no change is taken apart, and what that means: a period that runs, figures too small, parts too few, or only chance. */
export function whyNot(
  { period, keys }: { readonly period: Period; readonly keys: readonly KeyFigure[] },
  voice: Voice,
): { readonly title: string; readonly why: string } {
  const { not } = voice.t.figures.why;
  if (!period.complete) return not.running;
  const changes = keys.flatMap(({ previous, yearAgo }) => [previous, yearAgo]).filter((one) => one !== null);
  if (changes.some(({ told }) => told)) return not.whole;
  // A share that everybody can count, such as of channels, says nothing about cases.
  return changes.every(({ low, high }) => low === high) ? not.few : not.chance;
}

/** The three bars, on one line whose middle is no change. */
export function whyBars(split: ChangeSplit, voice: Voice): WhyBar[] {
  const say = voice.t.figures.why;
  const bars = [
    ['rate', say.rateBar, split.rate],
    ['mix', say.mixBar, split.mix],
    ['total', say.totalBar, split.change.difference],
  ] as const;
  const longest = Math.max(...bars.map(([, , amount]) => Math.abs(amount)));
  return bars.map(([kind, name, amount]) => {
    const width = longest === 0 ? 0 : (Math.abs(amount) / longest) * 50;
    return {
      kind,
      name,
      amount: voice.signed(amount, split.unit),
      x: amount < 0 ? 50 - width : 50,
      width,
    };
  });
}

/** The parts, each before and after with its share of the whole; the whole last. */
export function whyTable(split: ChangeSplit, now: string, voice: Voice): ChartTable {
  const { why, differenceUnit } = voice.t.figures;
  const say = (side: { value: number; denominator: number } | null) =>
    side === null
      ? why.nobody
      : why.share(voice.amount(side.value, split.unit), voice.count(side.denominator));
  const weight = (side: { weight: number } | null) => voice.amount(side?.weight ?? 0, 'share');
  const cases = (side: 'before' | 'after') =>
    split.parts.reduce((sum, part) => sum + (part[side]?.denominator ?? 0), 0);
  const by = why.by[split.by];
  return {
    label: why.table(voice.of(split.name)),
    columns: [
      { name: by.charAt(0).toUpperCase() + by.slice(1) },
      { name: voice.period(split.against.key), number: true },
      { name: voice.period(now), number: true },
      { name: `${why.difference} (${differenceUnit[split.unit].trim()})`, number: true },
      { name: why.weightBefore, number: true, quiet: true },
      { name: why.weightAfter, number: true, quiet: true },
    ],
    rows: [
      ...split.parts.map((part) => [
        voice.of(part.name),
        say(part.before),
        say(part.after),
        part.before === null || part.after === null
          ? ''
          : voice.signed(part.after.value - part.before.value, split.unit),
        weight(part.before),
        weight(part.after),
      ]),
      [
        why.whole,
        say({ value: split.before, denominator: cases('before') }),
        say({ value: split.after, denominator: cases('after') }),
        voice.signed(split.change.difference, split.unit),
        voice.amount(1, 'share'),
        voice.amount(1, 'share'),
      ],
    ],
  };
}

/** True when something in the table stands for several parts. */
export const standsTogether = (split: ChangeSplit): boolean => split.parts.some(({ together }) => together);

/** The bars in one sentence for those who cannot see them. */
export const whyLabel = (split: ChangeSplit, voice: Voice): string =>
  whyBars(split, voice)
    .map(({ name, amount }) => (voice.language === 'zh' ? `${name}${amount}` : `${name} ${amount}`))
    .join(voice.language === 'zh' ? '，' : ', ') + unitOf(split, voice);

const unitOf = (split: ChangeSplit, voice: Voice): string => voice.t.figures.differenceUnit[split.unit];
