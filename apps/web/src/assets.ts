import { readFileSync } from 'node:fs';

/** Where the built styles, script and icon are, as they are linked from a page. */
export interface Assets {
  readonly script: string;
  readonly styles: readonly string[];
  readonly icon: string;
}

interface ManifestEntry {
  readonly file: string;
  readonly css?: readonly string[];
}

const ENTRY = 'src/client/main.ts';
const ICON = 'src/client/icon.svg';

/**
 * Reads Vite's manifest beside the server bundle. Throws when the client was not built: pages without styles would
 * only look as if they worked.
 */
export function assetsFrom(manifest: URL): Assets {
  const entries = JSON.parse(readFileSync(manifest, 'utf8')) as Readonly<Record<string, ManifestEntry>>;
  const entry = entries[ENTRY];
  const icon = entries[ICON];
  if (!entry || !icon)
    throw new Error(
      `The manifest ${manifest.pathname} lacks ${entry ? ICON : ENTRY}: build the client first.`,
    );
  return {
    script: `/${entry.file}`,
    styles: (entry.css ?? []).map((file) => `/${file}`),
    icon: `/${icon.file}`,
  };
}
