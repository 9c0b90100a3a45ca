export { RISK_REASONS, riskOf } from './risk.ts';
export type { Risk, RiskReason, SendingLimits, SendingSigns } from './risk.ts';
export { printDistance, readsNearlySame, textPrint } from './text-print.ts';
