/** So long a sentence may be before it is cut at a comma: some voices fall silent after a quarter of a minute. */
const LONGEST = 120;

/** A text in pieces that can be said in one breath, nothing left out: sentences, and parts of long ones. */
export function sentencesOf(text: string): string[] {
  const sentences = piecesOf(text, /[^。！？!?；;]*?(?:[。！？!?；;]+|\.(?=\s)|$)/gy);
  return sentences.flatMap((sentence) =>
    sentence.length <= LONGEST ? [sentence] : piecesOf(sentence, /.*?(?:[，、：]|[,:](?=\s)|$)/gsy),
  );
}

function piecesOf(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([piece]) => piece.trim()).filter((piece) => piece !== '');
}
