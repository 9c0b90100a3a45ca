import type { Level } from './rating.ts';
import { isBadLevel } from './rating.ts';

/** What a rater may say beside the level with one tap. */
export const RATING_TAGS = [
  'efficiency',
  'guide_accuracy',
  'convenience',
  'platform',
  'service_level',
  'attitude',
  'professional',
  'one_trip',
  'unsolved',
] as const;
export type RatingTag = (typeof RATING_TAGS)[number];

/** Where the person was: before a screen of their own, or at a counter. */
const ONLINE: readonly RatingTag[] = ['efficiency', 'guide_accuracy', 'convenience', 'platform'];
const OFFLINE: readonly RatingTag[] = [
  'efficiency',
  'service_level',
  'one_trip',
  'attitude',
  'guide_accuracy',
];

/**
 * The tags that a form offers, in its order. Published second-level items: online 办事效率, 办事指南精确度, 办事便捷度, 平台操作性;
 * offline 服务效率, 服务水平, 服务态度. Only who is dissatisfied can say that the matter was not solved.
 */
export const tagsFor = (level: Level, online: boolean): readonly RatingTag[] => [
  ...(online ? ONLINE : OFFLINE),
  ...(isBadLevel(level) ? (['unsolved'] as const) : []),
];
