import { indicatorOf } from '@huiyin/domain';
import type { Directory } from '@huiyin/contract';
import type { Voice } from '../../wording/voice.ts';

/** The indicators that stand as columns, in the order of the first department that has any, each with its name. */
export function columnsOf(
  directory: Directory,
  voice: Voice,
): readonly { readonly code: string; readonly name: string }[] {
  const first = directory.regions
    .flatMap((region) => region.departments)
    .find((department) => department.figures.length > 0);
  return (first?.figures ?? []).map(({ indicator: code }) => {
    const declared = indicatorOf(code);
    return { code, name: declared ? voice.of(declared.name) : code };
  });
}

/** 云汀市 › 清浦区: a region below the one it belongs to, without the whole that all belong to. */
export function regionPath(directory: Directory, code: string, voice: Voice): readonly string[] {
  const names: string[] = [];
  let at = directory.regions.find((region) => region.code === code);
  for (let guard = 0; at && guard < 6; guard += 1) {
    const { parent, name } = at;
    if (parent !== null || names.length === 0) names.unshift(voice.of(name));
    at = parent === null ? undefined : directory.regions.find((region) => region.code === parent);
  }
  return names;
}
