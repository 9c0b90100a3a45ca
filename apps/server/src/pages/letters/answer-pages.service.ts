import type { AnswerDraft, AnswerPage, FormFault } from '@huiyin/contract';
import { VerdictSchema, faultOf, paths } from '@huiyin/contract';
import { Injectable } from '@nestjs/common';
import { OwnDeedsService } from '../../disclosure/own-deeds.service.ts';
import type { AnswerStanding } from '../../letters/own-letter.service.ts';
import { OwnLetterService } from '../../letters/own-letter.service.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { VisitorError } from '../../platform/errors/errors.ts';
import type { FormFields } from '../../platform/http/form-body.ts';
import { fieldOf } from '../../platform/http/form-body.ts';
import { JobNudge } from '../../platform/queue/job-nudge.ts';
import type { PageAnswer } from '../page-answer.ts';
import { pageAnswer } from '../page-answer.ts';
import { answerDraftOf, readAnswer } from './answer-form.ts';

/**
 * Answering from a mail. Opening a link stores nothing, because scanners of mails open every link; the answer is given by
 * a button.
 */
@Injectable()
export class AnswerPagesService {
  constructor(
    private readonly own: OwnLetterService,
    private readonly deeds: OwnDeedsService,
    private readonly clock: Clock,
    private readonly jobs: JobNudge,
  ) {}

  /** `verdict` is the one that the link in the mail says; `change` shows the form to who has answered already. */
  async ask(pass: string, verdict: string, change: boolean): Promise<PageAnswer> {
    const standing = await this.own.answerStanding(pass, this.clock.now());
    if (standing.kind !== 'open') return withoutForm(standing);
    const said = standing.letter.verdict;
    const wanted = VerdictSchema.safeParse(verdict);
    if (said !== null && !change && (!wanted.success || wanted.data === said))
      return recorded(pass, standing);
    return form(pass, standing, { text: '', verdict: wanted.data ?? '', satisfaction: '' });
  }

  async answer(pass: string, fields: FormFields): Promise<PageAnswer> {
    const now = this.clock.now();
    const standing = await this.own.answerStanding(pass, now);
    if (standing.kind !== 'open') return withoutForm(standing);
    const draft = answerDraftOf(fields);
    const read = readAnswer(draft, fieldOf(fields, 'again') !== '');
    if ('field' in read) return form(pass, standing, draft, [read]);
    try {
      await this.deeds.answer(standing.key, read, now);
    } catch (error) {
      // Somebody was faster, on another device or in the office: what is so now is shown.
      if (!(error instanceof VisitorError)) throw error;
      const since = await this.own.answerStanding(pass, now);
      if (since.kind !== 'open') return withoutForm(since);
      return form(pass, since, draft, [faultOf('form', error.code)]);
    }
    this.jobs.nudge('fold-tallies');
    return { kind: 'go', to: paths.answer(pass) };
  }
}

type Open = Extract<AnswerStanding, { kind: 'open' }>;

const recorded = (pass: string, { letter }: Open): PageAnswer =>
  pageAnswer({ page: 'answer', data: { kind: 'recorded', pass, letter } });

function form(
  pass: string,
  standing: Open,
  draft: AnswerDraft,
  faults: readonly FormFault[] = [],
): PageAnswer {
  const { letter } = standing;
  if (!letter.may.answer) return withoutForm({ kind: 'closed', number: letter.number, stage: letter.stage });
  const data: AnswerPage = { kind: 'ask', pass, letter, draft, faults };
  return pageAnswer({ page: 'answer', data }, faults.length > 0 ? 422 : 200);
}

const STATUS = { closed: 409, ended: 410, unknown: 404 } as const;

const withoutForm = (data: Extract<AnswerPage, { kind: keyof typeof STATUS }>): PageAnswer =>
  pageAnswer({ page: 'answer', data }, STATUS[data.kind]);
