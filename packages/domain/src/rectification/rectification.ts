import type { LocalDate } from '../calendar/index.ts';
import { dueInstant, localDateOf } from '../calendar/index.ts';
import type { LetterRules } from '../letters/letter-fact.ts';
import { rectificationClocksOf } from '../policies/index.ts';
import type { Contributions, DayContribution, Sums } from '../tallies/index.ts';
import { NOTHING } from '../tallies/index.ts';

/** The rules an order's clocks run under: those of letters hold them too. */
export type RectificationRules = LetterRules;

/** How hard the matter is: it decides how long the department has. */
export type Complexity = 'simple' | 'complex';

/** Everything that can happen to a rectification, the work order that a bad rating opens. */
export type RectificationDeed =
  | { readonly kind: 'opened'; readonly named: boolean }
  /** The rater left a way to be reached only after the opening. */
  | { readonly kind: 'named' }
  /** The rater took that way back before anybody used it. */
  | { readonly kind: 'unnamed' }
  | { readonly kind: 'classified'; readonly complexity: Complexity }
  | { readonly kind: 'contacted' }
  | { readonly kind: 'rectified' }
  | { readonly kind: 'explained' }
  | { readonly kind: 'called_back'; readonly satisfied: boolean }
  | { readonly kind: 'closed' }
  /** The rating no longer counts: set aside after an appeal, or taken back. */
  | { readonly kind: 'voided' }
  | { readonly kind: 'revived' };

export type RectificationDeedKind = RectificationDeed['kind'];

export interface RectificationEvent {
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly deed: RectificationDeed;
}

export type RectificationStage = 'open' | 'settled' | 'closed';

/** What is true of a rectification after its events so far. Instants are milliseconds since 1970. */
export interface RectificationState {
  readonly openedAt: number;
  /** When the rater left a way to be reached, so that the department must get in touch; null while there is none. */
  readonly namedAt: number | null;
  readonly complexity: Complexity;
  readonly stage: RectificationStage;
  readonly contactedAt: number | null;
  /** When the matter was first rectified or explained. */
  readonly settledAt: number | null;
  readonly callBack: { readonly at: number; readonly satisfied: boolean } | null;
  readonly closedAt: number | null;
  /** True while the rating does not count: then nothing of the order counts either. */
  readonly voided: boolean;
}

export type RectificationRefusal = 'not_from_here' | 'before_last_event';

export type RectificationStep =
  | { readonly kind: 'done'; readonly state: RectificationState }
  | { readonly kind: 'refused'; readonly reason: RectificationRefusal };

/** From which stages each deed may happen. Whether a rating counts may change at any time. */
const FROM: Readonly<Record<Exclude<RectificationDeedKind, 'opened'>, readonly RectificationStage[]>> = {
  // Nobody waits for a first call about what is settled.
  named: ['open'],
  unnamed: ['open'],
  classified: ['open'],
  contacted: ['open', 'settled'],
  rectified: ['open', 'settled'],
  explained: ['open', 'settled'],
  called_back: ['settled', 'closed'],
  closed: ['settled'],
  voided: ['open', 'settled', 'closed'],
  revived: ['open', 'settled', 'closed'],
};

/** The state after the first event; null when that is not the opening. */
export const openRectification = ({ deed, at }: RectificationEvent): RectificationState | null =>
  deed.kind !== 'opened'
    ? null
    : {
        openedAt: at,
        namedAt: deed.named ? at : null,
        complexity: 'simple',
        stage: 'open',
        contactedAt: null,
        settledAt: null,
        callBack: null,
        closedAt: null,
        voided: false,
      };

/** Decides one deed at one instant: the next state, or the reason why not. Never changes what it was given. */
export function stepRectification(
  state: RectificationState,
  deed: RectificationDeed,
  at: number,
): RectificationStep {
  if (deed.kind === 'opened' || !FROM[deed.kind].includes(state.stage)) return refused('not_from_here');
  if (deed.kind === 'voided' || deed.kind === 'revived') {
    return state.voided === (deed.kind === 'voided')
      ? refused('not_from_here')
      : { kind: 'done', state: { ...state, voided: deed.kind === 'voided' } };
  }
  if (state.voided || !fitsContact(state, deed.kind)) return refused('not_from_here');
  return { kind: 'done', state: { ...state, ...change(state, deed, at) } };
}

