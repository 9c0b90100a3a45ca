import { describe, expect, it } from '@jest/globals';
import type { LetterDeed, LetterEvent, LetterRules } from '@huiyin/domain';
import { buildCalendar, letterState } from '@huiyin/domain';
import type { PublicTexts, PublishedCopy } from './public-copy.ts';
import { publicCopyOf } from './public-copy.ts';

/** Spring Festival 2024: Saturday 10 to Saturday 17 February free, Sunday 4 and Sunday 18 worked. */
const calendar = buildCalendar(
  [
    ...['2024-02-12', '2024-02-13', '2024-02-14', '2024-02-15', '2024-02-16'].map((day) => ({
      day,
      working: false,
    })),
    { day: '2024-02-04', working: true },
    { day: '2024-02-18', working: true },
  ],
  [2024],
);
const workingDays = (amount: number) => ({ unit: 'working_day', amount }) as const;
const rules: LetterRules = {
  calendar,
  policy: {
    zone: 'Asia/Shanghai',
    clocks: { notice: workingDays(1), reply: workingDays(5), disclosure: workingDays(2) },
    clocksByType: {},
  },
};

const at = (local: string): number => Date.parse(`2024-${local}+08:00`);
const happened = (...deeds: [string, LetterDeed][]): LetterEvent[] =>
  deeds.map(([local, deed], index) => ({ seq: index + 1, at: at(local), deed }));

const submitted: [string, LetterDeed] = [
  '02-09T10:00',
  { kind: 'submitted', type: 'help', departmentId: 7, consent: true },
];
const onItsWay: [string, LetterDeed][] = [
  submitted,
  ['02-18T11:00', { kind: 'accepted' }],
  ['02-18T12:00', { kind: 'dispatched', departmentId: 8 }],
];

const texts = (replies: PublicTexts['replies'], reasons: [number, string][] = []): PublicTexts => ({
  number: 'HY2024-1',
  itemId: null,
  channel: 'web',
  subject: '路灯不亮',
  body: '请修。',
  redactions: 0,
  replies,
  publicReasons: new Map(reasons),
});
const reply = (local: string, kind: 'acknowledgement' | 'full' = 'full') => ({
  kind,
  body: '已修。',
  department: 'D8',
  at: at(local),
});

const copyOf = (history: LetterEvent[], given: PublicTexts): PublishedCopy | null =>
  publicCopyOf(letterState(history)!, history, given, rules, (id) => `D${id}`);

