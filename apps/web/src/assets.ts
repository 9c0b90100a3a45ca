import { readFileSync } from 'node:fs';

/** Where the built styles, script and icon are, as they are linked from a page. */
export interface Assets {
  readonly script: string;
  readonly styles: readonly string[];
  /** The styles of pages that are opened once, by a code or a link: they stand in the page, which is then seen with one answer. */
  readonly sheet: string;
  readonly icon: string;
}

interface ManifestEntry {
  readonly file: string;
  readonly css?: readonly string[];
}

const ENTRY = 'src/client/main.ts';
const BARE = 'src/styles/bare.css';
const ICON = 'src/client/icon.svg';

/**
 * Reads Vite's manifest beside the server bundle. Throws when the client was not built: pages without styles would
 * only look as if they worked.
 */
export function assetsFrom(manifest: URL): Assets {
  const entries = JSON.parse(readFileSync(manifest, 'utf8')) as Readonly<Record<string, ManifestEntry>>;
  const entry = entries[ENTRY];
  const bare = entries[BARE];
  const icon = entries[ICON];
  if (!entry || !bare || !icon)
    throw new Error(
      `The manifest ${manifest.pathname} lacks ${!entry ? ENTRY : !bare ? BARE : ICON}: build the client first.`,
    );
  const styles = entry.css ?? [];
  return {
    script: `/${entry.file}`,
    styles: styles.map((file) => `/${file}`),
    sheet: readFileSync(new URL(`../${bare.file}`, manifest), 'utf8'),
    icon: `/${icon.file}`,
  };
}