/** A way to be reached is left once, and taken back only while there is one that nobody used. */
function fitsContact(
  { namedAt, contactedAt }: RectificationState,
  kind: Exclude<RectificationDeedKind, 'opened'>,
): boolean {
  if (kind === 'named') return namedAt === null;
  return kind !== 'unnamed' || (namedAt !== null && contactedAt === null);
}

/** The state after a whole history, or null for a history that the rules do not allow. */
export function rectificationState(events: readonly RectificationEvent[]): RectificationState | null {
  const [first, ...rest] = events;
  let state = first === undefined ? null : openRectification(first);
  for (const { deed, at } of rest) {
    if (state === null) return null;
    const step = stepRectification(state, deed, at);
    state = step.kind === 'done' ? step.state : null;
  }
  return state;
}

/**
 * The instants a rectification is held to. The clock of the contact starts when the rater can be reached, which an amendment
 * may bring about a day after the opening; `contactDueAt` is null when nobody can.
 */
export interface RectificationDues {
  readonly contactDueAt: number | null;
  readonly settleDueAt: number;
}

export function rectificationDues(
  { openedAt, namedAt, complexity }: RectificationState,
  { policy, calendar }: RectificationRules,
): RectificationDues {
  const clocks = rectificationClocksOf(policy);
  const due = (duration: (typeof clocks)['contact'], from: number) =>
    dueInstant(duration, from, [], calendar, policy.zone);
  return {
    contactDueAt: namedAt === null ? null : due(clocks.contact, namedAt),
    settleDueAt: due(clocks[complexity], openedAt),
  };
}

/** What a rectification adds to the tallies, for good: its due days are written ahead (see `ripens` in the measures). */
export function contributionsOfRectification(
  state: RectificationState,
  rules: RectificationRules,
  facets: { readonly departmentId: number; readonly itemId: number | null; readonly channel: string },
): Contributions {
  if (state.voided) return NOTHING;
  const dues = rectificationDues(state, rules);
  const dayOf = (instant: number): LocalDate => localDateOf(instant, rules.policy.zone);
  const cell = (day: LocalDate, sums: Sums): DayContribution => ({
    key: {
      departmentId: facets.departmentId,
      day,
      itemId: facets.itemId ?? 0,
      channel: facets.channel,
      letterType: '',
    },
    sums,
  });
  const inTime = (at: number | null, dueAt: number) => (at !== null && at <= dueAt ? 1 : 0);
  const days = [
    cell(dayOf(dues.settleDueAt), {
      rectify_due: 1,
      rectify_on_time: inTime(state.settledAt, dues.settleDueAt),
    }),
  ];
  if (dues.contactDueAt !== null) {
    // Putting the matter right without a call is more than a call.
    const contactedAt = state.contactedAt ?? state.settledAt;
    days.push(
      cell(dayOf(dues.contactDueAt), {
        contact_due: 1,
        contact_on_time: inTime(contactedAt, dues.contactDueAt),
      }),
    );
  }
  if (state.callBack !== null) {
    days.push(
      cell(dayOf(state.callBack.at), {
        rectified_answered: 1,
        rectified_satisfied: state.callBack.satisfied ? 1 : 0,
      }),
    );
  }
  return { days, waits: [] };
}

const refused = (reason: RectificationRefusal): RectificationStep => ({ kind: 'refused', reason });

function change(
  state: RectificationState,
  deed: Exclude<RectificationDeed, { kind: 'opened' | 'voided' | 'revived' }>,
  at: number,
): Partial<RectificationState> {
  switch (deed.kind) {
    case 'named':
      return { namedAt: at };
    case 'unnamed':
      return { namedAt: null };
    case 'classified':
      return { complexity: deed.complexity };
    case 'contacted':
      return { contactedAt: state.contactedAt ?? at };
    case 'rectified':
    case 'explained':
      return { stage: 'settled', settledAt: state.settledAt ?? at };
    case 'called_back':
      return { callBack: { at, satisfied: deed.satisfied } };
    case 'closed':
      return { stage: 'closed', closedAt: at };
  }
}
