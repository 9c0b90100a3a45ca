import type {
  FormFault,
  Language,
  LetterDraft,
  LetterReceipt,
  ProofTask,
  WriteHelp,
  WritePage,
} from '@huiyin/contract';
import { faultOf } from '@huiyin/contract';
import { isUuid, letterDues, localDateOf, openLetter, timeOfUuid7, uuid7 } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { DirectorySnapshot } from '../../directory/directory.ts';
import { DirectoryService } from '../../directory/directory.service.ts';
import { RulesService } from '../../directory/rules.service.ts';
import { redactedToTheLast } from '../../disclosure/automatic-redaction.ts';
import { AttachmentsService } from '../../letters/attachments.service.ts';
import { LetterDoorService } from '../../letters/letter-door.service.ts';
import { LettersService } from '../../letters/letters.service.ts';
import { OwnLetterService } from '../../letters/own-letter.service.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { DefectError, VisitorError } from '../../platform/errors/errors.ts';
import type { SentFile } from '../../platform/http/file-form-body.ts';
import type { FormFields } from '../../platform/http/form-body.ts';
import { fieldOf } from '../../platform/http/form-body.ts';
import { DoorLimits } from '../../platform/limits/door-limits.ts';
import { MailOutbox } from '../../platform/mail/mail-outbox.ts';
import { JobNudge } from '../../platform/queue/job-nudge.ts';
import type { Visitor } from '../../platform/limits/visitor.ts';
import type { PageAnswer } from '../page-answer.ts';
import { ASKED, pageAnswer } from '../page-answer.ts';
import { AnswersService } from './answers.service.ts';
import { letterDraftOf, readLetter } from './letter-form.ts';

/** Regions are chosen from down to the county: below it nobody passes letters on. */
const DEEPEST = 3;

/** Somebody who writes asks at every pause; whole offices share a network. */
const HELP = { purpose: 'write-help', attempts: 120, windowMs: 5 * 60_000 };

/** A letter that was sent, with the pass that opens it. */
export interface SentLetter {
  readonly answer: PageAnswer;
  readonly pass: string | null;
}

/** The page on which letters are written. Nothing that was typed gets lost, and no letter is sent twice. */
@Injectable()
export class WritePagesService {
  constructor(
    private readonly door: LetterDoorService,
    private readonly letters: LettersService,
    private readonly own: OwnLetterService,
    private readonly attachments: AttachmentsService,
    private readonly answers: AnswersService,
    private readonly directory: DirectoryService,
    private readonly rules: RulesService,
    private readonly limits: DoorLimits,
    private readonly mails: MailOutbox,
    private readonly clock: Clock,
    private readonly jobs: JobNudge,
  ) {}

  /** GET, perhaps with a department or a type that a link named. */
  async blank(fields: FormFields): Promise<PageAnswer> {
    const draft = letterDraftOf(fields);
    const directory = await this.directory.snapshot();
    const chosen = directory.departmentByCode.get(draft.department);
    const region = chosen?.regionCode ?? draft.region;
    return this.form(this.newId(), { ...draft, department: chosen?.code ?? '', region }, []);
  }

  /** POST: looks at it, lists other departments, or sends it. Files are taken in with each of these. */
  async send(
    fields: FormFields,
    files: readonly SentFile[],
    visitor: Visitor,
    language: Language,
  ): Promise<SentLetter> {
    const draft = letterDraftOf(fields);
    const id = isUuid(fieldOf(fields, 'id')) ? fieldOf(fields, 'id').toLowerCase() : this.newId();
    const now = this.clock.now();
    const refused = await this.attachments.take(id, files, fields['keep'] ?? [], now, { sent: false });
    const wrong = refused.map((one) => faultOf('files', one.code, one.blanks));
    const step = fieldOf(fields, 'step');
    if (step !== 'send' && step !== 'person')
      return { answer: await this.form(id, draft, wrong, wrong.length === 0 ? 200 : 422), pass: null };
    const { letter, faults } = readLetter(id, draft, language);
    if (letter === null || wrong.length > 0)
      return { answer: await this.form(id, draft, [...faults, ...wrong], 422), pass: null };
    try {
      const signs = {
        shownAt: timeOfUuid7(id),
        trap: fieldOf(fields, 'website'),
        proof: fieldOf(fields, 'proof'),
      };
      const outcome =
        step === 'person'
          ? ({ kind: 'taken', receipt: await this.door.submit(letter, signs, visitor, now) } as const)
          : await this.door.submitForm(letter, signs, visitor, now);
      if (outcome.kind === 'ask')
        return { answer: await this.form(id, draft, [], ASKED, outcome.task), pass: null };
      const { receipt } = outcome;
      if (receipt.outcome === 'accepted') this.jobs.nudge('fold-tallies');
      const mailed = draft.mailCode && this.mails.origin !== null && receipt.outcome !== 'repeated';
      if (mailed) this.jobs.nudge('send-mail');
      return await this.sent(receipt, mailed);
    } catch (error) {
      if (!(error instanceof VisitorError)) throw error;
      const again = (found: FormFault, with_ = id) =>
        this.form(with_, draft, [found], 422).then((answer) => ({ answer, pass: null }));
      switch (error.code) {
        case 'id_clock': {
          const anew = this.newId();
          await this.attachments.move(id, anew);
          return again(faultOf('form', 'form_stale'), anew);
        }
        case 'id_reused':
          throw await this.sentBefore(id);
        case 'no_centre':
        case 'region_not_found':
          return again(faultOf('department', 'no_centre'));
        case 'unknown_department':
          return again(faultOf('department', error.code, error.blanks));
        default:
          throw error;
      }
    }
  }

