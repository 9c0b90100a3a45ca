import type { OwnLetterEntry, TrackPage } from '@huiyin/contract';
import type { Voice } from '../../wording/voice.ts';
import { replyTitle } from '../letters/timeline.ts';

export interface OwnLine {
  readonly at: string;
  readonly when: string;
  readonly deed: string;
  readonly note: string;
  readonly shape: 'done' | 'late' | 'key-step';
}

/** What happened to one's own letter, in the words of who did what, with what its writer had taken out of the public version. */
export function ownTimelineOf(
  { letter, removals }: Pick<TrackPage, 'letter' | 'removals'>,
  voice: Voice,
): readonly OwnLine[] {
  const { track } = voice.t;
  const removed = removals.map(({ at, words, times }): OwnLine => ({
    at,
    when: voice.dateTime(at),
    deed: track.deeds.removed,
    note: track.removed(words, voice.count(times)),
    shape: 'done',
  }));
  // Both are in order already, and the sort keeps that order where two happened at once.
  return [...deedLines(letter, voice), ...removed].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function deedLines({ timeline }: TrackPage['letter'], voice: Voice): readonly OwnLine[] {
  const replies = timeline.filter(({ kind }) => kind === 'replied').length;
  return timeline.map((entry) => ({
    at: entry.at,
    when: voice.dateTime(entry.at),
    deed: deedOf(entry, replies, voice),
    note: noteOf(entry, voice),
    shape:
      entry.late || entry.verdict === 'unresolved'
        ? 'late'
        : entry.verdict === 'resolved'
          ? 'key-step'
          : 'done',
  }));
}

function deedOf(entry: OwnLetterEntry, replies: number, voice: Voice): string {
  const { letters, track } = voice.t;
  const { deeds } = letters.one;
  switch (entry.kind) {
    case 'dispatched':
      return deeds.dispatched(entry.department ? voice.name(entry.department) : '');
    case 'called_back':
      return deeds.called_back(entry.verdict ? letters.verdict[entry.verdict] : '');
    case 'replied':
      return replies > 1 ? replyTitle(entry.ordinal, voice) : deeds.replied;
    case 'rejected':
    case 'merged':
    case 'supplemented':
    case 'consent_changed':
    case 'withheld':
    case 'unpublished':
      return track.deeds[entry.kind];
    default:
      return deeds[entry.kind];
  }
}

function noteOf(entry: OwnLetterEntry, voice: Voice): string {
  const { letters, track } = voice.t;
  const { one, satisfaction } = letters;
  const coded: Readonly<Record<string, string>> = track.reasons;
  const notes = [
    entry.late ? one.late : '',
    entry.satisfaction === null ? '' : one.deeds.satisfied(satisfaction[entry.satisfaction] ?? ''),
    entry.reason === null ? '' : one.reason(coded[entry.reason] ?? entry.reason),
    entry.note === null ? '' : track.said(entry.note),
  ];
  return notes.filter((note) => note !== '').join(voice.language === 'zh' ? '，' : ', ');
}
