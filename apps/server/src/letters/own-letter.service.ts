import type { AnswerableLetter, OwnLetter, OwnLetterEntry } from '@huiyin/contract';
import type { LetterDeed, LetterState } from '@huiyin/domain';
import {
  isDisclosableType,
  letterDues,
  letterState,
  localDateOf,
  stepLetter,
  workingDaysBetween,
} from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import type { DirectorySnapshot } from '../directory/directory.ts';
import { DirectoryService } from '../directory/directory.service.ts';
import { RulesService } from '../directory/rules.service.ts';
import { DefectError, VisitorError } from '../platform/errors/errors.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { AttachmentsService } from './attachments.service.ts';
import { HeldLettersService } from './held-letters.service.ts';
import { queryCodeHash } from './letter-number.ts';
import { openPass, passOf, readPass } from './track-pass.ts';
import type { LetterKey, RecordedEvent } from './letters.repository.ts';
import { LettersRepository } from './letters.repository.ts';
import { LettersService } from './letters.service.ts';
import { numbered, receiverOf, timelineSteps } from './timeline.ts';

/** So long a writer may go about without showing the code again. */
const PASS_MS = 2 * 3_600_000;

/** What a pass from a mail comes to. */
export type AnswerStanding =
  | { readonly kind: 'open'; readonly key: LetterKey; readonly letter: AnswerableLetter }
  | { readonly kind: 'ended'; readonly number: string }
  | { readonly kind: 'unknown' };

/** One's own letter: who may see it, and what there is to see. What writers do with it is done where disclosure follows. */
@Injectable()
export class OwnLetterService {
  constructor(
    private readonly source: DataSource,
    private readonly directory: DirectoryService,
    private readonly rules: RulesService,
    private readonly repository: LettersRepository,
    private readonly letters: LettersService,
    private readonly held: HeldLettersService,
    private readonly attachments: AttachmentsService,
    private readonly sealer: Sealer,
  ) {}

  /** A pass to the letter; null when number and code do not belong together. Takes as long whichever of them is wrong. */
  async enter(number: string, code: string, now: number): Promise<string | null> {
    const { manager } = this.source;
    const hash = queryCodeHash(this.sealer, code);
    const key = await this.repository.keyOfNumber(manager, number.trim().toUpperCase());
    const kept =
      key === null
        ? null
        : ((await this.repository.queryCodeHash(manager, key)) ??
          (await this.held.queryCodeHash(key, manager)));
    const right = this.sealer.equal(kept ?? this.sealer.hash('query-code', 'nothing has this code'), hash);
    return key !== null && kept !== null && right ? passOf(this.sealer, key, now + PASS_MS) : null;
  }

  /** A pass for whoever has just sent the letter. */
  passFor(key: LetterKey, now: number): string {
    return passOf(this.sealer, key, now + PASS_MS);
  }

  /** The key behind a pass to the letter of that number. Throws VisitorError pass_needed. */
  async keyFor(pass: string, number: string, now: number): Promise<LetterKey> {
    const key = readPass(this.sealer, pass, now);
    const named = await this.repository.keyOfNumber(this.source.manager, number);
    if (key === null || named === null || key.id !== named.id || key.departmentId !== named.departmentId)
      throw new VisitorError('pass_needed');
    return key;
  }

  /** Where the letter behind a pass from a mail stands. Opens nothing of what is sealed. */
  async answerStanding(pass: string, now: number): Promise<AnswerStanding> {
    const opened = openPass(this.sealer, pass, now, 'answer-pass');
    if (opened.kind === 'unknown') return opened;
    const { key } = opened;
    const number = await this.repository.numberOfId(this.source.manager, key.id);
    const state = letterState(await this.letters.historyOf(key));
    if (number === null || state === null) return { kind: 'unknown' };
    if (opened.kind === 'ended') return { kind: 'ended', number };
    const { stage, verdict, satisfaction } = state;
    return { kind: 'open', key, letter: { number, stage, verdict, satisfaction, may: mayOf(state, now) } };
  }

