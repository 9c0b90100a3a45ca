import { h, type FunctionalComponent } from 'vue';

/**
 * Data for the browser, beside what is drawn from it. It is no program: the policy of the page forbids inline scripts,
 * and every `<` is written as an escape, so nothing in the data can end the block.
 */
export const JsonBlock: FunctionalComponent<{ data: object }> = ({ data }) =>
  h('script', { type: 'application/json', innerHTML: JSON.stringify(data).replaceAll('<', '\\u003c') });
JsonBlock.props = ['data'];
