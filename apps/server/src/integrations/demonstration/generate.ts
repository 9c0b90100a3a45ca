import type { ItemChannelFact, LetterRules, LocalDate } from '@huiyin/domain';
import { addMonthsToStart, localDateOf, monthStart, startOfLocalDay } from '@huiyin/domain';
import type { NewReplySample } from '../../letters/reply-samples.service.ts';
import { Chance } from './chance.ts';
import type { DemoCase } from './facts/cases.ts';
import { burstOf, casesOf } from './facts/cases.ts';
import { coverageOf } from './facts/coverage.ts';
import { judgementOf } from './facts/judgements.ts';
import type { DemoLetter, Neighbourhood } from './facts/letters.ts';
import { lettersOf } from './facts/letters.ts';
import type { Numbering, Office } from './facts/office.ts';
import { officeItem } from './facts/office.ts';
import type { Consequences } from './facts/rectifications.ts';
import { consequencesOf } from './facts/rectifications.ts';
import type { DemoDay } from './facts/rhythm.ts';
import { rhythmOf } from './facts/rhythm.ts';
import { caseWeight, characterOf, letterWeight } from './province/characters.ts';
import type { DemoDepartment } from './province/departments.ts';
import { demoDepartments } from './province/departments.ts';
import type { DemoItem } from './province/items.ts';
import { demoItems } from './province/items.ts';
import type { DemoLine } from './province/lines.ts';
import { LINES, lineOf } from './province/lines.ts';
import type { DemoRegion } from './province/regions.ts';
import { demoRegions } from './province/regions.ts';

export interface DemonstrationChoices {
  readonly seed: string;
  /** Facts end with the last millisecond before the local day of this instant, so that all of a day sees the same. */
  readonly now: number;
  readonly rules: LetterRules;
  /** 1 for about 300,000 ratings and 13,000 letters; 0.01 for a hundredth of it. Stories keep their own numbers. */
  readonly scale?: number;
}

/** An invented province, and 24 months of what people said about its offices. The same choices give the same. */
export interface Demonstration {
  readonly from: LocalDate;
  readonly today: LocalDate;
  readonly regions: readonly DemoRegion[];
  readonly lines: readonly DemoLine[];
  readonly departments: readonly DemoDepartment[];
  readonly items: readonly DemoItem[];
  /** How many cases and letters are to be expected, for showing progress. */
  readonly expected: { readonly cases: number; readonly letters: number };
  cases(numbering: Numbering): Generator<DemoCase>;
  letters(numbering: Numbering): Generator<DemoLetter>;
  /** What came of the bad ones among the cases: orders and appeals. */
  consequences(numbering: Numbering, bad: readonly DemoCase[]): Consequences;
  /** The reply of a letter, if it was drawn for the blind sample. */
  judgement(numbering: Numbering): (letter: DemoLetter) => NewReplySample | null;
  coverage(numbering: Numbering): ItemChannelFact[];
}

export const DEMONSTRATION_SEED = '江海省 1';
const MONTHS = 24;
const CASES = 528_000;
const LETTERS = 13_200;

