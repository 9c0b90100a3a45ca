import { qrOf } from '../../ratings/qr.ts';

/** What a poster says. */
export interface PosterWords {
  readonly department: string;
  readonly item: string | null;
  readonly point: string;
  readonly owner: string;
  /** What the code leads to. */
  readonly link: string;
}

/** A5, in tenths of a millimetre. */
const WIDTH = 1480;
const HEIGHT = 2100;
const CODE = 900;

/**
 * A poster for a window, as SVG in A5: it prints at any size, and every program that prints opens it. Chinese is set in
 * whatever Song and sans faces the machine has.
 */
export function posterOf({ department, item, point, owner, link }: PosterWords): string {
  const qr = qrOf(link);
  const scale = CODE / qr.size;
  const left = (WIDTH - CODE) / 2;
  const line = (y: number, size: number, words: string, weight = 400, face = 'sans') =>
    `<text x="${WIDTH / 2}" y="${y}" font-size="${fitted(words, size)}" font-weight="${weight}" class="${face}">${escaped(words)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="148mm" height="210mm" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(`${department} ${point}`)}">
<style>text{text-anchor:middle;fill:#1b1e1c}.song{font-family:'Noto Serif CJK SC','Source Han Serif SC','Songti SC',SimSun,serif}.sans{font-family:'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif}</style>
<path fill="#fff" d="M0 0h${WIDTH}v${HEIGHT}H0z"/>
<path fill="none" stroke="#1b1e1c" stroke-width="12" d="M100 110h${WIDTH - 200}"/>
<path fill="none" stroke="#1b1e1c" stroke-width="3" d="M100 128h${WIDTH - 200}"/>
${line(290, 110, '这次办事，您满意吗？', 600, 'song')}
${line(380, 56, 'Were you satisfied this time?')}
<g transform="translate(${left} 440) scale(${scale})" shape-rendering="crispEdges"><path fill="#000" d="${qr.path}"/></g>
${line(1420, 64, '手机扫一扫，点一下就评好', 600)}
${line(1500, 46, 'Scan and tap once. No account, no app.')}
${line(1660, 72, point, 600, 'song')}
${item === null ? '' : line(1750, 56, item)}
${line(1830, 56, department)}
<path fill="none" stroke="#1b1e1c" stroke-width="3" d="M100 1930h${WIDTH - 200}"/>
<path fill="none" stroke="#1b1e1c" stroke-width="12" d="M100 1948h${WIDTH - 200}"/>
${line(2030, 40, owner)}
</svg>
`;
}

/** All posters as one page of HTML, a sheet of A5 each: any browser prints it, or saves it as PDF, in one go. */
export const sheetsOf = (posters: readonly string[]): string => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>评价海报 Posters (${posters.length})</title>
<style>@page{size:148mm 210mm;margin:0}body{margin:0}svg{display:block;break-after:page}svg:last-of-type{break-after:auto}</style>
${posters.join('')}</html>
`;

/** A long name is set smaller rather than cut. Chinese characters are as wide as they are high, others half of it. */
function fitted(words: string, size: number): number {
  const wide = [...words].reduce((sum, one) => sum + (/[\u2e80-\uffef]/.test(one) ? 1 : 0.55), 0);
  return Math.min(size, Math.floor((WIDTH - 200) / wide));
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (one) => ESCAPES[one] ?? one);
