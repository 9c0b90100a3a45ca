import type { DepartmentPage } from '@huiyin/contract';
import { PHRASE_BREAK } from '../../wording/phrases.ts';
import type { Voice } from '../../wording/voice.ts';
import { changesSentence, severalNames, yearSentence } from '../figures/change.ts';
import { tellingOf } from '../figures/telling.ts';

/** 清浦区¦人力资源和社会保障局: the name may break after its region, where it begins with it. */
export function nameWithBreak(page: DepartmentPage, voice: Voice): string {
  const name = voice.name(page.department);
  if (voice.language === 'en') return name;
  const region = page.regions
    .map((one) => one.name.zh)
    .filter((one) => name.startsWith(one))
    .sort((a, b) => b.length - a.length)[0];
  return region ? region + PHRASE_BREAK + name.slice(region.length) : name;
}

/** What the figures allow to say: where it stands among its peers, and what changed. Nothing that cannot be told is claimed. */
export function ledeOf(page: DepartmentPage, voice: Voice): string {
  const say = voice.t.department.lede;
  // An indicator of which less is better is above its peers when it is worse: what is told is which side it is on.
  const named = (standing: 'above' | 'indistinct' | 'below') =>
    severalNames(
      page.peers.filter((row) => row.standing === standing).map((row) => voice.of(row.name)),
      voice,
    );
  const [below, above, same] = [named('below'), named('above'), named('indistinct')];
  const parts = [below && say.below(below), above && say.above(above), same && say.same(same)].filter(
    (part) => part !== '',
  );
  const peers = parts.length === 0 ? say.nothing : say.sentence(parts);
  const keys = tellingOf(page.keys);
  return [peers, changesSentence(keys, page.period.kind, voice), yearSentence(keys, page.period.kind, voice)]
    .filter((part) => part !== '')
    .join(voice.language === 'zh' ? '' : ' ');
}
