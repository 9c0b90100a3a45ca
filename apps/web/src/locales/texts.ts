import type { Language } from '@huiyin/contract';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** Every text of the public pages. The Chinese ones set the shape, the English ones must match it. */
export type Texts = typeof zh;

export const textsIn = (language: Language): Texts => (language === 'zh' ? zh : en);
