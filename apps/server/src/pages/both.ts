/** Each address in both languages: Chinese at the root, English below /en. */
export const both = (path: string): string[] => [path, path === '/' ? '/en' : `/en${path}`];
