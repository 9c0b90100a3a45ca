import type { LetterReceipt, ProofTask, SubmitLetter } from '@huiyin/contract';
import { Injectable } from '@nestjs/common';
import type { Sending, SendingSigns, Verdict } from '../guard/guard.service.ts';
import { GuardService } from '../guard/guard.service.ts';
import type { Visitor } from '../platform/limits/visitor.ts';
import { LetterIntakeService } from './letter-intake.service.ts';
import { LettersService } from './letters.service.ts';

/** A letter was taken in, or its device is asked for some work first. */
export type LetterAtDoor =
  | { readonly kind: 'taken'; readonly receipt: LetterReceipt }
  | { readonly kind: 'ask'; readonly task: ProofTask };

/** Where letters come in from anybody: past the guard, who may send one to a person first but never away. */
@Injectable()
export class LetterDoorService {
  constructor(
    private readonly letters: LettersService,
    private readonly intake: LetterIntakeService,
    private readonly guard: GuardService,
  ) {}

  /** From a form, whose device may be asked for work. Throws what LetterIntakeService.submit throws. */
  async submitForm(
    letter: SubmitLetter,
    signs: SendingSigns,
    visitor: Visitor,
    now: number,
  ): Promise<LetterAtDoor> {
    const sending = sendingOf(letter, signs);
    const verdict = await this.assess(sending, visitor, now);
    if (verdict.kind === 'ask') return { kind: 'ask', task: await this.guard.task(sending.id, now) };
    return { kind: 'taken', receipt: await this.takeIn(letter, sending, verdict, visitor, now) };
  }

  /** From whoever cannot be asked: where a device would be, a person looks at it. Throws as above. */
  async submit(
    letter: SubmitLetter,
    signs: SendingSigns,
    visitor: Visitor,
    now: number,
  ): Promise<LetterReceipt> {
    const sending = sendingOf(letter, signs);
    return this.takeIn(letter, sending, await this.assess(sending, visitor, now), visitor, now);
  }

  /** Who repeats a letter, because its answer got lost, is told the same again whatever the guard thinks by now. */
  private async assess(sending: Sending, visitor: Visitor, now: number): Promise<Verdict> {
    const known = (await this.letters.numberOfId(sending.id)) !== null;
    return known ? { kind: 'pass' } : this.guard.assess(sending, visitor, now);
  }

  private async takeIn(
    letter: SubmitLetter,
    sending: Sending,
    verdict: Verdict,
    visitor: Visitor,
    now: number,
  ): Promise<LetterReceipt> {
    const receipt = await this.intake.submit(letter, now, verdict.kind === 'pass' ? null : verdict);
    if (receipt.outcome !== 'repeated') await this.guard.taken(sending, visitor, now);
    return receipt;
  }
}

const sendingOf = (letter: SubmitLetter, signs: SendingSigns): Sending => ({
  kind: 'letter',
  id: letter.id.toLowerCase(),
  text: `${letter.subject}\n${letter.body}`,
  ...signs,
});
