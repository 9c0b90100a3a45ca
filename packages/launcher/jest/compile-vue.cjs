'use strict';
// One question: what TypeScript does a Vue single-file component stand for? (@vue/vue3-jest stops at Jest 29.)

const { createHash } = require('node:crypto');
const { compileScript, compileTemplate, parse } = require('vue/compiler-sfc');

/**
 * TypeScript of the component: script and template, without its styles. Throws the compiler's first error.
 * @param {string} source @param {string} filename
 */
function compileVue(source, filename) {
  const id = createHash('sha256').update(filename).digest('hex').slice(0, 8);
  const { descriptor, errors } = parse(source, { filename });
  if (errors.length > 0) throw errors[0];
  if (descriptor.scriptSetup) return compileScript(descriptor, { id, inlineTemplate: true }).content;
  if (descriptor.script) throw new Error(`${filename}: only <script setup> is compiled for tests.`);
  return templateOnly(descriptor, filename, id);
}

/** @param {import('vue/compiler-sfc').SFCDescriptor} descriptor @param {string} filename @param {string} id */
function templateOnly(descriptor, filename, id) {
  const { code, errors } = compileTemplate({ id, filename, source: descriptor.template?.content ?? '' });
  if (errors.length > 0) throw errors[0];
  return `${code}\nexport default { render };`;
}

module.exports = { compileVue };
