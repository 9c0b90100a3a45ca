import { isLocalDate } from '@huiyin/domain';
import { VisitorError } from '../platform/errors/errors.ts';
import type { FigurePlace } from './figure-reader.repository.ts';

/** Where a page of figures ended, as an opaque text. */
export const writeFigureCursor = ({ code, start, indicator }: FigurePlace): string =>
  Buffer.from(JSON.stringify([code, start, indicator])).toString('base64url');

/** Throws VisitorError invalid_query for a text that no page of ours ended with. */
export function readFigureCursor(text: string): FigurePlace {
  const [code, start, indicator] = parsed(text);
  if (
    typeof code === 'string' &&
    typeof start === 'string' &&
    isLocalDate(start) &&
    typeof indicator === 'string'
  ) {
    // A text of PostgreSQL cannot hold U+0000, and no code of ours does.
    if (![code, indicator].some((part) => part.includes('\u0000'))) return { code, start, indicator };
  }
  throw new VisitorError('invalid_query', {}, [
    {
      pointer: '/cursor',
      zh: '不是上一页给出的游标，请从第一页重新开始。',
      en: 'This is not a cursor that a page has given. Start again from the first page.',
    },
  ]);
}

function parsed(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
