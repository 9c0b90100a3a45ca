import type { AnswerPage } from '@huiyin/contract';
import type { Texts } from '../../locales/texts.ts';

/** What the page of an answer is called, by where it stands. */
export function answerTitle(data: AnswerPage, { answer }: Texts): string {
  switch (data.kind) {
    case 'ask':
      return answer.title(data.letter.number);
    case 'closed':
      return data.stage === 'reopened' ? answer.againTitle : answer.closedTitle;
    default:
      return answer[`${data.kind}Title`];
  }
}
