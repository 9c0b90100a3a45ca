import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown, type UserConfig } from 'vite';
import { en } from '../src/locales/en.ts';
import { zh } from '../src/locales/zh.ts';
import type { BuiltSite } from '../src/offline/kept-pages.ts';
import { webManifest } from '../src/offline/web-manifest.ts';

type Bundle = Rolldown.OutputBundle;

const source = fileURLToPath(new URL('../src', import.meta.url));

/**
 * The files that stand at the root of the site, below `root/` in the build: the worker, which may only care for what
 * lies beside it, and the manifest of each language. `shared` is what the worker is built with besides.
 */
export const rootFiles = (shared: UserConfig): Plugin => {
  let needed: string[] = [];
  return {
    name: 'huiyin-root-files',
    async generateBundle(_, bundle) {
      const picture = (name: string): string => {
        const file = this.emitFile({
          type: 'asset',
          name,
          source: readFileSync(join(source, 'client', name)),
        });
        return `/${this.getFileName(file)}`;
      };
      const icons = {
        any: `/${fileNamed(bundle, 'icon.svg')}`,
        small: picture('icon-192.png'),
        large: picture('icon-512.png'),
        maskable: picture('icon-maskable-512.png'),
      };
      const manifest = (fileName: string, texts: typeof zh, lang: 'zh-CN' | 'en') =>
        this.emitFile({
          type: 'asset',
          fileName,
          source: JSON.stringify(webManifest(texts, lang, icons, paper())),
        });
      manifest('root/manifest.webmanifest', zh, 'zh-CN');
      manifest('root/en/manifest.webmanifest', en, 'en');
      needed = neededBy(bundle);
      const site: BuiltSite = { version: stateOfSources(), assets: needed.map((name) => `/${name}`) };
      this.emitFile({ type: 'asset', fileName: 'root/sw.js', source: await workerFor(site, shared) });
    },
    // The worker is not installed when a single file is missing, and nobody would see why.
    writeBundle(_, bundle) {
      for (const name of needed)
        if (bundle[name] === undefined)
          this.error(`The worker keeps ${name}, which the build does not have.`);
    },
  };
};

/** The colour of the paper in the light, as the tokens say. */
function paper(): string {
  const tokens = readFileSync(join(source, 'styles/tokens.css'), 'utf8');
  const found = /--paper:\s*(#[\da-f]{6})/.exec(tokens)?.[1];
  if (found === undefined) throw new Error('tokens.css names no colour for --paper.');
  return found;
}

/** Pages are kept as they were rendered, so any change of a page, a text or a style makes another state. */
function stateOfSources(): string {
  const hash = createHash('sha256');
  const files = readdirSync(source, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).sort())
    hash.update(path.slice(source.length)).update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

const fileNamed = (bundle: Bundle, name: string): string => {
  const found = Object.values(bundle).find((one) => one.type === 'asset' && one.names.includes(name));
  if (found === undefined) throw new Error(`The build has no ${name}.`);
  return found.fileName;
};

/**
 * Styles, icon and scripts of a form. The live chart is large and no form has one; the bare styles stand in the pages
 * themselves.
 */
function neededBy(bundle: Bundle): string[] {
  const scripts = new Set<string>();
  const add = (fileName: string): void => {
    const chunk = bundle[fileName];
    if (chunk?.type !== 'chunk' || chunk.name === 'live-chart' || scripts.has(fileName)) return;
    scripts.add(fileName);
    for (const other of [...chunk.imports, ...chunk.dynamicImports]) add(other);
  };
  for (const one of Object.values(bundle))
    if (one.type === 'chunk' && one.isEntry && one.name !== 'bare') add(one.fileName);
  const rest = Object.keys(bundle).filter((name) => /^assets\/(?!bare-).*\.(?:css|svg)$/.test(name));
  return [...rest, ...scripts].sort();
}

/** One file without imports, because not every browser takes a worker that has some. */
async function workerFor(site: BuiltSite, shared: UserConfig): Promise<string> {
  const built = await build({
    ...shared,
    configFile: false,
    logLevel: 'warn',
    define: { ...shared.define, BUILT_SITE: JSON.stringify(site) },
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: join(source, 'offline/worker.ts'), output: { format: 'iife' } },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = (output as Rolldown.RolldownOutput).output[0];
  return chunk.code;
}