export function generateDemonstration({ seed, now, rules, scale = 1 }: DemonstrationChoices): Demonstration {
  const chance = new Chance(seed);
  const { zone } = rules.policy;
  const today = localDateOf(now, zone);
  const from = addMonthsToStart(monthStart(today), -MONTHS);
  const days = rhythmOf({ from, until: today, calendar: rules.calendar, zone });
  const regions = demoRegions();
  const departments = demoDepartments(regions);
  const items = demoItems(departments);
  const characters = departments.map((department) =>
    characterOf(department, chance.of(`character/${department.code}`)),
  );
  const expected = { cases: Math.round(CASES * scale), letters: Math.round(LETTERS * scale) };

  const officesOf = (numbering: Numbering): Office[] =>
    departments.map((department, index) => ({
      department,
      character: characters[index] as Office['character'],
      departmentId: numbering.departmentId(department.code),
      items: items
        .filter((item) => item.departmentCode === department.code)
        .map((item) => officeItem(item, numbering.itemId(item.code))),
    }));

  return {
    from,
    today,
    regions,
    lines: LINES,
    departments,
    items,
    expected,
    *cases(numbering) {
      const offices = officesOf(numbering);
      const weightOf = ({ department, character }: Office) => caseWeight(department, character);
      const unit =
        expected.cases /
        totalWeight(offices, days, weightOf, (day) => 0.56 * day.counter + 0.44 * day.online);
      for (const office of offices) {
        const own = chance.of(`cases/${office.department.code}`);
        yield* casesOf(office, days, unit * weightOf(office), own);
        if (office.character.story === 'burst') yield* burstOf(office, days, own.of('burst'));
      }
    },
    *letters(numbering) {
      const offices = officesOf(numbering);
      const end = days.reduce((latest, day) => Math.max(latest, day.startsAt + 86_400_000), 0);
      const weightOf = ({ department, character }: Office) => letterWeight(department, character);
      // Letters grow faster than cases: people find out that they are answered.
      const growing = days.map((day): DemoDay => ({
        ...day,
        online: day.online * (0.62 + 0.76 * day.progress),
      }));
      const unit = expected.letters / totalWeight(offices, growing, weightOf, (day) => day.online);
      for (const office of offices) {
        const around = neighbourhoodOf(office, offices, regions);
        yield* lettersOf(
          office,
          around,
          { days: growing, end, rules },
          unit * weightOf(office),
          chance.of(`letters/${office.department.code}`),
        );
      }
    },
    consequences(numbering, bad) {
      const offices = officesOf(numbering);
      const byOffice = new Map<number, DemoCase[]>(offices.map(({ departmentId }) => [departmentId, []]));
      for (const one of bad) byOffice.get(one.departmentId)!.push(one);
      const found = offices.map((office) =>
        consequencesOf(
          byOffice.get(office.departmentId)!,
          office,
          superiorOf(office, offices).departmentId,
          { days, end: startOfLocalDay(today, zone), rules },
          chance.of(`rectifications/${office.department.code}`),
        ),
      );
      return {
        orders: found.flatMap(({ orders }) => orders),
        appeals: found.flatMap(({ appeals }) => appeals),
      };
    },
    judgement(numbering) {
      const offices = officesOf(numbering);
      const byId = new Map(offices.map((office) => [office.departmentId, office]));
      const chances = new Map(
        offices.map(({ departmentId, department }) => [
          departmentId,
          chance.of(`judgements/${department.code}`),
        ]),
      );
      const time = { start: startOfLocalDay(from, zone), end: startOfLocalDay(today, zone) };
      return (letter) => {
        const office = byId.get(letter.state.departmentId)!;
        const judges = offices.flatMap((other) => (other === office ? [] : [other.departmentId]));
        return judgementOf(letter, office, judges, time, chances.get(office.departmentId)!);
      };
    },
    coverage(numbering) {
      return officesOf(numbering).flatMap((office) =>
        coverageOf(office, { from, today }, chance.of(`coverage/${office.department.code}`)),
      );
    },
  };
}

/** Who decides and judges for an office: the office above it, at the top the first one beside it. */
function superiorOf(office: Office, offices: readonly Office[]): Office {
  const { code, parentCode } = office.department;
  return (
    offices.find(({ department }) => department.code === parentCode) ??
    offices.find(({ department }) => department.code !== code)!
  );
}

function totalWeight(
  offices: readonly Office[],
  days: readonly DemoDay[],
  weightOf: (office: Office) => number,
  busyness: (day: DemoDay) => number,
): number {
  const byMonth = Array.from({ length: 12 }, () => 0);
  for (const day of days) byMonth[day.month] = (byMonth[day.month] ?? 0) + busyness(day);
  return offices.reduce((total, office) => {
    const { season } = lineOf(office.department.lineCode);
    return (
      total + weightOf(office) * byMonth.reduce((sum, busy, month) => sum + busy * (season[month] ?? 1), 0)
    );
  }, 0);
}

function neighbourhoodOf(
  office: Office,
  offices: readonly Office[],
  regions: readonly DemoRegion[],
): Neighbourhood {
  const { regionCode } = office.department;
  const region = regions.find(({ code }) => code === regionCode);
  // An office of a city or of the province hears from the towns of all its counties.
  const prefix = regionCode.replace(/(00)+$/, '');
  return {
    regionName: region?.name.zh ?? '',
    townships: regions
      .filter(({ level, code }) => level === 4 && code.startsWith(prefix))
      .map(({ name }) => name.zh),
    others: offices
      .filter((other) => other.department.regionCode === regionCode && other !== office)
      .map(({ departmentId }) => departmentId),
  };
}