  async look(key: LetterKey, now: number, manager: EntityManager = this.source.manager): Promise<OwnLetter> {
    const waiting = await this.held.letter(key, manager);
    const letter = waiting?.letter ?? (await this.letters.originalOf(key, manager));
    const events = waiting?.events ?? (await this.repository.events(manager, key));
    const state = letterState(events);
    if (letter === null || state === null) throw new DefectError('a letter with a pass cannot be read');
    const rules = await this.rules.letterRulesOf(letter);
    const dues = letterDues(state, rules);
    const dayOf = (instant: number) => localDateOf(instant, rules.policy.zone);
    const directory = await this.directory.snapshot();
    return {
      number: letter.number,
      type: letter.type,
      subject: letter.subject,
      body: letter.body,
      department: departmentOf(directory, state.departmentId),
      stage: state.stage,
      submittedAt: instant(state.submittedAt),
      noticeDueOn: dayOf(dues.noticeDueAt),
      replyDueOn: dayOf(dues.replyDueAt),
      allowedWorkingDays: workingDaysBetween(
        rules.calendar,
        dayOf(state.submittedAt),
        dayOf(dues.replyDueAt),
      ),
      repliedAt: state.repliedAt === null ? null : instant(state.repliedAt),
      overdue: state.repliedAt === null && state.leftAt === null && now > dues.replyDueAt,
      extended: state.extension > 0,
      replies: numbered(letter.replies).map(({ kind, ordinal, body, departmentId, at }) => ({
        kind,
        ordinal,
        body,
        department: departmentOf(directory, departmentId),
        at: instant(at),
      })),
      timeline: this.timelineOf(events, await this.repository.notes(manager, key), dues, directory),
      attachments: await this.attachments.sent(key.id, manager),
      verdict: state.callBack?.verdict ?? null,
      satisfaction: state.callBack?.satisfaction ?? null,
      held: waiting?.held ?? null,
      consent: state.consent,
      disclosable: isDisclosableType(state.type),
      published: state.disclosure.kind === 'published',
      may: waiting === null ? mayOf(state, now) : { supplement: false, answer: false, reopen: false },
    };
  }

  private timelineOf(
    events: readonly RecordedEvent[],
    notes: ReadonlyMap<number, Buffer>,
    dues: ReturnType<typeof letterDues>,
    directory: DirectorySnapshot,
  ): OwnLetterEntry[] {
    const dueOf = { acknowledged: dues.noticeDueAt, replied: dues.replyDueAt };
    // That somebody found a later letter about the same is the office's own note.
    const shown = events.filter(({ deed }) => deed.kind !== 'repeated');
    return timelineSteps(shown, dueOf).map((step) => {
      const { deed, kind, at, ordinal, seq, verdict, satisfaction, late } = step;
      const receiver = receiverOf(step);
      const note = notes.get(seq);
      return {
        kind: kind as OwnLetterEntry['kind'],
        at: instant(at),
        ordinal,
        department: receiver === null ? null : departmentOf(directory, receiver),
        verdict,
        satisfaction,
        reason: 'reason' in deed && deed.reason !== '' ? deed.reason : null,
        note: note === undefined ? null : this.sealer.open(note),
        late,
      };
    });
  }
}

function mayOf(state: LetterState, now: number): OwnLetter['may'] {
  const may = (deed: LetterDeed) => stepLetter(state, deed, now).kind === 'done';
  return {
    supplement: may({ kind: 'supplemented' }),
    answer: may({ kind: 'called_back', verdict: 'resolved', satisfaction: null }),
    reopen: may({ kind: 'reopened', reason: '' }),
  };
}

const instant = (ms: number): string => new Date(ms).toISOString();

function departmentOf(directory: DirectorySnapshot, id: number) {
  const department = directory.departmentById.get(id);
  if (department === undefined) throw new DefectError('a letter is with a department that is not known');
  return { code: department.code, name: department.name };
}
