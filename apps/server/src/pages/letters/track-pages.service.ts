import type { FormFault, TrackPage } from '@huiyin/contract';
import { RemovalRequestSchema, SupplementSchema, faultOf, paths } from '@huiyin/contract';
import { Injectable } from '@nestjs/common';
import { OwnDeedsService } from '../../disclosure/own-deeds.service.ts';
import { OwnPublicCopyService } from '../../disclosure/own-public-copy.service.ts';
import { RemovalsService } from '../../disclosure/removals.service.ts';
import type { OpenedFile } from '../../letters/attachments.service.ts';
import { AttachmentsService } from '../../letters/attachments.service.ts';
import { OwnLetterService } from '../../letters/own-letter.service.ts';
import type { LetterKey } from '../../letters/letters.repository.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { VisitorError } from '../../platform/errors/errors.ts';
import type { SentFile } from '../../platform/http/file-form-body.ts';
import type { FormFields } from '../../platform/http/form-body.ts';
import { fieldOf } from '../../platform/http/form-body.ts';
import { DoorLimits } from '../../platform/limits/door-limits.ts';
import { JobNudge } from '../../platform/queue/job-nudge.ts';
import { faultsOfSchema } from '../form-faults.ts';
import type { PageAnswer } from '../page-answer.ts';
import { pageAnswer } from '../page-answer.ts';
import { answerDraftOf, readAnswer } from './answer-form.ts';

const NO_DRAFT: TrackPage['draft'] = {
  text: '',
  verdict: '',
  satisfaction: '',
  words: '',
  reason: '',
};

/** Following one's own letter. */
@Injectable()
export class TrackPagesService {
  constructor(
    private readonly own: OwnLetterService,
    private readonly deeds: OwnDeedsService,
    private readonly publicCopy: OwnPublicCopyService,
    private readonly removals: RemovalsService,
    private readonly attachments: AttachmentsService,
    private readonly limits: DoorLimits,
    private readonly clock: Clock,
    private readonly jobs: JobNudge,
  ) {}

  door(number: string): PageAnswer {
    return pageAnswer({ page: 'track-door', data: { number, code: '', faults: [] } });
  }

  /** The pass goes into a cookie: neither code nor pass ever stands in an address. */
  async enter(
    fields: FormFields,
    network: string,
  ): Promise<{ readonly answer: PageAnswer; readonly pass: string | null }> {
    const now = this.clock.now();
    const number = fieldOf(fields, 'number').trim().toUpperCase();
    const code = fieldOf(fields, 'code');
    for (const [limit, who] of [
      [WRONG_BY_NETWORK, network],
      [WRONG_BY_LETTER, `${network} ${number}`],
    ] as const) {
      if ((await this.limits.fullUntil(limit, who, now)) !== null) {
        const data = { number, code, faults: [faultOf('form', 'query_code_paused')] };
        return { answer: pageAnswer({ page: 'track-door', data }, 429), pass: null };
      }
    }
    const pass = await this.own.enter(number, code, now);
    if (pass === null) {
      await this.limits.count(WRONG_BY_NETWORK, network, now);
      await this.limits.count(WRONG_BY_LETTER, `${network} ${number}`, now);
    }
    if (pass !== null) return { answer: { kind: 'go', to: paths.trackOf(number) }, pass };
    const fault =
      number === '' ? faultOf('number', 'letter_number_needed') : faultOf('code', 'query_code_wrong');
    const data = { number, code, faults: [fault] };
    return { answer: pageAnswer({ page: 'track-door', data }, 422), pass: null };
  }

  /** Throws VisitorError pass_needed. */
  async letter(pass: string, number: string): Promise<PageAnswer> {
    const key = await this.own.keyFor(pass, number, this.clock.now());
    return this.page(key, [], NO_DRAFT);
  }

  /** What the writer does: adds, answers, gives consent or takes it back, has words taken out of the public version. Throws VisitorError pass_needed, letter_not_open or reopened_before. */
  async do(
    pass: string,
    number: string,
    fields: FormFields,
    files: readonly SentFile[],
  ): Promise<PageAnswer> {
    const now = this.clock.now();
    const key = await this.own.keyFor(pass, number, now);
    const draft = {
      ...answerDraftOf(fields),
      words: fieldOf(fields, 'words'),
      reason: fieldOf(fields, 'reason'),
    };
    const kept = fields['keep'] ?? [];
    const refused =
      fieldOf(fields, 'deed') === 'supplement'
        ? await this.attachments.take(key.id, files, kept, now, { sent: true })
        : [];
    const wrong = refused.map((one) => faultOf('files', one.code, one.blanks));
    const fault = wrong.length > 0 ? null : await this.deed(key, fields, draft, now);
    if (fault !== null) wrong.unshift(fault);
    if (wrong.length > 0) return this.page(key, wrong, draft, 422);
    this.jobs.nudge('fold-tallies');
    return { kind: 'go', to: paths.trackOf(number) };
  }

  /** A file of the letter. Throws VisitorError pass_needed or not_found. */
  async file(pass: string, number: string, id: string): Promise<OpenedFile> {
    const key = await this.own.keyFor(pass, number, this.clock.now());
    const file = await this.attachments.open(key.id, id);
    if (file === null) throw new VisitorError('not_found');
    return file;
  }

  private async deed(
    key: LetterKey,
    fields: FormFields,
    draft: TrackPage['draft'],
    now: number,
  ): Promise<FormFault | null> {
    switch (fieldOf(fields, 'deed')) {
      case 'supplement': {
        if (draft.text.trim() === '') return faultOf('text', 'supplement_needed');
        const parsed = SupplementSchema.safeParse({ text: draft.text }, { reportInput: true });
        if (!parsed.success) return faultsOfSchema(parsed.error)[0]!;
        await this.deeds.supplement(key, parsed.data.text, now);
        return null;
      }
      case 'answer': {
        const read = readAnswer(draft, fieldOf(fields, 'again') !== '');
        if ('field' in read) return read;
        await this.deeds.answer(key, read, now);
        return null;
      }
      case 'consent':
        await this.deeds.consent(key, true, now);
        return null;
      case 'withdraw':
        await this.deeds.consent(key, false, now);
        return null;
      case 'remove': {
        if (draft.words.trim() === '') return faultOf('words', 'words_needed');
        const reason = draft.reason.trim() === '' ? null : draft.reason;
        const parsed = RemovalRequestSchema.safeParse({ words: draft.words, reason }, { reportInput: true });
        if (!parsed.success) return faultsOfSchema(parsed.error)[0]!;
        const outcome = await this.removals.remove(key, parsed.data, now);
        return outcome === 'removed' ? null : faultOf('words', outcome);
      }
      default:
        return null;
    }
  }

  private async page(
    key: LetterKey,
    faults: readonly FormFault[],
    draft: TrackPage['draft'],
    status = 200,
  ): Promise<PageAnswer> {
    const letter = await this.own.look(key, this.clock.now());
    const files = await this.attachments.unsent(key.id);
    const published = await this.publicCopy.of(letter);
    const removals = await this.removals.ofLetter(key);
    return pageAnswer({ page: 'track', data: { letter, published, removals, files, faults, draft } }, status);
  }
}

/**
 * Only wrong codes count. A code cannot be guessed anyway; this keeps somebody who tries from keeping the database busy. Whole
 * towns share an address of a mobile network, so the limit of a network is wide.
 */
const WRONG_BY_LETTER = { purpose: 'track-letter', attempts: 10, windowMs: 15 * 60_000 };
const WRONG_BY_NETWORK = { purpose: 'track-network', attempts: 200, windowMs: 15 * 60_000 };
