import type {
  AnsweredPage,
  ChoiceQuery,
  FormFault,
  OwnRating,
  RateFormPage,
  RateQuery,
  RatedMatter,
  RatingDraft,
  RatingReceipt,
} from '@huiyin/contract';
import { PROBLEMS, faultOf, paths } from '@huiyin/contract';
import { LEVELS, isUuid, tagsFor, timeOfUuid7, uuid7 } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { DirectoryService } from '../../directory/directory.service.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { VisitorError } from '../../platform/errors/errors.ts';
import type { FormFields } from '../../platform/http/form-body.ts';
import { fieldOf } from '../../platform/http/form-body.ts';
import type { Visitor } from '../../platform/limits/visitor.ts';
import { JobNudge } from '../../platform/queue/job-nudge.ts';
import { OffersService } from '../../ratings/offers.service.ts';
import { OwnRatingService } from '../../ratings/own-rating.service.ts';
import { qrOf } from '../../ratings/qr.ts';
import { RatingDoorService } from '../../ratings/rating-door.service.ts';
import { RatingsService } from '../../ratings/ratings.service.ts';
import type { PageAnswer } from '../page-answer.ts';
import { ASKED, pageAnswer } from '../page-answer.ts';
import { NO_DRAFT, draftOf, needsNoReason, readRating, stillOffered } from './rating-form.ts';

/** What the form rates and how it is sent. */
interface Rated {
  readonly matter: RatedMatter;
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly target: { readonly token: string } | { department: string; item: string | null; channel: string };
  readonly kiosk: boolean;
}

/** The channel of who rates on these pages without a link. */
const CHANNEL = 'web';

/** The pages of rating. Looking stores nothing; what was typed comes back whatever is wrong with it. */
@Injectable()
export class RatingPagesService {
  constructor(
    private readonly door: RatingDoorService,
    private readonly ratings: RatingsService,
    private readonly offers: OffersService,
    private readonly own: OwnRatingService,
    private readonly directory: DirectoryService,
    private readonly clock: Clock,
    private readonly jobs: JobNudge,
  ) {}

  /** GET of a rating link. Throws VisitorError offer_unknown, offer_retired or offer_expired. */
  async offered(token: string, query: RateQuery, kiosk = false): Promise<PageAnswer> {
    const found = await this.byToken(token, kiosk);
    return 'answered' in found
      ? pageAnswer({ page: 'answered', data: found.answered })
      : this.form(found, this.newId(), begun(query));
  }

  /** A person touched the form of an invitation. Throws VisitorError offer_unknown. */
  opened(token: string): Promise<void> {
    return this.offers.opened(token, this.clock.now());
  }

  async answer(token: string, sent: FormFields, visitor: Visitor, kiosk = false): Promise<PageAnswer> {
    const found = await this.byToken(token, kiosk);
    if (!('answered' in found)) {
      const answer = await this.submit(found, sent, visitor);
      // Somebody is at it who has not answered yet; with an answer nothing more need be noted.
      if (answer.kind !== 'go' && found.matter.invitedAt !== null)
        await this.offers.opened(token, this.clock.now());
      return answer;
    }
    // The same form sent twice reaches its own receipt; another one learns only that somebody answered.
    const again = await this.sentBefore(token, sent);
    return again ?? pageAnswer({ page: 'answered', data: found.answered });
  }

  /** GET of a form about an item or a department that was chosen. Throws VisitorError unknown_department or unknown_item. */
  async chosen(query: ChoiceQuery): Promise<PageAnswer> {
    const rated = await this.byChoice(query.department ?? '', query.item ?? null);
    return this.form(rated, this.newId(), begun(query));
  }

  async answerChosen(sent: FormFields, visitor: Visitor): Promise<PageAnswer> {
    const chosen = await this.byChoice(fieldOf(sent, 'department'), fieldOf(sent, 'item') || null);
    return this.submit(chosen, sent, visitor);
  }

  /** GET of one's own receipt; at a terminal with the code to take it along. Throws VisitorError own_rating_unknown. */
  async receipt(ownToken: string, terminal: { token: string; origin: string } | null): Promise<PageAnswer> {
    const own = await this.own.look(ownToken);
    const path = paths.receipt(ownToken);
    const kiosk =
      terminal === null ? null : { back: paths.kiosk(terminal.token), qr: qrOf(`${terminal.origin}${path}`) };
    return pageAnswer({
      page: 'receipt',
      data: {
        own,
        path,
        changeable: this.isChangeable(own),
        fresh: this.clock.now() - Date.parse(own.receivedAt) < FRESH_MS,
        kiosk,
      },
    });
  }

