/** 咨询 enquiry, 求助 help, 投诉 complaint, 举报 report of wrongdoing, 建议 suggestion, 表扬 praise. */
export const LETTER_TYPES = ['enquiry', 'help', 'complaint', 'report', 'suggestion', 'praise'] as const;
export type LetterType = (typeof LETTER_TYPES)[number];

/** 检举 material is never published and never reaches the accused. */
export const isDisclosableType = (type: LetterType): boolean => type !== 'report';

export const WITHHOLD_REASONS = [
  'privacy',
  'trade_secret',
  'state_secret',
  'third_party',
  'report_of_wrongdoing',
  'minor',
  'no_consent',
  // Only on files from elsewhere that do not say why: the desk refuses it, and D3 counts it.
  'unstated',
] as const;
export type WithholdReason = (typeof WITHHOLD_REASONS)[number];

export const REJECT_REASONS = [
  'emergency',
  'in_court',
  'repeated',
  'secret',
  'outside_government',
  'unlawful',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

/** The writer's own word on the outcome. Half-resolved is not resolved. */
export type Verdict = 'resolved' | 'half_resolved' | 'unresolved';
