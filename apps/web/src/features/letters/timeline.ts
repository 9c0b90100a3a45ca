import type { PublishedLetter, TimelineEntry } from '@huiyin/contract';
import type { Voice } from '../../wording/voice.ts';

export interface TimelineLine {
  readonly at: string;
  readonly when: string;
  readonly deed: string;
  readonly note: string;
  /** `late` carries a red triangle, `key-step` the jade square, `done` the ink dot. */
  readonly shape: 'done' | 'late' | 'key-step';
}

/** The public history of a letter, in the words of who did what. */
export function timelineOf(letter: PublishedLetter, voice: Voice): readonly TimelineLine[] {
  const replies = letter.timeline.filter((entry) => entry.kind === 'replied').length;
  return letter.timeline.map((entry) => ({
    at: entry.at,
    when: voice.dateTime(entry.at),
    deed: deedOf(entry, replies, voice),
    note: noteOf(entry, voice),
    shape: shapeOf(entry),
  }));
}

function deedOf(entry: TimelineEntry, replies: number, voice: Voice): string {
  const { letters } = voice.t;
  const { deeds } = letters.one;
  switch (entry.kind) {
    case 'dispatched':
      return deeds.dispatched(entry.department ? voice.name(entry.department) : '');
    case 'called_back':
      return deeds.called_back(entry.verdict ? letters.verdict[entry.verdict] : '');
    case 'replied':
      return replies > 1 ? replyTitle(entry.ordinal, voice) : deeds.replied;
    default:
      return deeds[entry.kind];
  }
}

/** 第二次答复, Second reply; the only reply is just “reply”. */
export function replyTitle(ordinal: number, voice: Voice): string {
  const { one } = voice.t.letters;
  return one.replyOrdinal(one.ordinals[ordinal] ?? voice.count(ordinal));
}

function noteOf(entry: TimelineEntry, voice: Voice): string {
  const { one, satisfaction } = voice.t.letters;
  const notes = [
    entry.late ? one.late : '',
    entry.satisfaction === null ? '' : one.deeds.satisfied(satisfaction[entry.satisfaction] ?? ''),
    entry.reason ? one.reason(entry.reason) : '',
  ];
  return notes.filter((note) => note !== '').join(voice.language === 'zh' ? '，' : ', ');
}

function shapeOf(entry: TimelineEntry): TimelineLine['shape'] {
  if (entry.late || entry.verdict === 'unresolved') return 'late';
  return entry.verdict === 'resolved' ? 'key-step' : 'done';
}
