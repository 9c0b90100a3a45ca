import type { Language } from '@huiyin/contract';

/** The reader's language: by the address below /en, else by Accept-Language, else Chinese. */
export function languageOf(url: string, acceptLanguage: string | undefined): Language {
  if (/^\/en(\/|\?|$)/.test(url)) return 'en';
  const isApi = url.startsWith('/api/');
  return isApi && acceptLanguage !== undefined && /^\s*en\b/i.test(acceptLanguage) ? 'en' : 'zh';
}
