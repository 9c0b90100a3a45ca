import type { DepartmentPage } from './department.ts';
import type { Directory } from './directory.ts';
import type { IndicatorList, IndicatorPage } from './indicators.ts';
import type { LetterList, LetterSearchQuery, PublishedLetter } from './letters.ts';
import type { Overview } from './overview.ts';
import type { Language, Named } from './primitives.ts';
import type { Ranking } from './rankings.ts';
import type { AnsweredPage, ChoicePage, RateFormPage, ReceiptPage } from './rating-pages.ts';
import type { AnswerPage, SentPage, TrackDoorPage, TrackPage, WriteHelp, WritePage } from './own-letters.ts';
import type { ProblemCode } from './problem.ts';
import type { RegionPage } from './region.ts';
import type { ReleaseList, ReleasePage } from './releases.ts';

/** Everything a public page needs, by page: what the server hands to the renderer. */
export type Page =
  | { readonly page: 'overview'; readonly data: Overview }
  | { readonly page: 'rankings'; readonly data: Ranking }
  | { readonly page: 'departments'; readonly data: Directory }
  | { readonly page: 'department'; readonly data: DepartmentPage }
  | {
      readonly page: 'letters';
      readonly data: LetterList;
      readonly query: LetterSearchQuery;
      readonly departments: readonly Named[];
    }
  | { readonly page: 'region'; readonly data: RegionPage }
  | { readonly page: 'letter'; readonly data: PublishedLetter }
  | { readonly page: 'indicators'; readonly data: IndicatorList }
  | { readonly page: 'indicator'; readonly data: IndicatorPage }
  | { readonly page: 'releases'; readonly data: ReleaseList }
  | { readonly page: 'release'; readonly data: ReleasePage }
  | { readonly page: 'rate-choice'; readonly data: ChoicePage }
  | { readonly page: 'rate'; readonly data: RateFormPage }
  | { readonly page: 'receipt'; readonly data: ReceiptPage }
  | { readonly page: 'answered'; readonly data: AnsweredPage }
  | { readonly page: 'write'; readonly data: WritePage }
  | { readonly page: 'sent'; readonly data: SentPage }
  | { readonly page: 'track-door'; readonly data: TrackDoorPage }
  | { readonly page: 'track'; readonly data: TrackPage }
  | { readonly page: 'answer'; readonly data: AnswerPage }
  | { readonly page: 'kept'; readonly data: KeptPage }
  | { readonly page: 'offline'; readonly data: null }
  | { readonly page: 'problem'; readonly data: ProblemData };

/**
 * What waits on a device until there is a network. The server knows nothing of it and shows an empty page, which a script
 * on the device fills.
 */
export interface KeptPage {
  readonly items: readonly KeptItem[];
  /** At a terminal that many use: the thanks alone, and where to go on. */
  readonly kiosk: { readonly back: string } | null;
}

export interface KeptItem {
  readonly kind: 'rating' | 'letter';
  /** Not sent yet; sent while nobody looked, its answer still to be seen; sent and not accepted. */
  readonly state: 'waiting' | 'arrived' | 'refused';
  /** An ISO instant. */
  readonly keptAt: string;
}

/** What went wrong, in the language of the page. */
export interface ProblemData {
  readonly status: number;
  /** What it is, so that the page can say what to do next. */
  readonly code: ProblemCode;
  readonly text: string;
  /** The places of the address that are wrong: the name of the condition, and what to do. */
  readonly places: readonly { readonly name: string; readonly text: string }[];
}

/** The frame around a page. `path` is the address without the language, for the link to the other language. */
export interface PageFrame {
  readonly language: Language;
  readonly path: string;
  /** 主办: whose site it is. */
  readonly owner: { readonly zh: string; readonly en: string };
  /** True when the figures are invented, and every page must say so. */
  readonly demonstration: boolean;
  /** 关怀模式 */
  readonly care: boolean;
  /** Shown as stale since then: the database is away. */
  readonly staleSince: string | null;
  /** Scheme and host of the public site, for canonical and language links; without it they are relative. */
  readonly origin?: string;
  /** The time zone of the policy, for instants. Asia/Shanghai without it. */
  readonly zone?: string;
}

/** What the built server bundle of the web app exports: a whole HTML document for a page. */
export type RenderPage = (page: Page, frame: PageFrame) => Promise<string>;

/** And a piece of one, made of the same parts, for the page on which somebody is writing. */
export type RenderHelp = (help: WriteHelp, frame: PageFrame) => Promise<string>;
