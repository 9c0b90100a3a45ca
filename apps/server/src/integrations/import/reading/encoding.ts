/**
 * The encoding of a text by its first bytes: its byte order mark; else UTF-8 when the bytes are correct UTF-8; else
 * GB18030, which contains GBK and GB 2312.
 *
 * A file in UTF-8 with a few damaged bytes must not be taken for GBK, or all its Chinese turns to nonsense without a
 * word. So when UTF-8 fails, what counts is how much of it fails: of GBK text nearly every character, of damaged UTF-8 few.
 */
export function encodingOf(sample: Buffer): string {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  const text = new TextDecoder('utf-8').decode(sample, { stream: true });
  const broken = text.split('\ufffd').length - 1;
  if (broken === 0) return 'utf-8';
  // eslint-disable-next-line no-control-regex -- everything outside ASCII
  const beyondAscii = text.replace(/[\u0000-\u007f\ufffd]/g, '').length;
  return broken * 4 < beyondAscii ? 'utf-8' : 'gb18030';
}

/** The delimiter that cuts the first lines into the most columns; a comma when none does. Quoted text does not count. */
export function delimiterOf(text: string): string {
  const start = text.slice(0, 65_536).replace(/"(?:[^"]|"")*"/g, '');
  const lines = start
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== '')
    .slice(0, 20);
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of [',', '\t', ';', '|']) {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const header = counts[0] ?? 0;
    // Lines that have as many as the header speak for it, so that commas inside free text do not win over tabs.
    const score =
      header === 0 ? 0 : (header * counts.filter((count) => count === header).length) / lines.length;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
