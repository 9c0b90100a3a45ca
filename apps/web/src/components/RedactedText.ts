import { h, type FunctionalComponent } from 'vue';
import { redactedParts } from '../wording/redacted-parts.ts';

/** Text of a published letter with its typed tokens set apart. */
export const RedactedText: FunctionalComponent<{ text: string }> = ({ text }) =>
  redactedParts(text).map((part) => (part.token ? h('span', { class: 'redacted' }, part.text) : part.text));
RedactedText.props = ['text'];