describe('the public copy of a letter', () => {
  it('is none before publication, and none after withdrawal', () => {
    const replied = happened(...onItsWay, ['02-20T09:00', { kind: 'replied' }]);
    expect(copyOf(replied, texts([reply('02-20T09:00')]))).toBeNull();
    const withdrawn = happened(
      ...onItsWay,
      ['02-20T09:00', { kind: 'replied' }],
      ['02-21T09:00', { kind: 'published' }],
      ['02-22T09:00', { kind: 'unpublished', reason: 'third_party' }],
    );
    expect(copyOf(withdrawn, texts([reply('02-20T09:00')]))).toBeNull();
  });

  it.each([
    // Received on Friday the 9th, five working days: 18 (Sunday), 19, 20, 21, 22.
    ['02-22T23:59:59', 5, 0],
    ['02-23T00:00', 6, 1],
    ['02-24T10:00', 6, 1],
    ['02-26T10:00', 7, 2],
  ])(
    'counts working days over the holiday: a reply at %s used %i and is %i late',
    (repliedAt, used, late) => {
      const history = happened(
        ...onItsWay,
        [repliedAt, { kind: 'replied' }],
        ['02-28T10:00', { kind: 'published' }],
      );
      expect(copyOf(history, texts([reply(repliedAt)]))).toMatchObject({
        departmentId: 8,
        receivedOn: '2024-02-09',
        replyDueOn: '2024-02-22',
        allowedWorkingDays: 5,
        replyWorkingDays: used,
        lateWorkingDays: late,
        publishedOn: '2024-02-28',
      });
    },
  );

  it('calls a reply on the Saturday after a Friday due day late by one, though no working day lies between', () => {
    const history = happened(
      ['02-23T10:00', { kind: 'submitted', type: 'help', departmentId: 7, consent: true }],
      ['02-23T11:00', { kind: 'accepted' }],
      ['02-23T12:00', { kind: 'dispatched', departmentId: 8 }],
      ['03-02T10:00', { kind: 'replied' }],
      ['03-04T10:00', { kind: 'published' }],
    );
    expect(copyOf(history, texts([reply('03-02T10:00')]))).toMatchObject({
      replyDueOn: '2024-03-01',
      replyWorkingDays: 5,
      lateWorkingDays: 1,
    });
  });

  it('tells the story with departments, ordinals, the writer’s word, and what came late', () => {
    const history = happened(
      ...onItsWay,
      ['02-19T09:00', { kind: 'acknowledged' }],
      ['02-26T09:00', { kind: 'replied' }],
      ['02-27T09:00', { kind: 'called_back', verdict: 'unresolved', satisfaction: 2 }],
      ['02-27T10:00', { kind: 'reopened', reason: '仍不亮' }],
      ['02-28T09:00', { kind: 'replied' }],
      ['02-29T09:00', { kind: 'called_back', verdict: 'resolved', satisfaction: 5 }],
      ['02-29T10:00', { kind: 'closed' }],
      ['02-29T11:00', { kind: 'published' }],
    );
    const copy = copyOf(
      history,
      texts([reply('02-19T09:00', 'acknowledgement'), reply('02-26T09:00'), reply('02-28T09:00')]),
    )!;
    expect(
      copy.timeline.map(({ kind, ordinal, department, verdict, late }) => [
        kind,
        ordinal,
        department,
        verdict,
        late,
      ]),
    ).toEqual([
      ['submitted', 1, 'D7', null, false],
      ['accepted', 1, null, null, false],
      ['dispatched', 1, 'D8', null, false],
      ['acknowledged', 1, null, null, true],
      ['replied', 1, 'D8', null, true],
      ['called_back', 1, null, 'unresolved', false],
      ['reopened', 1, null, null, false],
      ['replied', 2, 'D8', null, false],
      ['called_back', 2, null, 'resolved', false],
      ['closed', 1, null, null, false],
      ['published', 1, null, null, true],
    ]);
    expect(copy).toMatchObject({
      reopened: true,
      verdict: 'resolved',
      satisfaction: 5,
      verdictOn: '2024-02-29',
      closedOn: '2024-02-29',
    });
    expect(copy.replies.map(({ kind, ordinal, workingDays: used }) => [kind, ordinal, used])).toEqual([
      ['acknowledgement', 1, 2],
      ['full', 1, 7],
      ['full', 2, 9],
    ]);
  });

  it('is silent where the writer was, also after reopening took the first word back', () => {
    const history = happened(
      ...onItsWay,
      ['02-20T09:00', { kind: 'replied' }],
      ['02-21T09:00', { kind: 'called_back', verdict: 'unresolved', satisfaction: 1 }],
      ['02-21T10:00', { kind: 'published' }],
      ['02-22T10:00', { kind: 'reopened', reason: '' }],
    );
    expect(copyOf(history, texts([reply('02-20T09:00')]))).toMatchObject({
      verdict: 'silent',
      satisfaction: null,
      verdictOn: null,
    });
  });

  it('gives a reason only where one was written for everybody', () => {
    const history = happened(
      ...onItsWay,
      ['02-19T09:00', { kind: 'paused', reason: '来信人住院，电话不通' }],
      ['02-20T09:00', { kind: 'resumed' }],
      ['02-20T10:00', { kind: 'extended', amount: 3, reason: '需现场勘查' }],
      ['02-21T09:00', { kind: 'replied' }],
      ['02-22T09:00', { kind: 'published' }],
    );
    const copy = copyOf(history, texts([reply('02-21T09:00')], [[6, '需现场勘查']]))!;
    expect(
      copy.timeline.filter(({ reason }) => reason !== null).map(({ kind, reason }) => [kind, reason]),
    ).toEqual([['extended', '需现场勘查']]);
    expect(JSON.stringify(copy)).not.toContain('住院');
  });

  it('shows the last publication only, not the withdrawal before it', () => {
    const history = happened(
      ...onItsWay,
      ['02-20T09:00', { kind: 'replied' }],
      ['02-21T09:00', { kind: 'published' }],
      ['02-22T09:00', { kind: 'unpublished', reason: 'privacy' }],
      ['02-23T09:00', { kind: 'published' }],
    );
    expect(copyOf(history, texts([reply('02-20T09:00')]))!.timeline.at(-1)).toMatchObject({
      kind: 'published',
      ordinal: 1,
      at: at('02-23T09:00'),
    });
  });
});