  /** GET of the form that amends: filled with what was said, but for the contact, which is not shown again. */
  async amending(ownToken: string): Promise<PageAnswer> {
    const own = await this.own.look(ownToken);
    if (!this.isChangeable(own)) return { kind: 'go', to: paths.receipt(ownToken) };
    const { level, tags, comment, pressured } = own;
    const draft = { ...NO_DRAFT, level, tags, comment: comment ?? '', pressured };
    return this.amendForm(ownToken, own, { draft, step: 'faces', faults: [] });
  }

  /** Throws VisitorError own_rating_unknown, change_closed, rating_withdrawn or rating_under_review. */
  async amend(ownToken: string, sent: FormFields): Promise<PageAnswer> {
    const own = await this.own.look(ownToken);
    const draft = draftOf(sent);
    const step = fieldOf(sent, 'step');
    if (step !== 'send')
      return this.amendForm(ownToken, own, {
        draft,
        step: step === 'faces' ? 'faces' : 'reasons',
        faults: [],
      });
    const { words, faults } = readRating(draft);
    if (words === null) return this.amendForm(ownToken, own, { draft, step: 'reasons', faults }, 422);
    const { contact, ...rest } = words;
    // The contact is not shown again, so an empty field says nothing about it; a mark takes it away.
    const kept = fieldOf(sent, 'forget') === '' && contact === null;
    await this.own.amend(ownToken, kept ? rest : words, this.clock.now());
    this.jobs.nudge('fold-tallies');
    return { kind: 'go', to: paths.receipt(ownToken) };
  }

  /** Throws VisitorError own_rating_unknown or change_closed. */
  async withdraw(ownToken: string): Promise<PageAnswer> {
    await this.own.withdraw(ownToken, this.clock.now());
    this.jobs.nudge('fold-tallies');
    return { kind: 'go', to: paths.receipt(ownToken) };
  }

  private async byToken(token: string, kiosk: boolean): Promise<Rated | { answered: AnsweredPage }> {
    const { offer, receipt } = await this.offers.offer(token, this.clock.now());
    const { department, item, channel, point, invitedAt } = offer;
    const matter = { department, item, channel, point, invitedAt };
    if (receipt !== null) return { answered: { matter, receipt } };
    if (offer.state === 'expired') throw new VisitorError('offer_expired');
    const action = kiosk ? paths.kiosk(token) : paths.rateBy(token);
    return { matter, action, fields: {}, target: { token }, kiosk };
  }

  private async byChoice(departmentCode: string, itemCode: string | null): Promise<Rated> {
    const department = await this.directory.chosenDepartment(departmentCode);
    const item = itemCode === null ? null : await this.directory.chosenItem(itemCode, department);
    const { code, name } = await this.directory.chosenChannel(CHANNEL);
    return {
      matter: {
        department: { code: department.code, name: department.name },
        item: item && { code: item.code, name: item.name },
        channel: { code, name },
        point: null,
        invitedAt: null,
      },
      action: paths.rate(),
      fields: { department: departmentCode, item: itemCode ?? '' },
      target: { department: departmentCode, item: itemCode, channel: CHANNEL },
      kiosk: false,
    };
  }

  private async submit(rated: Rated, sent: FormFields, visitor: Visitor): Promise<PageAnswer> {
    const draft = draftOf(sent);
    const step = fieldOf(sent, 'step');
    const id = fieldOf(sent, 'id');
    if (step === 'faces') return this.form(rated, id, { draft, step: 'faces', faults: [] });
    if (!SENDS.has(step) && draft.level !== null && !needsNoReason(draft.level))
      return this.form(rated, id, { draft, step: 'reasons', faults: [] });
    const { words, faults } = readRating(draft);
    const showAgain = (found: readonly FormFault[], with_ = id, status = 422) =>
      this.form(rated, with_, { draft, step: SENDS.has(step) ? 'reasons' : 'faces', faults: found }, status);
    if (words === null) return showAgain(faults);
    try {
      const now = this.clock.now();
      const rating = { ...words, ...rated.target, id };
      const signs = {
        shownAt: timeOfUuid7(id),
        trap: fieldOf(sent, 'website'),
        proof: fieldOf(sent, 'proof'),
      };
      if (step === 'person')
        return await this.stored(rated, await this.door.submit(rating, signs, visitor, now));
      const outcome = await this.door.submitForm(rating, signs, visitor, now);
      if (outcome.kind === 'taken') return await this.stored(rated, outcome.receipt);
      return await this.form(rated, id, { draft, step: 'reasons', faults: [], proof: outcome.task }, ASKED);
    } catch (error) {
      if (!(error instanceof VisitorError)) throw error;
      // The page was open for a day: nothing was stored, so a new id, and everything else as it was.
      if (error.code === 'id_clock') return showAgain([faultOf('form', 'form_stale')], this.newId());
      // Something else was stored under this id. Only the person can say whether this is meant too, hence another status.
      if (error.code === 'id_reused')
        return showAgain([faultOf('form', 'rated_before')], this.newId(), PROBLEMS.rated_before.status);
      throw error;
    }
  }

