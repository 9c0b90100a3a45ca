import type { AnswerDraft, FormFault, OwnAnswer } from '@huiyin/contract';
import { OwnAnswerSchema, faultOf } from '@huiyin/contract';
import type { FormFields } from '../../platform/http/form-body.ts';
import { fieldOf } from '../../platform/http/form-body.ts';
import { faultsOfSchema } from '../form-faults.ts';

/** What was chosen and typed, as it came. */
export const answerDraftOf = (fields: FormFields): AnswerDraft => ({
  text: fieldOf(fields, 'text'),
  verdict: fieldOf(fields, 'verdict'),
  satisfaction: fieldOf(fields, 'satisfaction'),
});

/** The answer that the form says, or what is wrong with it. `again`: take it up once more. */
export function readAnswer(draft: AnswerDraft, again: boolean): OwnAnswer | FormFault {
  const text = draft.text.trim() === '' ? null : draft.text;
  if (draft.verdict === '') return faultOf('verdict', 'verdict_needed');
  if (again && draft.verdict === 'resolved') return faultOf('verdict', 'solved_not_reopened');
  if (again && text === null) return faultOf('answer-text', 'missing_part_needed');
  const satisfaction = draft.satisfaction === '' ? null : Number(draft.satisfaction);
  const parsed = OwnAnswerSchema.safeParse(
    { verdict: draft.verdict, satisfaction, again, text },
    { reportInput: true },
  );
  if (parsed.success) return parsed.data;
  const fault = faultsOfSchema(parsed.error)[0]!;
  return fault.field === 'text' ? { ...fault, field: 'answer-text' } : fault;
}
