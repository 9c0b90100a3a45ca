import type { Language } from '@huiyin/contract';

/**
 * The lang attribute of a text that people wrote: zh-CN when it holds 汉字 on an English page, so that it is set and
 * read aloud as Chinese; nothing on a Chinese page, which is Chinese already.
 */
export const languageOf = (text: string, page: Language): string | undefined =>
  page === 'en' && /\p{Script=Han}/u.test(text) ? 'zh-CN' : undefined;
