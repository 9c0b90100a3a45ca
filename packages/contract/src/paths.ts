import type { Language } from './primitives.ts';

/** The addresses of the pages, without the language. */
export const paths = {
  overview: () => '/',
  rankings: () => '/rankings',
  departments: () => '/departments',
  department: (code: string) => `/departments/${encodeURIComponent(code)}`,
  region: (code: string) => `/regions/${encodeURIComponent(code)}`,
  letters: () => '/letters',
  letter: (number: string) => `/letters/${encodeURIComponent(number)}`,
  indicators: () => '/indicators',
  indicator: (code: string) => `/indicators/${encodeURIComponent(code)}`,
  releases: () => '/releases',
  release: (id: string) => `/releases/${encodeURIComponent(id)}`,
  rate: () => '/rate',
  rateBy: (token: string) => `/rate/${token}`,
  kiosk: (token: string) => `/kiosk/${token}`,
  receipt: (ownToken: string) => `/receipt/${ownToken}`,
  write: () => '/write',
  writeHelp: () => '/write/help',
  track: () => '/track',
  trackOf: (number: string) => `/track/${encodeURIComponent(number)}`,
  trackFile: (number: string, id: string) =>
    `/track/${encodeURIComponent(number)}/files/${encodeURIComponent(id)}`,
  answer: (pass: string) => `/answer/${pass}`,
  display: () => '/display',
  kept: () => '/kept',
  kioskKept: (token: string) => `/kiosk/${token}/kept`,
  offline: () => '/offline',
  webManifest: () => '/manifest.webmanifest',
} as const;

/** Chinese pages stand at the root, English ones below /en. */
export const inLanguage = (path: string, language: Language): string =>
  language === 'zh' ? path : path === '/' ? '/en' : `/en${path}`;

/** Where the API keeps each of them. */
export const API = '/api/v1';
