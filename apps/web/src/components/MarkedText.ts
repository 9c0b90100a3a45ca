import { h, type FunctionalComponent } from 'vue';
import { markedParts } from '../wording/phrases.ts';

/** Text of a search with the words found as <mark>. */
export const MarkedText: FunctionalComponent<{ text: string }> = ({ text }) =>
  markedParts(text).map((part) => (part.found ? h('mark', part.text) : part.text));
MarkedText.props = ['text'];
