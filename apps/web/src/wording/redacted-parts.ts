import { ANY_PUBLIC_TOKEN } from '@huiyin/domain';

/** Also the typed tokens of other systems, whose letters come in with them: short, and without digits. */
const TOKEN = new RegExp(`(${ANY_PUBLIC_TOKEN}|\\[[^[\\]\\d\\s]{1,12}\\])`);

/** A redacted text cut at its typed tokens: 我叫[姓名] → 我叫 and the token [姓名]. */
export function redactedParts(text: string): readonly { readonly text: string; readonly token: boolean }[] {
  return text
    .split(TOKEN)
    .map((part, place) => ({ text: part, token: place % 2 === 1 }))
    .filter(({ text: part }) => part !== '');
}
