import type { Basis, Page, Period } from '@huiyin/contract';
import { plain } from '../../wording/phrases.ts';
import type { Voice } from '../../wording/voice.ts';
import { answerTitle } from '../track/answer-title.ts';
import { problemTitle } from '../problem/problem-title.ts';

export type Place =
  | 'overview'
  | 'rankings'
  | 'letters'
  | 'departments'
  | 'indicators'
  | 'releases'
  | 'rate'
  | 'write'
  | 'track';

/** What the frame must know of a page: its title, where it belongs, and which figures it shows. */
export interface PageHead {
  readonly title: string;
  readonly description: string;
  readonly place: Place | null;
  readonly period: Period | null;
  /** Null for pages that show no figures. */
  readonly basis: Basis | null;
  /** A page where somebody does one thing: nothing around it but the way home. */
  readonly bare?: boolean;
}

/** Title and place of every page. Titles are unique: they carry the name, the number or the search. */
export function pageHead(page: Page, voice: Voice): PageHead {
  const { t } = voice;
  const plainHead = { description: t.frame.description, period: null, basis: null };
  switch (page.page) {
    case 'overview':
      return {
        ...plainHead,
        title: t.overview.title,
        place: 'overview',
        period: page.data.period,
        basis: page.data.basis,
      };
    case 'rankings': {
      const { indicator, period, basis } = page.data;
      const title = `${t.rankings.title(voice.of(indicator.name))}, ${voice.period(period.key)}`;
      return { title, description: `${title}. ${t.rankings.lede}`, place: 'rankings', period, basis };
    }
    case 'departments':
      return {
        ...plainHead,
        title: directoryTitle(page.data.query, voice),
        place: 'departments',
        period: page.data.period,
        basis: page.data.basis,
      };
    case 'department': {
      const name = voice.name(page.data.department);
      return {
        title: name,
        description: t.department.description(name),
        place: 'departments',
        period: page.data.period,
        basis: page.data.basis,
      };
    }
    case 'region': {
      const name = voice.name(page.data.region);
      return {
        title: name,
        description: t.region.description(name),
        place: 'departments',
        period: page.data.period,
        basis: page.data.basis,
      };
    }
    case 'releases': {
      const { on } = page.data;
      const title = on === null ? t.releases.title : `${t.releases.title}, ${voice.date(on)}`;
      return { ...plainHead, title, description: t.releases.description, place: 'releases' };
    }
    case 'release': {
      const { id, period } = page.data.release;
      return {
        ...plainHead,
        title: t.releases.one.title(id),
        description: t.releases.one.description(voice.period(period.key)),
        place: 'releases',
      };
    }
    case 'letters': {
      const title = page.query.q === '' ? t.letters.title : t.letters.titleSearch(page.query.q);
      return { ...plainHead, title, description: t.letters.description, place: 'letters' };
    }
    case 'letter': {
      const { subject, number, department } = page.data;
      return {
        ...plainHead,
        title: `${subject} (${number})`,
        description: `${subject}: ${voice.name(department)}`,
        place: 'letters',
      };
    }
    case 'indicators':
      return {
        ...plainHead,
        title: t.indicators.title,
        description: t.indicators.description,
        place: 'indicators',
        period: page.data.period,
        basis: page.data.basis,
      };
    case 'indicator': {
      const { code, name, explanation } = page.data.indicator;
      return {
        title: `${voice.of(name)} ${code}`,
        description: voice.of(explanation),
        place: 'indicators',
        period: page.data.period,
        basis: page.data.basis,
      };
    }
    case 'rate-choice':
      return {
        ...plainHead,
        title: plain(page.data.department ? t.rate.choose.itemTitle : t.rate.choose.title),
        description: t.rate.choose.description,
        place: 'rate',
      };
    case 'rate':
      return {
        ...onePurpose(voice),
        title: plain(page.data.amends ? t.rate.amendTitle : t.rate.title),
      };
    case 'receipt':
      return {
        ...onePurpose(voice),
        title: t.rate.receipt.lookTitle,
      };
    case 'answered':
      return { ...onePurpose(voice), title: plain(t.rate.answered.title) };
    case 'write':
      return { ...plainHead, title: t.write.title, description: t.write.description, place: 'write' };
    case 'sent':
      return { ...plainHead, title: t.write.sent.title, description: t.write.description, place: 'write' };
    case 'track-door':
      return { ...plainHead, title: t.track.title, description: t.track.description, place: 'track' };
    case 'track':
      return {
        ...plainHead,
        title: `${t.track.title} ${page.data.letter.number}`,
        description: t.track.description,
        place: 'track',
      };
    case 'answer':
      return { ...onePurpose(voice), title: answerTitle(page.data, t), description: t.answer.description };
    case 'kept':
      return { ...onePurpose(voice), ...kept(page.data.kiosk !== null, voice) };
    case 'offline':
      return {
        ...onePurpose(voice),
        title: plain(t.offline.page.title),
        description: t.offline.page.description,
      };
    case 'problem':
      return {
        ...plainHead,
        title: plain(problemTitle(page.data, t)),
        description: page.data.text,
        place: null,
      };
  }
}

const onePurpose = ({ t }: Voice) => ({
  description: t.rate.description,
  period: null,
  basis: null,
  place: null,
  bare: true,
});

const kept = (kiosk: boolean, { t }: Voice) => ({
  title: plain(kiosk ? t.offline.kept.kioskTitle : t.offline.kept.title),
  description: t.offline.kept.description,
});

function directoryTitle(
  query: {
    q: string;
    region: { name: { zh: string; en: string } } | null;
    line: { name: { zh: string; en: string } } | null;
  },
  voice: Voice,
): string {
  const conditions = [
    query.q,
    query.region ? voice.of(query.region.name) : '',
    query.line ? voice.of(query.line.name) : '',
  ].filter((one) => one !== '');
  return conditions.length === 0
    ? voice.t.directory.title
    : `${voice.t.directory.title}: ${conditions.join(', ')}`;
}
