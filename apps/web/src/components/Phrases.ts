import { h, type FunctionalComponent } from 'vue';
import { phrasesOf } from '../wording/phrases.ts';

/** A heading whose lines break between its phrases: 按期答复¦比去年同期¦升了 → text with <wbr>, never as raw HTML. */
export const Phrases: FunctionalComponent<{ text: string }> = ({ text }) =>
  phrasesOf(text).flatMap((phrase, index) => (index === 0 ? [phrase] : [h('wbr'), phrase]));
Phrases.props = ['text'];
