import { COMPOSITE, WAITING_TIMES, compositeIndicator, FIRST_SYSTEM, indicatorOf } from '@huiyin/domain';
import type { Voice } from '../../wording/voice.ts';

/** What an indicator is called, the composite and waiting times included; its code for one that this program does not know. */
export function indicatorName(code: string, voice: Voice): string {
  const declared =
    code === COMPOSITE
      ? compositeIndicator(FIRST_SYSTEM)
      : (indicatorOf(code) ?? WAITING_TIMES.find((one) => one.code === code));
  return declared === undefined ? code : voice.of(declared.name);
}
