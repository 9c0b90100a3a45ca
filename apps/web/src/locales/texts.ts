import type { Language } from '@huiyin/contract';
import { en } from './en.ts';
import { zh, type Texts } from './zh.ts';

export type { Texts } from './zh.ts';

/** The texts of a language. */
export const textsIn = (language: Language): Texts => (language === 'zh' ? zh : en);