  /** What helps somebody who is still writing; null when too much was asked from that network. Keeps nothing of it. */
  async help(fields: FormFields, network: string): Promise<WriteHelp | null> {
    const now = this.clock.now();
    if ((await this.limits.fullUntil(HELP, network, now)) !== null) return null;
    await this.limits.count(HELP, network, now);
    const typed = letterDraftOf(fields);
    const draft = { ...typed, subject: typed.subject.slice(0, 120), body: typed.body.slice(0, 8000) };
    const said = [...draft.subject.trim()].length < 4 ? draft.body : draft.subject;
    const { answers, departments } = await this.answers.about(said, draft.region.slice(0, 64));
    return {
      draft: { type: draft.type },
      suggested: departments,
      answers,
      preview: previewOf(draft),
      dues: await this.dues(draft),
    };
  }

  private async sent(receipt: LetterReceipt, mailed: boolean): Promise<SentLetter> {
    const now = this.clock.now();
    const key = await this.letters.keyOfNumber(receipt.number);
    if (key === null) throw new DefectError('a letter that was just stored is not there');
    const { department, noticeDueOn } = await this.own.look(key, now);
    const answer = pageAnswer(
      {
        page: 'sent',
        data: {
          number: receipt.number,
          queryCode: receipt.queryCode,
          department,
          noticeOn: noticeDueOn,
          replyOn: receipt.replyDueOn,
          repeated: receipt.outcome === 'repeated',
          held: receipt.outcome === 'held',
          mailed,
        },
      },
      receipt.outcome === 'repeated' ? 200 : 201,
    );
    return { answer, pass: this.own.passFor(key, now) };
  }

  /** Who changes a letter whose answer got lost and sends it again must not have sent two. */
  private async sentBefore(id: string): Promise<VisitorError> {
    const number = await this.letters.numberOfId(id);
    return number === null
      ? new VisitorError('id_reused')
      : new VisitorError('letter_sent_before', { number });
  }

  private async form(
    id: string,
    draft: LetterDraft,
    faults: readonly FormFault[],
    status = 200,
    proof: ProofTask | null = null,
  ): Promise<PageAnswer> {
    const directory = await this.directory.snapshot();
    const chosen = directory.departmentByCode.get(draft.department);
    // A department of another region than the one that was just chosen is no longer meant.
    const region = draft.region === '' ? (chosen?.regionCode ?? '') : draft.region;
    const known = await this.answers.about(draft.subject, region);
    const data: WritePage = {
      id,
      proof,
      files: await this.attachments.unsent(id),
      draft: { ...draft, region, department: chosen?.regionCode === region ? draft.department : '' },
      faults,
      regions: regionsOf(directory),
      departments: directory.departments
        .filter(({ active, regionCode }) => active && regionCode === region)
        .map(({ code, name }) => ({ code, name })),
      suggested: known.departments,
      answers: known.answers,
      preview: previewOf(draft),
      dues: await this.dues(draft),
      mails: this.mails.origin !== null,
    };
    return pageAnswer({ page: 'write', data }, status);
  }

  private async dues({ type }: LetterDraft): Promise<WritePage['dues']> {
    const now = this.clock.now();
    const rules = (await this.rules.book()).letterAt(now);
    const kind = type === 'enquiry' || type === 'praise' ? type : 'help';
    const deed = { kind: 'submitted', type: kind, departmentId: 0, consent: false } as const;
    const dues = letterDues(openLetter({ seq: 1, at: now, deed })!, rules);
    const dayOf = (instant: number) => localDateOf(instant, rules.policy.zone);
    return { noticeOn: dayOf(dues.noticeDueAt), replyOn: dayOf(dues.replyDueAt) };
  }

  private newId(): string {
    return uuid7(this.clock.now(), randomBytes(10));
  }
}

/** The whole tree, each region after the one above it. */
function regionsOf(directory: DirectorySnapshot): WritePage['regions'] {
  const below = (parent: string | null, depth: number): WritePage['regions'] =>
    directory.regions
      .filter(({ parentCode, level }) => parentCode === parent && level <= DEEPEST)
      .flatMap(({ code, name }) => [{ code, name, depth }, ...below(code, depth + 1)]);
  return below(null, 0);
}

/** As it would look in public, with everything replaced that might be personal: a person decides before it is. */
function previewOf({ subject, body, name }: LetterDraft): WritePage['preview'] {
  if (subject.trim() === '' && body.trim() === '') return null;
  const [title, text] = [redactedToTheLast(subject, name), redactedToTheLast(body, name)];
  return { subject: title.text, body: text.text, redactions: title.redactions + text.redactions };
}
