export { RISK_REASONS, riskOf } from './risk.ts';
export type { Risk, RiskReason, SendingLimits, SendingSigns } from './risk.ts';
export { NEAR_BITS, textPrint } from './text-print.ts';
