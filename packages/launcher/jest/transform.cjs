'use strict';
// Jest on Node 20 can not `require` an ES module, and NestJS 12 is nothing else. So every ES module – ours and
// those in node_modules – is turned into CommonJS here; what is CommonJS already passes untouched.

const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const swc = require('@swc/core');
const { isEsModule } = require('./module-kind.cjs');
const { compileVue } = require('./compile-vue.cjs');

// `hidden.jest` lifts jest.mock() above the imports, as Babel would; the types of SWC do not tell of it.
const emit = {
  legacyDecorator: true,
  decoratorMetadata: true,
  useDefineForClassFields: false,
  hidden: { jest: true },
};

/**
 * @param {import('@swc/core').ParserConfig} parser
 * @returns {import('@swc/core').Options}
 */
const toCommonJs = (parser) => ({
  swcrc: false,
  configFile: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2022',
    parser,
    keepClassNames: true,
    transform: emit,
  },
});

const typescript = toCommonJs({ syntax: 'typescript', decorators: true });
const javascript = toCommonJs({ syntax: 'ecmascript' });

/** @param {string} code @param {string} filename @param {import('@swc/core').Options} options */
const compile = (code, filename, options) => swc.transformSync(code, { ...options, filename });

/**
 * The compiler for one file, or null for a file that is left as it is.
 * @param {string} filename
 * @returns {((code: string) => { code: string, map?: string }) | null}
 */
function compilerOf(filename) {
  if (/\.[cm]?ts$/.test(filename)) return (code) => compile(code, filename, typescript);
  if (/\.vue$/.test(filename)) return (code) => compile(compileVue(code, filename), filename, typescript);
  if (/\.css$/.test(filename)) return () => ({ code: '' });
  if (isEsModule(filename)) return (code) => compile(code, filename, javascript);
  return null;
}

// A cached result is good only while the compilers themselves are the same.
const compilers = createHash('sha256').update(swc.version).update(process.version);
for (const part of [__filename, require.resolve('./module-kind.cjs'), require.resolve('./compile-vue.cjs')]) {
  compilers.update(readFileSync(part));
}
const compilersHash = compilers.digest('hex');

module.exports = {
  /** @param {string} code @param {string} filename @returns {{ code: string }} */
  process(code, filename) {
    const compileFile = compilerOf(filename);
    return compileFile ? compileFile(code) : { code };
  },
  /** @param {string} code @param {string} filename @param {{ instrument: boolean }} options */
  getCacheKey(code, filename, { instrument }) {
    return createHash('sha256')
      .update([compilersHash, filename, String(instrument), code].join('\0'))
      .digest('hex')
      .slice(0, 32);
  },
};