  private async stored({ kiosk, target }: Rated, receipt: RatingReceipt): Promise<PageAnswer> {
    if (receipt.outcome === 'accepted') this.jobs.nudge('fold-tallies');
    const { ownToken } = receipt;
    if (ownToken === null && 'token' in target) return this.offered(target.token, {}, kiosk);
    const own = ownToken ?? '';
    return {
      kind: 'go',
      to: kiosk && 'token' in target ? `${paths.kiosk(target.token)}/${own}` : paths.receipt(own),
    };
  }

  /** Null unless this very form was stored before: who knows the id of a rating sent it. */
  private async sentBefore(token: string, sent: FormFields): Promise<PageAnswer | null> {
    const { words } = readRating(draftOf(sent));
    if (words === null) return null;
    try {
      const receipt = await this.ratings.submit(
        { ...words, token, id: fieldOf(sent, 'id') },
        this.clock.now(),
      );
      return receipt.ownToken === null ? null : { kind: 'go', to: paths.receipt(receipt.ownToken) };
    } catch (error) {
      if (error instanceof VisitorError) return null;
      throw error;
    }
  }

  private async form(
    rated: Rated,
    id: string,
    {
      proof = null,
      ...shown
    }: Pick<RateFormPage, 'step' | 'draft' | 'faults'> & Partial<Pick<RateFormPage, 'proof'>>,
    status = 200,
  ): Promise<PageAnswer> {
    const { matter, action, kiosk } = rated;
    const fields = { id: isUuid(id) ? id : this.newId(), ...rated.fields };
    const tags = await this.tagsOf(matter, shown.draft);
    const draft = { ...shown.draft, tags: stillOffered(shown.draft.tags, tags) };
    const data = { ...shown, matter, action, fields, draft, tags, proof, amends: null, kiosk };
    return pageAnswer({ page: 'rate', data }, status);
  }

  private async amendForm(
    ownToken: string,
    own: OwnRating,
    shown: Pick<RateFormPage, 'step' | 'draft' | 'faults'>,
    status = 200,
  ): Promise<PageAnswer> {
    const { department, item, channel, hasContact } = own;
    const matter = { department, item, channel, point: null, invitedAt: null };
    const tags = await this.tagsOf(matter, shown.draft);
    const draft = { ...shown.draft, tags: stillOffered(shown.draft.tags, tags) };
    const action = `${paths.receipt(ownToken)}/amend`;
    const data = {
      ...shown,
      matter,
      action,
      fields: {},
      draft,
      tags,
      proof: null,
      amends: { hasContact },
      kiosk: false,
    };
    return pageAnswer({ page: 'rate', data }, status);
  }

  private async tagsOf({ channel }: RatedMatter, { level }: RatingDraft) {
    const online = (await this.directory.chosenChannel(channel.code)).online;
    return level === null ? [] : tagsFor(level, online);
  }

  private isChangeable(own: OwnRating): boolean {
    return own.standing !== 'withdrawn' && this.clock.now() <= Date.parse(own.changeableUntil);
  }

  private newId(): string {
    return uuid7(this.clock.now(), randomBytes(10));
  }
}

/** The buttons that send: at once, or past a person. */
const SENDS = new Set(['send', 'person']);

/** So long a receipt says thank you. */
const FRESH_MS = 10 * 60_000;

const begun = ({ more, level }: RateQuery) => ({
  draft: {
    ...NO_DRAFT,
    level: LEVELS.find((one) => String(one) === level) ?? null,
    pressured: more === 'pressured',
  },
  step: more === undefined && level === undefined ? ('faces' as const) : ('reasons' as const),
  faults: [],
});
